//! What handlers give.

use axum::Json;
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use onewindow_app::documents::Opened;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::sketch::{Answer, Sketch};
use crate::errors::WebError;
use crate::show::download;

const JSON: &[&str] = &["application/json"];

/// 200: what was asked for.
#[derive(Serialize, serde::Deserialize)]
pub(super) struct Found<T>(pub T);

impl<T: JsonSchema> Answer for Found<T> {
    fn draw(sketch: &mut Sketch) {
        let schema = sketch.given::<T>();
        sketch.answer(200, "What was asked for.", JSON, &schema);
    }
}

impl<T: Serialize> IntoResponse for Found<T> {
    fn into_response(self) -> Response {
        Json(self.0).into_response()
    }
}

/// 201: something was made, and can be found at an address.
#[derive(Serialize, serde::Deserialize)]
pub(super) struct Made<T> {
    /// Where it can be found.
    pub at: String,
    /// What is to be known of it at once.
    pub made: T,
}

impl<T: JsonSchema> Answer for Made<T> {
    fn draw(sketch: &mut Sketch) {
        let schema = sketch.given::<T>();
        sketch.answer(201, "It was made.", JSON, &schema);
        sketch.answer_header(201, "Location", "Where it can be found.");
    }
}

impl<T: Serialize> IntoResponse for Made<T> {
    fn into_response(self) -> Response {
        let Ok(at) = HeaderValue::from_str(&self.at) else {
            return WebError::internal("an address is no header").into_response();
        };
        (StatusCode::CREATED, [(LOCATION, at)], Json(self.made)).into_response()
    }
}

/// 204: it was done, and there is nothing to tell.
#[derive(Serialize, serde::Deserialize)]
pub(super) struct Done;

impl Answer for Done {
    fn draw(sketch: &mut Sketch) {
        sketch.answer(204, "It was done.", &[], &json!({}));
    }
}

impl IntoResponse for Done {
    fn into_response(self) -> Response {
        StatusCode::NO_CONTENT.into_response()
    }
}

/// 200: somebody's file, to be saved and never run.
pub(super) struct Paper(pub Opened, pub String);

impl Answer for Paper {
    fn draw(sketch: &mut Sketch) {
        let kinds = ["application/pdf", "application/dc+sd-jwt"];
        let schema = json!({ "type": "string", "format": "binary" });
        sketch.answer(200, "The paper, as an attachment.", &kinds, &schema);
        // A record of a register: its fields by their names.
        let record = json!({ "type": "object", "additionalProperties": { "type": "string" } });
        sketch.answer_also(200, "application/json", &record);
    }
}

impl IntoResponse for Paper {
    fn into_response(self) -> Response {
        download(self.0, &self.1)
    }
}
