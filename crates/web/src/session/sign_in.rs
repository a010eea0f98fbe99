use axum::http::HeaderValue;
use onewindow_model::actor::Actor;

use super::{SessionData, SessionToken, clear_cookie, session_cookie};
use crate::errors::WebError;
use crate::page::Visit;

/// Starts a session for `actor` and gives its `Set-Cookie`.
///
/// The token is always new. A session that the browser brought along ends in the same step, so
/// that nobody can be signed in to a session that another knows (session fixation).
pub async fn sign_in(visit: &Visit, actor: Actor) -> Result<HeaderValue, WebError> {
    let site = &visit.site;
    let now = site.clock.now();
    let token = SessionToken::new(site.random.as_ref());
    let data = SessionData { actor, started_at: now, seen_at: now };
    let kept = match &visit.token {
        Some(old) => site.sessions.rotate(old.hash(), token.hash(), data).await,
        None => site.sessions.create(token.hash(), data).await,
    };
    kept.map_err(WebError::unavailable)?;
    session_cookie(&token, site.secure).ok_or_else(|| WebError::internal("no session cookie"))
}

/// Ends the session of this visit and gives the `Set-Cookie` that removes it from the browser.
pub async fn sign_out(visit: &Visit) -> Result<HeaderValue, WebError> {
    let site = &visit.site;
    if let Some(token) = &visit.token {
        let ended = site.sessions.revoke(token.hash(), site.clock.now()).await;
        ended.map_err(WebError::unavailable)?;
        site.names.forget(token.hash());
    }
    clear_cookie(site.secure).ok_or_else(|| WebError::internal("no session cookie"))
}
