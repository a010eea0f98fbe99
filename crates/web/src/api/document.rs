//! The OpenAPI document, drawn from the operations that the router has.

use std::sync::OnceLock;

use axum::http::HeaderValue;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use onewindow_model::actor::Scope;
use serde_json::{Map, Value, json};

use super::sketch::{Answer, Sketch, collector};
use crate::audience::Public;
use crate::errors::{ProblemDetails, WebError};

/// What the API as a whole is; limits that hold everywhere stand here.
const ABOUT: &str = "What the pages of OneWindow do, for programs. How to get a token, errors, \
    paging and repeated requests are explained at /api.\n\n\
    Bodies are JSON, at most 256 KB; files at most 32 MB. One network address may send 120 requests \
    at once and then 20 a second; sign-in, tokens and codes 30 at once and then one in two seconds. \
    Names of parameters and fields that are not in this document are refused.";

/// The document, for whoever asks.
pub struct Document;

/// `GET /api/openapi.json`.
pub(super) async fn show(_: Public) -> Result<Document, WebError> {
    Ok(Document)
}

impl Answer for Document {
    fn draw(sketch: &mut Sketch) {
        let whole = json!({ "type": "object", "required": ["openapi", "paths"] });
        sketch.answer(200, "This document.", &["application/json"], &whole);
    }
}

impl IntoResponse for Document {
    fn into_response(self) -> Response {
        static TEXT: OnceLock<String> = OnceLock::new();
        let text = TEXT.get_or_init(|| document().to_string());
        let mut response = text.as_str().into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        response
    }
}

/// The document as JSON.
pub fn document() -> Value {
    let mut collector = collector();
    let mut paths: Map<String, Value> = Map::new();
    for operation in super::operations() {
        let mut sketch = Sketch::new(collector);
        sketch.in_path = in_path(operation.path);
        (operation.draw)(&mut sketch);
        let drawn;
        (drawn, collector) = sketch.finish(operation.method, operation.told);
        let path = paths.entry(operation.path).or_insert_with(|| json!({}));
        path[operation.method.to_ascii_lowercase()] = drawn;
    }
    let problem = collector.subschema_for::<ProblemDetails>().to_value();
    let schemas = collector.take_definitions(true);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "OneWindow",
            "version": env!("CARGO_PKG_VERSION"),
            "description": ABOUT,
            "license": { "name": "Apache-2.0 OR MIT", "identifier": "Apache-2.0 OR MIT" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": {
                "Problem": {
                    "description": "What went wrong, in the language that Accept-Language asks for \
                        (RFC 9457).",
                    "content": { "application/problem+json": { "schema": problem } },
                },
            },
            "securitySchemes": security(),
        },
    })
}

fn security() -> Value {
    let scopes = Scope::ALL.map(|scope| {
        let about = match scope {
            Scope::Work => "The work list of the authority, in which nothing is personal.",
        };
        (scope.to_string(), Value::from(about))
    });
    let scopes: Map<String, Value> = scopes.into_iter().collect();
    json!({
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": "ow-session",
            "description": "The session of somebody who has signed in with a browser; over TLS the \
                cookie is called __Host-ow-session.",
        },
        "agency": {
            "type": "oauth2",
            "description": "A program of an agency, let in by whoever runs the node.",
            "flows": { "clientCredentials": { "tokenUrl": super::oauth::TOKEN, "scopes": scopes } },
        },
    })
}

/// The names in braces, in order.
fn in_path(path: &'static str) -> Vec<&'static str> {
    path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}
