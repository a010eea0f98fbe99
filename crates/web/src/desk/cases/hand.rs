//! Taking a case on, and giving it back.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::cases;
use onewindow_model::id::CaseId;

use super::step::elsewhere;
use crate::audience::Staff;
use crate::desk::places;
use crate::errors::WebError;
use crate::forms::{FormSpec, StrictForm};

pub(in crate::desk) async fn take(
    staff: Staff,
    Path(case): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    form.read(&FormSpec::new())?;
    let case: CaseId = places::id(&case)?;
    let taken = cases::assign(&staff.ctx, case).await;
    taken.map_err(|error| elsewhere(case, error))?;
    Ok(Redirect::to(&format!("{}?done=taken", places::case(case))).into_response())
}

pub(in crate::desk) async fn release(
    staff: Staff,
    Path(case): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let number = super::step::number(form)?;
    let case = places::id(&case)?;
    let released = cases::release(&staff.ctx, case).await;
    released.map_err(|error| elsewhere(case, error))?;
    Ok(Redirect::to(&format!("{}?done=released&number={number}", places::DESK)).into_response())
}
