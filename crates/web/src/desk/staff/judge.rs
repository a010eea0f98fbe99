//! The second administrator agrees or declines; one ends what lasts.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::{AppError, staffing};
use onewindow_model::id::GrantId;

use super::{MOST_SENT, code, grant, problem};
use crate::audience::{Fresh, Staff};
use crate::desk::places;
use crate::errors::WebError;
use crate::forms::{FormSpec, StrictForm};

pub(in crate::desk) async fn agree(
    Fresh(staff): Fresh,
    Path(id): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let id = places::id(&id)?;
    form.read(&FormSpec::new())?;
    match staffing::agree(&staff.ctx, id).await {
        Ok(Some(code)) => code::page(staff, id, &code).await,
        done => answer(staff, id, done.map(|_| ()), "agreed", ("", "")).await,
    }
}

pub(in crate::desk) async fn decline(
    Fresh(staff): Fresh,
    Path(id): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let id = places::id(&id)?;
    let form = form.read(&FormSpec::new().one("refusal", MOST_SENT))?;
    let done = staffing::decline(&staff.ctx, id, form.get("refusal")).await;
    answer(staff, id, done, "declined", ("refusal", form.get("refusal"))).await
}

pub(in crate::desk) async fn end(
    Fresh(staff): Fresh,
    Path(id): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let id = places::id(&id)?;
    let form = form.read(&FormSpec::new().one("ended", MOST_SENT))?;
    let done = staffing::end(&staff.ctx, id, form.get("ended")).await;
    answer(staff, id, done, "ended", ("ended", form.get("ended"))).await
}

/// What cannot be done is said on the page of the change, as it stands now: somebody else may have
/// been faster.
pub(super) async fn answer(
    staff: Staff,
    id: GrantId,
    done: Result<(), AppError>,
    how: &str,
    (field, typed): (&str, &str),
) -> Result<Response, WebError> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("{}?done={how}", places::grant(id))).into_response()),
        Err(error) => {
            let problem = problem(&staff.page, error, field)?;
            grant::page(staff, id, typed, vec![problem], None).await
        }
    }
}
