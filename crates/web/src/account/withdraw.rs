use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::cases;

use super::case::can_withdraw;
use super::paths;
use super::sure::Sure;
use crate::audience::Citizen;
use crate::errors::WebError;
use crate::forms::{FormSpec, StrictForm};
use crate::lists::Row;

/// `GET /account/cases/{case}/withdraw`: asks whether it is meant.
pub(super) async fn get(citizen: Citizen, Path(id): Path<String>) -> Result<Response, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let file = cases::open_own(&ctx, paths::id(&id)?).await?;
    let here = paths::case(file.case.id);
    if !can_withdraw(&file.case.stage) {
        return Ok(Redirect::to(&here).into_response());
    }
    let asked = Sure {
        title: "account-withdraw-title",
        service: page.l.words(&file.service.name),
        rows: vec![Row::new(page.t("account-number"), file.case.number.to_string())],
        text: "account-withdraw-text",
        action: format!("{here}/withdraw"),
        button: "account-withdraw-button",
        keep: "account-withdraw-keep",
        back: &here,
    };
    Ok(asked.show(page))
}

/// `POST /account/cases/{case}/withdraw`: takes it back.
pub(super) async fn post(
    citizen: Citizen,
    Path(id): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    form.read(&FormSpec::new())?;
    let id = paths::id(&id)?;
    let here = paths::case(id);
    cases::withdraw(&citizen.ctx, id).await.map_err(|error| WebError::from(error).back(&here))?;
    Ok(Redirect::to(&here).into_response())
}
