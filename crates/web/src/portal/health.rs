use axum::response::{IntoResponse, Response};
use onewindow_app::sessions;

use crate::audience::Public;
use crate::errors::WebError;

/// `GET /healthz`: `ok` while storage answers.
pub(super) async fn health(public: Public) -> Result<Response, WebError> {
    // The cheapest question that reaches the disk: a session that nobody has.
    let answer = sessions::load(&public.ctx.app, [0; 32]).await;
    answer.map_err(|error| WebError::unavailable(error.to_string()))?;
    Ok("ok\n".into_response())
}
