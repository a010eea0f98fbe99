//! Handing in papers after submission, for the signed-in person.

use axum::extract::Path;
use axum::response::Response;
use onewindow_app::cases::{self, Files};

use super::paths;
use crate::audience::Citizen;
use crate::errors::WebError;
use crate::forms::UploadForm;
use crate::hand_in::{self, Sent, Wanted};
use crate::show::Show;

/// `GET /account/cases/{case}/papers`: just the papers that the case waits for.
pub(super) async fn get(citizen: Citizen, Path(id): Path<String>) -> Result<Response, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let file = cases::open_own(&ctx, paths::id(&id)?).await?;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    Ok(hand_in::form(page, &show, &file, &paths::case(file.case.id), Vec::new()))
}

/// `POST /account/cases/{case}/papers`: takes one of them in, or gives the answer to the office.
pub(super) async fn post(
    citizen: Citizen,
    Path(id): Path<String>,
    upload: UploadForm,
) -> Result<Response, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let (form, sent) = upload.read(&Wanted::fields())?;
    let file = cases::open_own(&ctx, paths::id(&id)?).await?;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let (id, here) = (file.case.id, paths::case(file.case.id));
    let wanted = Wanted::of(&file);
    let over = format!("{here}?done=handed-in");
    let (onward, done) = match wanted.read(&page, &form, sent) {
        Sent::Nothing(problems) => return Ok(hand_in::form(page, &show, &file, &here, problems)),
        Sent::All => (over, cases::answer_correction(&ctx, id, Files::new()).await),
        Sent::Paper(files) if wanted.correction => {
            (format!("{here}/papers"), cases::lay_ready(&ctx, id, files).await)
        }
        Sent::Paper(files) => (over, cases::follow_up(&ctx, id, files).await),
    };
    hand_in::answer(done, page, &show, &file, (&here, &onward))
}
