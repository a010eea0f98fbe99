//! Answering a correction with nothing but the slip.

use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::cases::{self, Files};

use super::track::CASE;
use crate::audience::SlipHolder;
use crate::errors::WebError;
use crate::forms::UploadForm;
use crate::hand_in::{self, Sent, Wanted};
use crate::show::Show;

/// Where the holder of a slip hands in what was asked for.
pub(crate) const PAPERS: &str = "/track/case/papers";

/// `GET /track/case/papers`: each paper of the notice.
pub(super) async fn get(holder: SlipHolder) -> Result<Response, WebError> {
    let SlipHolder { page, ctx, case } = holder;
    let file = cases::follow(&ctx, case).await?;
    // What was promised to follow is not asked for: that goes through a window or an account.
    if !Wanted::of(&file).correction {
        return Ok(Redirect::to(CASE).into_response());
    }
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    Ok(hand_in::form(page, &show, &file, CASE, Vec::new()))
}

/// `POST /track/case/papers`: takes one of them in, or gives the answer to the office.
pub(super) async fn post(holder: SlipHolder, upload: UploadForm) -> Result<Response, WebError> {
    let SlipHolder { page, ctx, case } = holder;
    let (form, sent) = upload.read(&Wanted::fields())?;
    let file = cases::follow(&ctx, case).await?;
    let wanted = Wanted::of(&file);
    if !wanted.correction {
        return Err(WebError::changed().back(CASE));
    }
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let (onward, done) = match wanted.read(&page, &form, sent) {
        Sent::Nothing(problems) => return Ok(hand_in::form(page, &show, &file, CASE, problems)),
        Sent::All => {
            let done = cases::answer_with_slip(&ctx, Files::new()).await;
            (format!("{CASE}?done=handed-in"), done)
        }
        Sent::Paper(files) => (PAPERS.to_owned(), cases::lay_ready_with_slip(&ctx, files).await),
    };
    hand_in::answer(done, page, &show, &file, (CASE, &onward))
}
