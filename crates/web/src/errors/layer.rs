use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;

use super::{WebError, page, problem};
use crate::edge::Inner;
use crate::page::{Page, Visit};

/// Gives every error its page, or problem details under `/api`.
///
/// It also takes the bare answers of the router and other layers (404, 405, 413 …).
pub(crate) async fn render(request: Request, next: impl Inner) -> Response {
    let Some(visit) = request.extensions().get::<Arc<Visit>>().cloned() else {
        return next(request).await;
    };
    let mut response = next(request).await;
    let Some(error) = error_of(&mut response) else { return response };
    let mut answer = if let Some(level) = error.level.filter(|_| !visit.is_api()) {
        WebError::prove(level, &visit.path).into_response()
    } else if visit.is_api() {
        problem::answer(&error, visit.l10n())
    } else {
        page::answer(&error, Page::of(visit))
    };
    keep_headers(response.headers(), answer.headers_mut());
    answer
}

fn error_of(response: &mut Response) -> Option<WebError> {
    let status = response.status();
    if let Some(error) = response.extensions_mut().remove::<WebError>() {
        // A redirect to sign-in stays as it is, with its empty body.
        return (!status.is_redirection()).then_some(error);
    }
    let failed = status.is_client_error() || status.is_server_error();
    (failed && !is_finished(response.headers())).then(|| WebError::from_status(status))
}

/// A page or document that some handler wrote for this error stays; plain words get a page.
fn is_finished(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|media_type| !media_type.starts_with("text/plain"))
}

/// `Allow`, `Retry-After` and cookies belong to the answer whatever its body.
fn keep_headers(from: &HeaderMap, to: &mut HeaderMap) {
    let own: Vec<_> = to.keys().cloned().collect();
    for (name, value) in from {
        if name != CONTENT_LENGTH && !own.contains(name) {
            to.append(name.clone(), value.clone());
        }
    }
}

/// Turns a panic in a handler into the 500 page.
pub(crate) async fn catch_panics(request: Request, next: impl Inner) -> Response {
    // The payload may quote what someone typed: the log gets the fact, the panic hook the place.
    let panicked = |_payload| WebError::internal("a handler panicked").into_response();
    AssertUnwindSafe(next(request)).catch_unwind().await.unwrap_or_else(panicked)
}
