use onewindow_app::staffing;
use onewindow_model::id::GrantId;

use super::super::super::given::Done;
use super::super::super::input::{At, Json, Nothing, Once};
use super::super::revocations::Reasoned;
use super::refused::refused;
use crate::audience::{Fresh, Staff};
use crate::errors::WebError;

/// `POST /api/v1/desk/staff/changes/{grant}/call-off`.
pub(in crate::api) async fn propose(
    Fresh(staff): Fresh,
    At(id): At<GrantId>,
    once: Once<Json<Reasoned>>,
) -> Result<Done, WebError> {
    let Staff { page, ctx, .. } = staff;
    let ctx = &ctx;
    let doing = |Json(sent): Json<Reasoned>| async move {
        let done = staffing::call_off(ctx, id, &sent.reasons).await;
        done.map(|()| Done).map_err(|error| refused(page.l, error, |_| None))
    };
    once.done(ctx, doing).await
}

/// `POST /api/v1/desk/staff/changes/{grant}/call-off/agree`.
pub(in crate::api) async fn agree(
    Fresh(staff): Fresh,
    At(id): At<GrantId>,
    once: Once<Nothing>,
) -> Result<Done, WebError> {
    let Staff { page, ctx, .. } = staff;
    let ctx = &ctx;
    let doing = |Nothing| async move {
        let done = staffing::agree_off(ctx, id).await;
        done.map(|()| Done).map_err(|error| refused(page.l, error, |_| None))
    };
    once.done(ctx, doing).await
}

/// `POST /api/v1/desk/staff/changes/{grant}/call-off/stay`.
pub(in crate::api) async fn stay(
    Fresh(staff): Fresh,
    At(id): At<GrantId>,
    once: Once<Json<Reasoned>>,
) -> Result<Done, WebError> {
    let Staff { page, ctx, .. } = staff;
    let ctx = &ctx;
    let doing = |Json(sent): Json<Reasoned>| async move {
        let done = staffing::stay(ctx, id, &sent.reasons).await;
        done.map(|()| Done).map_err(|error| refused(page.l, error, |_| None))
    };
    once.done(ctx, doing).await
}
