use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use serde_json::json;

use super::super::sketch::{Part, Sketch};
use super::body::{bytes, media_type};
use crate::audience::AppState;
use crate::edge::UPLOAD_LIMIT;
use crate::errors::WebError;

/// The kinds of files that are taken in. What a file really is, is looked at, not believed.
pub(super) const FILES: &[&str] = &["application/pdf", "image/jpeg", "image/png"];

/// One file as the body of a request.
pub(in crate::api) struct File(pub Bytes);

impl FromRequest<AppState> for File {
    type Rejection = WebError;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, WebError> {
        let (parts, body) = request.into_parts();
        // Nothing is read of what would not be taken.
        read_file(&parts.headers, Bytes::new())?;
        bytes(Request::new(body), app, UPLOAD_LIMIT).await.map(File)
    }
}

/// The file, if it comes as one that is taken in.
pub(super) fn read_file(headers: &HeaderMap, bytes: Bytes) -> Result<Bytes, WebError> {
    match FILES.contains(&media_type(headers).as_str()) {
        true => Ok(bytes),
        false => Err(WebError::unsupported().detail("api-files", &[])),
    }
}

impl Part for File {
    fn draw(sketch: &mut Sketch) {
        sketch.body(FILES, &json!({ "type": "string", "format": "binary" }));
        sketch.problem(&[408]);
    }
}
