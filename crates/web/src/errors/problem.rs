use axum::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Place, WebError};
use crate::l10n::L10n;

/// Problem details (RFC 9457).
#[derive(Serialize, JsonSchema)]
pub struct ProblemDetails {
    /// What kind of problem it is: the same for all languages.
    #[serde(rename = "type")]
    kind: String,
    /// The kind of problem in words.
    title: String,
    /// The status of the answer.
    status: u16,
    /// What happened this time.
    detail: String,
    /// Everything that is wrong with single parts of the request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<PartProblem>,
}

/// What is wrong with one part of a request. One of the places is given.
#[derive(Serialize, JsonSchema)]
struct PartProblem {
    /// What is wrong.
    detail: String,
    /// Where in the body, as the fragment of a JSON pointer (RFC 6901).
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<String>,
    /// Which parameter of the query string.
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<String>,
    /// Which header.
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<String>,
}

/// Problem details in the reader's language.
pub(super) fn answer(error: &WebError, l: L10n) -> Response {
    let text = |part: &str| l.t(&format!("error-{}-{part}", error.kind));
    let mut sentences = vec![text("body")];
    sentences.extend(error.details.iter().map(|detail| detail.say(l)));
    let errors = error.parts.iter().map(|(place, detail)| {
        let mut part =
            PartProblem { detail: detail.say(l), pointer: None, parameter: None, header: None };
        match place {
            Place::Pointer(pointer) => part.pointer = Some(format!("#{pointer}")),
            Place::Parameter(name) => part.parameter = Some(name.clone()),
            Place::Header(name) => part.header = Some((*name).to_owned()),
        }
        part
    });
    let problem = ProblemDetails {
        kind: format!("urn:onewindow:problem:{}", error.kind),
        title: text("title"),
        status: error.status.as_u16(),
        detail: sentences.join(" "),
        errors: errors.collect(),
    };
    let body = match serde_json::to_vec(&problem) {
        Ok(body) => body,
        Err(_) => return error.status.into_response(),
    };
    let headers = [(CONTENT_TYPE, "application/problem+json"), (CONTENT_LANGUAGE, l.lang.tag())];
    (error.status, headers, body).into_response()
}
