use axum::http::HeaderValue;
use onewindow_model::actor::Actor;
use onewindow_model::sign_in::Method;

use super::{Session, SessionData, SessionToken, TokenHash, clear_cookie, session_cookie};
use crate::errors::WebError;
use crate::page::Visit;

/// Starts a session for `actor`, who proved by `method` who they are, and gives its `Set-Cookie`.
///
/// The token is always new. A session that the browser brought along ends in the same step, so
/// that nobody can be signed in to a session that another knows (session fixation).
pub async fn sign_in(visit: &Visit, actor: Actor, method: Method) -> Result<HeaderValue, WebError> {
    let data = SessionData::begun(actor, method, visit.site.clock.now());
    keep(visit, visit.token.as_ref().map(SessionToken::hash), data).await
}

/// The holder of a session has proved once more who they are (step-up), now by `method` and as
/// `actor`: the same session goes on under a new token, no longer than it would have.
pub async fn prove_again(
    visit: &Visit,
    session: &Session,
    actor: Actor,
    method: Method,
) -> Result<HeaderValue, WebError> {
    if actor.subject() != session.data.actor.subject() {
        return Err(WebError::internal("a step-up by somebody else"));
    }
    let now = visit.site.clock.now();
    let before = session.data.clone();
    let data = SessionData { actor, method, authenticated_at: now, seen_at: now, ..before };
    keep(visit, Some(session.token), data).await
}

async fn keep(
    visit: &Visit,
    old: Option<TokenHash>,
    data: SessionData,
) -> Result<HeaderValue, WebError> {
    let site = &visit.site;
    let token = SessionToken::new(site.random.as_ref());
    let kept = match old {
        Some(old) => {
            site.names.forget(old);
            site.sessions.rotate(old, token.hash(), data).await
        }
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

/// Ends this session and every other of the same person or official. Gives the number of the others
/// that still stood, and the `Set-Cookie` that removes this one from the browser.
pub async fn sign_out_everywhere(
    visit: &Visit,
    session: &Session,
) -> Result<(usize, HeaderValue), WebError> {
    let mut others = 0;
    if let Some(subject) = session.data.actor.subject() {
        let ended = visit.site.sessions.revoke_all(subject, visit.site.clock.now()).await;
        others = ended.map_err(WebError::unavailable)?.saturating_sub(1);
    }
    Ok((others, sign_out(visit).await?))
}
