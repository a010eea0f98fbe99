use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::super::check::check;
use super::super::sketch::{Part, Sketch, taken};
use super::refused;
use crate::audience::AppState;
use crate::edge::FORM_LIMIT;
use crate::errors::{Place, WebError};

/// Beyond 2^53 a float does not tell which integer was meant.
const MOST_EXACT: f64 = 9_007_199_254_740_992.0;

/// A body of JSON that fits the schema of `B`, with no fields that it does not name.
///
/// A page of another site cannot send one without asking first (the media type is none of a form's),
/// and nobody answers that question: it is the second guard against forged requests, as the token is
/// in forms.
pub(in crate::api) struct Body<B>(pub B);

impl<B: DeserializeOwned + JsonSchema> FromRequest<AppState> for Body<B> {
    type Rejection = WebError;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, WebError> {
        let (parts, body) = request.into_parts();
        let bytes = bytes(Request::new(body), app, FORM_LIMIT).await?;
        read_json(&parts.headers, &bytes).map(Body)
    }
}

/// The whole body; the edge lets no more than `most` octets pass.
pub(super) async fn bytes(request: Request, app: &AppState, most: u64) -> Result<Bytes, WebError> {
    Bytes::from_request(request, app).await.map_err(|rejection| {
        match rejection.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
            true => WebError::too_large(most),
            false => WebError::bad_request(),
        }
    })
}

/// The media type that came, without parameters and in lower case.
pub(super) fn media_type(headers: &HeaderMap) -> String {
    let media = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let media = media.split(';').next().unwrap_or("");
    media.trim().to_ascii_lowercase()
}

/// Reads a body of JSON, or says everything that is wrong with it.
pub(in crate::api) fn read_json<B: DeserializeOwned + JsonSchema>(
    headers: &HeaderMap,
    bytes: &[u8],
) -> Result<B, WebError> {
    if media_type(headers) != "application/json" {
        return Err(WebError::unsupported().detail("api-json", &[]));
    }
    let mut value: Value = serde_json::from_slice(bytes).map_err(|error| {
        let (line, column) = (error.line().to_string(), error.column().to_string());
        WebError::bad_request().detail("api-not-json", &[("line", &line), ("column", &column)])
    })?;
    whole(&mut value);
    let wrong = check(&taken::<B>(), &value);
    if !wrong.is_empty() {
        return Err(refused(wrong, Place::Pointer));
    }
    serde_json::from_value(value)
        .map_err(|_| WebError::bad_request().at(Place::Pointer(String::new()), "api-value", &[]))
}

/// To JSON Schema 2.0 is the integer 2, to serde it is none.
fn whole(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(whole),
        Value::Object(fields) => fields.values_mut().for_each(whole),
        Value::Number(number) if number.is_f64() => {
            let float = number.as_f64().unwrap_or(f64::NAN);
            if float.fract() == 0.0 && float.abs() < MOST_EXACT {
                *value = Value::from(float as i64);
            }
        }
        _ => {}
    }
}

impl<B: JsonSchema> Part for Body<B> {
    fn draw(sketch: &mut Sketch) {
        sketch.body(&["application/json"], &taken::<B>());
    }
}
