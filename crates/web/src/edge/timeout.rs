use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::errors::WebError;

/// How long an ordinary request may take, its body included.
pub const ORDINARY_TIME: Duration = Duration::from_secs(30);

/// How long an upload may take: 32 MB on a poor mobile line.
pub const UPLOAD_TIME: Duration = Duration::from_secs(300);

/// The layer that gives up on a request after a time.
pub async fn limit_time(State(most): State<Duration>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(most, next.run(request)).await {
        Ok(response) => response,
        Err(_) => WebError::unavailable("took too long").into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::StatusCode;
    use axum::middleware::from_fn_with_state;
    use axum::{Router, routing::get};
    use tower::ServiceExt;

    #[tokio::test]
    async fn a_request_that_takes_too_long_is_given_up() {
        let slow = Router::new()
            .route("/", get(async || tokio::time::sleep(Duration::from_secs(60)).await))
            .layer(from_fn_with_state(Duration::from_millis(5), limit_time));
        let answer = slow.oneshot(Request::get("/").body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
}
