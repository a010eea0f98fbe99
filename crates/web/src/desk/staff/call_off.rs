//! Two administrators call off what has not begun.

use axum::extract::Path;
use axum::response::Response;
use onewindow_app::staffing;

use super::MOST_SENT;
use super::judge::answer;
use crate::audience::Fresh;
use crate::desk::places;
use crate::errors::WebError;
use crate::forms::{FormSpec, StrictForm};

pub(in crate::desk) async fn propose(
    Fresh(staff): Fresh,
    Path(id): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let id = places::id(&id)?;
    let form = form.read(&FormSpec::new().one("off", MOST_SENT))?;
    let done = staffing::call_off(&staff.ctx, id, form.get("off")).await;
    answer(staff, id, done, "proposed", ("off", form.get("off"))).await
}

pub(in crate::desk) async fn agree(
    Fresh(staff): Fresh,
    Path(id): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let id = places::id(&id)?;
    form.read(&FormSpec::new())?;
    let done = staffing::agree_off(&staff.ctx, id).await;
    answer(staff, id, done, "agreed", ("", "")).await
}

pub(in crate::desk) async fn stay(
    Fresh(staff): Fresh,
    Path(id): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let id = places::id(&id)?;
    let form = form.read(&FormSpec::new().one("refusal", MOST_SENT))?;
    let done = staffing::stay(&staff.ctx, id, form.get("refusal")).await;
    answer(staff, id, done, "stays", ("refusal", form.get("refusal"))).await
}
