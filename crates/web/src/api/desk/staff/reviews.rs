use onewindow_app::staffing;
use onewindow_model::id::OfficerId;
use schemars::JsonSchema;
use serde::Serialize;

use super::super::super::given::{Done, Found};
use super::super::super::input::{At, Nothing, Once};
use super::officials::ReviewGiven;
use super::refused::refused;
use crate::audience::{Fresh, Staff};
use crate::errors::WebError;

/// Officials of the organisation whose rights are to be looked over, the longest first, with the
/// figures of all. At most a thousand: that many officials no organisation has.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct Reviews {
    items: Vec<Line>,
    /// Officials whose rights nobody needs to look over for a while.
    fresh: usize,
    /// Officials whose review is due soon.
    due: usize,
    /// Officials whose review is overdue.
    overdue: usize,
    /// Officials whose rights are suspended.
    suspended: usize,
}

/// An official whose rights are to be looked over.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReviewLine")]
struct Line {
    id: String,
    name: String,
    roles: Vec<String>,
    review: ReviewGiven,
    /// It is whoever asks: somebody else looks over them.
    oneself: bool,
}

/// `GET /api/v1/desk/staff/reviews`.
pub(in crate::api) async fn list(staff: Staff) -> Result<Found<Reviews>, WebError> {
    let (waiting, figures) = staffing::reviews(&staff.ctx).await?;
    let items = waiting.into_iter().map(|one| Line {
        id: one.record.officer.id.to_string(),
        name: one.record.name,
        roles: one.record.officer.roles.iter().map(|role| role.to_string()).collect(),
        review: one.review.into(),
        oneself: one.me,
    });
    Ok(Found(Reviews {
        items: items.collect(),
        fresh: figures.fresh,
        due: figures.due,
        overdue: figures.overdue,
        suspended: figures.suspended,
    }))
}

/// `POST /api/v1/desk/staff/officials/{officer}/review`.
pub(in crate::api) async fn confirm(
    Fresh(staff): Fresh,
    At(id): At<OfficerId>,
    once: Once<Nothing>,
) -> Result<Done, WebError> {
    let Staff { page, ctx, .. } = staff;
    let ctx = &ctx;
    let doing = |Nothing| async move {
        let done = staffing::confirm(ctx, id).await;
        done.map(|()| Done).map_err(|error| refused(page.l, error, |_| None))
    };
    once.done(ctx, doing).await
}
