//! What an official sends while they must first prove who they are is kept, whatever the form.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_TYPE, LOCATION, REFRESH, SET_COOKIE};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use onewindow_app::kept;

use crate::audience::AppState;
use crate::edge::FORM_LIMIT;
use crate::errors::{Unsaved, WebError};
use crate::forms::StrictForm;
use crate::page::{STAFF_CONFIRM, STAFF_RESUME, TakesWords, Visit};
use crate::session::{IDLE_LIMIT, SessionState, SessionToken, kept_cookie};

/// Beside the fields of a kept form: where it was sent. No field of ours has such a name.
pub(super) const TARGET: &str = "@to";

/// The layer around the pages of officials. A form that its handler turned away because its author
/// must first prove who they are is sealed for them, and the way back leads to it. Pages go from the
/// screen by themselves when the desk locks.
pub async fn keep(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let Some(visit) = request.extensions().get::<Arc<Visit>>().cloned() else {
        return next.run(request).await;
    };
    if visit.reads || visit.token.is_none() || visit.is_api() || !is_ordinary(&request) {
        return hidden_in_time(&visit, next.run(request).await);
    }
    let (parts, body) = request.into_parts();
    let most = usize::try_from(FORM_LIMIT).unwrap_or(usize::MAX);
    let Ok(bytes) = to_bytes(body, most).await else {
        return WebError::too_large(FORM_LIMIT).into_response();
    };
    let again = parts.clone();
    let response = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    let turned_away = response.extensions().get::<WebError>();
    if !turned_away.is_some_and(WebError::waits_for_proof) {
        return hidden_in_time(&visit, response);
    }
    // Checks the token: only a form of ours, from this browser, gets this far.
    let form = StrictForm::from_request(Request::from_parts(again, Body::from(bytes)), &()).await;
    match form {
        Ok(form) => kept_for(&app, &visit, form, response).await,
        Err(error) => error.into_response(),
    }
}

fn is_ordinary(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

async fn kept_for(
    app: &AppState,
    visit: &Visit,
    form: StrictForm,
    mut response: Response,
) -> Response {
    let Some(session) = visit.token.as_ref().map(SessionToken::hash) else { return response };
    let token = SessionToken::new(visit.site.random.as_ref());
    let mut typed = form.typed();
    typed.push((TARGET.to_owned(), visit.path.clone()));
    let kept = kept::put(app, *session.as_bytes(), *token.secret(), STAFF_RESUME, &typed).await;
    // What cannot be kept is no reason not to let them prove who they are.
    let kept = kept.unwrap_or_else(|error| {
        tracing::warn!(%error, "a form of the desk was not kept");
        false
    });
    let door = match visit.session() {
        SessionState::Live(_) => STAFF_CONFIRM,
        _ => crate::page::SIGN_IN,
    };
    let typed = Unsaved::Kept.as_str();
    let to = HeaderValue::from_str(&format!("{door}?return={STAFF_RESUME}&typed={typed}"));
    let cookie = kept_cookie(Some(&token), visit.site.secure);
    if let (true, Ok(to), Some(cookie)) = (kept, to, cookie) {
        response.headers_mut().insert(LOCATION, to);
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// Makes the browser leave a page of the desk when the desk locks, without a script. A page on which
/// somebody may be writing stays until the session ends, or it would take away what they wrote; what
/// they send once the desk is locked is kept.
fn hidden_in_time(visit: &Visit, mut response: Response) -> Response {
    let SessionState::Live(session) = visit.session() else { return response };
    let html = response.headers().get(CONTENT_TYPE);
    let html = html.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !html || !session.data.locks() || !response.status().is_success() {
        return response;
    }
    let writing = response.extensions().get::<TakesWords>().is_some();
    let after = if writing { IDLE_LIMIT } else { visit.site.lock_after };
    let seconds = after.as_secs().saturating_add(1);
    let path = if visit.reads { visit.path.as_str() } else { crate::page::DESK };
    let to = crate::errors::encoded(path);
    let refresh = format!("{seconds}; url={STAFF_CONFIRM}?return={to}");
    if let Ok(refresh) = HeaderValue::from_str(&refresh) {
        response.headers_mut().insert(REFRESH, refresh);
    }
    response
}
