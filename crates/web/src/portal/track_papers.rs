//! Answering a correction with nothing but the slip.

use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::cases;

use super::track::CASE;
use crate::audience::SlipHolder;
use crate::errors::WebError;
use crate::forms::{FormSpec, UploadForm};
use crate::hand_in::{self, Wanted};

/// Where the holder of a slip hands in what was asked for.
pub(crate) const PAPERS: &str = "/track/case/papers";

/// `GET /track/case/papers`: a field for each paper of the notice.
pub(super) async fn get(holder: SlipHolder) -> Result<Response, WebError> {
    let SlipHolder { page, ctx, case } = holder;
    let file = cases::follow(&ctx, case).await?;
    // What was promised to follow is not asked for: that goes through a window or an account.
    if !Wanted::of(&file).correction {
        return Ok(Redirect::to(CASE).into_response());
    }
    Ok(hand_in::form(page, &ctx, &file, CASE, Vec::new()))
}

/// `POST /track/case/papers`: takes them in, all at once, or says what is wrong with each.
pub(super) async fn post(holder: SlipHolder, upload: UploadForm) -> Result<Response, WebError> {
    let SlipHolder { page, ctx, case } = holder;
    let (_, sent) = upload.read(&FormSpec::new())?;
    let file = cases::follow(&ctx, case).await?;
    let wanted = Wanted::of(&file);
    if !wanted.correction {
        return Err(WebError::changed().back(CASE));
    }
    match wanted.sort(&page, sent) {
        Ok(files) => {
            let done = cases::answer_with_slip(&ctx, files).await;
            hand_in::answer(done, page, &ctx, &file, CASE)
        }
        Err(missing) => Ok(hand_in::form(page, &ctx, &file, CASE, missing)),
    }
}
