use axum::extract::Path;
use onewindow_app::error::Appointment;
use onewindow_app::{AppError, applications};

use super::check;
use super::draft::Draft;
use super::slot;
use super::stop::{Answer, go};
use crate::audience::Filler;
use crate::forms::{FormSpec, StrictForm};

/// `GET /apply/{draft}/submit`: where somebody lands who had to sign in again while submitting.
pub(super) async fn get(filler: Filler, Path(id): Path<String>) -> Answer {
    let draft = Draft::open(filler, &id).await?;
    go(draft.path("/check"))
}

/// `POST /apply/{draft}/submit`: hands the application in, once, however often it is pressed; or
/// shows everything that is wrong.
pub(super) async fn post(filler: Filler, Path(id): Path<String>, form: StrictForm) -> Answer {
    let form = form.read(&FormSpec::new().one("declared", 10))?;
    let draft = Draft::open(filler, &id).await?;
    let declared = form.get("declared") == "yes";
    match applications::submit(&draft.ctx, draft.id(), declared).await {
        Ok(_) => go(draft.path("/done")),
        Err(AppError::Problems(problems)) => {
            Ok(check::page(draft.again().await?, &problems, declared))
        }
        Err(AppError::Appointment(Appointment::Taken(slot))) => {
            slot::full(draft.again().await?, &slot).await
        }
        Err(other) => Err(other.into()),
    }
}
