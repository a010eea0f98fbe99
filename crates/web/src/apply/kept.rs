//! What was typed on this page when the session ended, shown again to whoever typed it.

use axum::http::header::SET_COOKIE;
use onewindow_app::kept;

use super::draft::Draft;
use super::stop::{Answer, Stop};
use crate::session::kept_cookie;
use crate::show::Raw;

/// The answer under a name, if one was kept for this reader and this page.
pub(super) async fn take(draft: &Draft, name: &str) -> Result<Option<Raw>, Stop> {
    let visit = draft.page.visit();
    let Some(token) = &visit.kept else { return Ok(None) };
    let typed = kept::take(&draft.ctx, *token.secret(), visit.page()).await?;
    Ok(typed.map(|typed| {
        let value = |part: &str| typed.iter().find(|(name, _)| name == part);
        Raw::collect(name, |part| value(part).map(|(_, text)| text.clone()).unwrap_or_default())
    }))
}

/// It has been given back: the browser need not hold its token any longer.
pub(super) fn given(answer: Answer, secure: bool) -> Answer {
    answer.map(|mut response| {
        if let Some(cookie) = kept_cookie(None, secure) {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
        response
    })
}
