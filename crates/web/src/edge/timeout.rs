use std::time::Duration;

use axum::extract::Request;
use axum::response::{IntoResponse, Response};

use super::Inner;
use crate::errors::WebError;

/// How long an ordinary request may take, its body included.
pub const ORDINARY_TIME: Duration = Duration::from_secs(30);

/// How long an upload may take: 32 MB on a poor mobile line.
pub const UPLOAD_TIME: Duration = Duration::from_secs(300);

/// Gives up on a request after a time.
pub(crate) async fn limit_time(most: Duration, request: Request, next: impl Inner) -> Response {
    match tokio::time::timeout(most, next(request)).await {
        Ok(response) => response,
        Err(_) => WebError::unavailable("took too long").into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;

    #[tokio::test]
    async fn a_request_that_takes_too_long_is_given_up() {
        let slow = async |_| {
            tokio::time::sleep(Duration::from_secs(60)).await;
            Response::default()
        };
        let answer = limit_time(Duration::from_millis(5), Request::default(), slow).await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
}
