//! Handing in papers after submission, for the signed-in person.

use axum::extract::Path;
use axum::response::Response;
use onewindow_app::cases;

use super::paths;
use crate::audience::Citizen;
use crate::errors::WebError;
use crate::forms::{FormSpec, UploadForm};
use crate::hand_in::{self, Wanted};

/// `GET /account/cases/{case}/papers`: a field for just the papers that the case waits for.
pub(super) async fn get(citizen: Citizen, Path(id): Path<String>) -> Result<Response, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let file = cases::open_own(&ctx, paths::id(&id)?).await?;
    Ok(hand_in::form(page, &ctx, &file, &paths::case(file.case.id), Vec::new()))
}

/// `POST /account/cases/{case}/papers`: takes them in, or says what is wrong with each.
pub(super) async fn post(
    citizen: Citizen,
    Path(id): Path<String>,
    upload: UploadForm,
) -> Result<Response, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let (_, sent) = upload.read(&FormSpec::new())?;
    let file = cases::open_own(&ctx, paths::id(&id)?).await?;
    let here = paths::case(file.case.id);
    let wanted = Wanted::of(&file);
    let files = match wanted.sort(&page, sent) {
        Ok(files) => files,
        Err(missing) => return Ok(hand_in::form(page, &ctx, &file, &here, missing)),
    };
    let done = match wanted.correction {
        true => cases::answer_correction(&ctx, file.case.id, files).await,
        false => cases::follow_up(&ctx, file.case.id, files).await,
    };
    hand_in::answer(done, page, &ctx, &file, &here)
}
