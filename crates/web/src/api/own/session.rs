use axum::Json;
use axum::http::HeaderValue;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;

use super::super::sketch::{Answer, Sketch};
use crate::audience::Holder;
use crate::errors::WebError;
use crate::session::{sign_out, sign_out_everywhere};

/// Sessions that ended.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SessionsEnded")]
struct Ended {
    /// How many others of the same person or official ended with this one.
    others: usize,
}

/// 200: the session is over, and the browser forgets it.
pub(in crate::api) struct SignedOut(Ended, HeaderValue);

impl Answer for SignedOut {
    fn draw(sketch: &mut Sketch) {
        let schema = sketch.given::<Ended>();
        sketch.answer(200, "The session is over.", &["application/json"], &schema);
        sketch.answer_header(200, "Set-Cookie", "Takes the session out of the browser.");
    }
}

impl IntoResponse for SignedOut {
    fn into_response(self) -> Response {
        ([(SET_COOKIE, self.1)], Json(self.0)).into_response()
    }
}

/// `DELETE /api/v1/session`.
pub(in crate::api) async fn end(holder: Holder) -> Result<SignedOut, WebError> {
    let cookie = sign_out(holder.page.visit()).await?;
    Ok(SignedOut(Ended { others: 0 }, cookie))
}

/// `DELETE /api/v1/sessions`.
pub(in crate::api) async fn end_all(holder: Holder) -> Result<SignedOut, WebError> {
    let (others, cookie) = sign_out_everywhere(holder.page.visit(), &holder.session).await?;
    Ok(SignedOut(Ended { others }, cookie))
}
