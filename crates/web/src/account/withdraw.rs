use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::cases;

use super::case::can_withdraw;
use super::paths;
use crate::audience::Citizen;
use crate::errors::WebError;
use crate::forms::{FormSpec, StrictForm};
use crate::l10n::Words;
use crate::page::Page;

#[derive(Template)]
#[template(path = "account/withdraw.html")]
struct Withdraw {
    page: Page,
    service: Words,
    number: String,
    here: String,
}

/// `GET /account/cases/{case}/withdraw`: asks whether it is meant.
pub(super) async fn get(citizen: Citizen, Path(id): Path<String>) -> Result<Response, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let file = cases::open_own(&ctx, paths::id(&id)?).await?;
    let here = paths::case(file.case.id);
    if !can_withdraw(&file.case.stage) {
        return Ok(Redirect::to(&here).into_response());
    }
    let service = page.l.words(&file.service.name);
    let number = file.case.number.to_string();
    let frame = page.title("account-withdraw-title").back(&here);
    Ok(frame.show(|page| Withdraw { page, service, number, here }))
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
