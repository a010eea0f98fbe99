use axum::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::WebError;
use crate::l10n::L10n;

/// Problem details (RFC 9457) in the reader's language.
pub(super) fn answer(error: &WebError, l: L10n) -> Response {
    let text = |part: &str| l.t(&format!("error-{}-{part}", error.kind));
    let mut sentences = vec![text("body")];
    sentences.extend(error.details.iter().map(|detail| detail.say(l)));
    let body = serde_json::json!({
        "type": format!("urn:onewindow:problem:{}", error.kind),
        "title": text("title"),
        "status": error.status.as_u16(),
        "detail": sentences.join(" "),
    });
    let headers = [(CONTENT_TYPE, "application/problem+json"), (CONTENT_LANGUAGE, l.lang.tag())];
    (error.status, headers, body.to_string()).into_response()
}
