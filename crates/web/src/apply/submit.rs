use axum::extract::Path;
use onewindow_app::error::Appointment;
use onewindow_app::{AppError, applications};
use onewindow_model::id::DraftId;

use super::check;
use super::draft::Draft;
use super::slot;
use super::stop::{Answer, go};
use crate::audience::Filler;
use crate::errors::WebError;
use crate::forms::{FormSpec, StrictForm};

/// `GET /apply/{draft}/submit`: where somebody lands who had to sign in again while submitting.
pub(super) async fn get(filler: Filler, Path(id): Path<String>) -> Answer {
    let draft = Draft::open(filler, &id).await?;
    go(draft.path("/check"))
}

/// `POST /apply/{draft}/submit`: hands the application in, once, however often it is pressed; or
/// shows everything that is wrong.
///
/// Submitting opens the draft by itself. Another look before it would be one more entry about the
/// person, and one more wait for the disk.
pub(super) async fn post(filler: Filler, Path(id): Path<String>, form: StrictForm) -> Answer {
    let form = form.read(&FormSpec::new().one("declared", 10))?;
    let draft: DraftId = id.parse().map_err(|_| WebError::not_found())?;
    let declared = form.get("declared") == "yes";
    match applications::submit(&filler.ctx, draft, declared).await {
        Ok(_) => go(format!("/apply/{draft}/done")),
        Err(AppError::Problems(problems)) => {
            Ok(check::page(Draft::open(filler, &id).await?, &problems, declared))
        }
        Err(AppError::Appointment(Appointment::Taken(taken))) => {
            slot::full(Draft::open(filler, &id).await?, &taken).await
        }
        Err(other) => Err(other.into()),
    }
}
