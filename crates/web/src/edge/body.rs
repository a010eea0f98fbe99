use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::CONTENT_LENGTH;
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, Limited};

use super::Inner;
use crate::errors::WebError;
use crate::page::{self, Visit};

/// The largest ordinary form, in bytes.
pub const FORM_LIMIT: u64 = 256 * 1024;

/// The largest form with files, in bytes: two 12 MB phone photos and room.
pub const UPLOAD_LIMIT: u64 = 32 * 1024 * 1024;

/// What we still read, and throw away, of a body that is too large. A browser that is cut off
/// while sending shows "connection reset" and never our explanation.
const READ_AND_DROP: u64 = 128 * 1024 * 1024;

/// Bounds a body to a number of bytes.
pub(crate) async fn limit_body(most: u64, request: Request, next: impl Inner) -> Response {
    let visit = request.extensions().get::<Arc<Visit>>().cloned();
    let declared = request
        .headers()
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse::<u64>().ok());
    match declared {
        Some(length) if length > most => {
            if length <= READ_AND_DROP {
                drain(request.into_body()).await;
            }
            too_large(most, visit.as_deref()).into_response()
        }
        _ => {
            let bound = usize::try_from(most).unwrap_or(usize::MAX);
            next(request.map(|body| Body::new(Limited::new(body, bound)))).await
        }
    }
}

/// 413 in words, with the way back to the page that the files were sent from.
pub(crate) fn too_large(most: u64, visit: Option<&Visit>) -> WebError {
    let error = WebError::too_large(most);
    match visit.filter(|visit| most == UPLOAD_LIMIT && !visit.path.starts_with(page::DESK)) {
        Some(visit) => error.detail("error-too-large-pages", &[]).back(visit.path.clone()),
        None => error,
    }
}

async fn drain(mut body: Body) {
    while let Some(Ok(_)) = body.frame().await {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::testing::{post_from, shell};
    use axum::http::StatusCode;

    #[tokio::test]
    async fn a_body_over_the_limit_is_answered_in_words() {
        let shell = shell();
        let big = "a".repeat(usize::try_from(FORM_LIMIT).unwrap() + 1);
        let answer = post_from(&shell, "/preferences", &format!("lang={big}")).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(answer.body.contains("256 KB"), "{}", answer.body);
    }
}
