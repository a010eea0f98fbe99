use onewindow_app::staff::enrolment::SERVES_FOR;
use onewindow_app::staffing;
use onewindow_model::id::GrantId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::super::cursor::{Paging, cursor, moment, read_moment};
use super::super::super::given::{Done, Found, Made};
use super::super::super::input::{Asked, At, Json, Nothing, Once};
use super::super::revocations::Reasoned;
use super::change_given::{ChangeGiven, Line};
use super::refused::refused;
use super::wish::{Proposal, place};
use crate::audience::{Fresh, Staff};
use crate::errors::WebError;

/// Changes, newest first.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StaffChanges")]
pub(in crate::api) struct Changes {
    items: Vec<Line>,
    /// Where the next page starts; null at the end.
    next: Option<String>,
}

/// A change that was proposed.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "StaffChangeProposed")]
pub(in crate::api) struct Proposed {
    id: String,
}

/// A change that was agreed to.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "StaffChangeAgreed")]
pub(in crate::api) struct Agreed {
    /// The code with which the official registers a passkey, where they are to: for them alone. It
    /// cannot be had again but by this request under its key.
    enrolment_code: Option<String>,
    /// Where they bring it.
    enrolment_address: Option<String>,
    /// For how many hours it serves.
    enrolment_hours: Option<i64>,
}

/// `GET /api/v1/desk/staff/changes`.
pub(in crate::api) async fn list(
    staff: Staff,
    Asked(paging): Asked<Paging>,
) -> Result<Found<Changes>, WebError> {
    let before = paging.start(read_moment)?;
    let found = staffing::grants_before(&staff.ctx, before, paging.limit()).await?;
    let items = found.items.iter().map(Line::of).collect();
    Ok(Found(Changes { items, next: found.next.map(|key| cursor(&moment(&key))) }))
}

/// `POST /api/v1/desk/staff/changes`.
pub(in crate::api) async fn propose(
    Fresh(staff): Fresh,
    once: Once<Json<Proposal>>,
) -> Result<Made<Proposed>, WebError> {
    let Staff { page, ctx, officer } = staff;
    let ctx = &ctx;
    let doing = |Json(sent): Json<Proposal>| async move {
        let (wish, reasons) = sent.read(&officer.organisation);
        let made = staffing::propose(ctx, wish, &reasons).await;
        let id = made.map_err(|error| refused(page.l, error, place))?.to_string();
        Ok(Made { at: format!("/api/v1/desk/staff/changes/{id}"), made: Proposed { id } })
    };
    once.done(ctx, doing).await
}

/// `GET /api/v1/desk/staff/changes/{grant}`.
pub(in crate::api) async fn one(
    staff: Staff,
    At(id): At<GrantId>,
) -> Result<Found<ChangeGiven>, WebError> {
    Ok(Found(ChangeGiven::of(&staffing::grant(&staff.ctx, id).await?)))
}

/// `POST /api/v1/desk/staff/changes/{grant}/agree`.
pub(in crate::api) async fn agree(
    Fresh(staff): Fresh,
    At(id): At<GrantId>,
    once: Once<Nothing>,
) -> Result<Found<Agreed>, WebError> {
    let Staff { page, ctx, .. } = staff;
    let ctx = &ctx;
    let doing = |Nothing| async move {
        let done = staffing::agree(ctx, id).await;
        let code = done.map_err(|error| refused(page.l, error, |_| None))?;
        let base = ctx.app.settings.base_url.trim_end_matches('/');
        Ok(Found(Agreed {
            enrolment_address: code.as_ref().map(|_| format!("{base}{}", crate::page::STAFF_ENROL)),
            enrolment_hours: code.as_ref().map(|_| SERVES_FOR.as_hours()),
            enrolment_code: code.map(|code| code.to_string()),
        }))
    };
    once.done(ctx, doing).await
}

/// `POST /api/v1/desk/staff/changes/{grant}/decline`.
pub(in crate::api) async fn decline(
    Fresh(staff): Fresh,
    At(id): At<GrantId>,
    once: Once<Json<Reasoned>>,
) -> Result<Done, WebError> {
    let Staff { page, ctx, .. } = staff;
    let ctx = &ctx;
    let doing = |Json(sent): Json<Reasoned>| async move {
        let done = staffing::decline(ctx, id, &sent.reasons).await;
        done.map(|()| Done).map_err(|error| refused(page.l, error, |_| None))
    };
    once.done(ctx, doing).await
}

/// `POST /api/v1/desk/staff/changes/{grant}/end`.
pub(in crate::api) async fn end(
    Fresh(staff): Fresh,
    At(id): At<GrantId>,
    once: Once<Json<Reasoned>>,
) -> Result<Done, WebError> {
    let Staff { page, ctx, .. } = staff;
    let ctx = &ctx;
    let doing = |Json(sent): Json<Reasoned>| async move {
        let done = staffing::end(ctx, id, &sent.reasons).await;
        done.map(|()| Done).map_err(|error| refused(page.l, error, |_| None))
    };
    once.done(ctx, doing).await
}
