use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use onewindow_model::reference::{CaseNumber, ClaimCode};
use serde_json::json;

use super::super::sketch::{Part, Sketch};
use crate::audience::AppState;
use crate::errors::{Place, WebError};

const NUMBER: &str = "Slip-Number";
const CLAIM: &str = "Slip-Claim";

/// The slip that somebody shows at a window. It comes in headers: a code in an address would be
/// written down on the way, and the body may be a file.
pub(in crate::api) struct Slip {
    /// The number of the case.
    pub number: CaseNumber,
    /// The code beside it.
    pub claim: ClaimCode,
}

/// What of a request's headers belongs to a slip: it is a part of what is asked.
pub(super) fn shown(headers: &HeaderMap) -> Vec<&[u8]> {
    [NUMBER, CLAIM].iter().filter_map(|name| headers.get(*name)).map(|v| v.as_bytes()).collect()
}

impl FromRequestParts<AppState> for Slip {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, WebError> {
        let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let (Some(number), Some(claim)) = (text(NUMBER), text(CLAIM)) else {
            let missing = [NUMBER, CLAIM].into_iter().filter(|name| text(*name).is_none());
            return Err(missing.fold(WebError::bad_request(), |error, name| {
                error.at(Place::Header(name), "api-missing", &[])
            }));
        };
        match (number.trim().parse(), claim.trim().parse()) {
            (Ok(number), Ok(claim)) => Ok(Slip { number, claim }),
            (number, claim) => {
                let wrong: [(bool, &str, &str); 2] = [
                    (number.is_err(), NUMBER, "desk-problem-number"),
                    (claim.is_err(), CLAIM, "desk-problem-claim"),
                ];
                let wrong = wrong.into_iter().filter(|(wrong, _, _)| *wrong);
                Err(wrong.fold(WebError::unfit(), |error, (_, name, text)| {
                    error.at(Place::Header(name), text, &[])
                }))
            }
        }
    }
}

impl Part for Slip {
    fn draw(sketch: &mut Sketch) {
        for (name, about) in [
            (NUMBER, "The number of the case, as on the slip."),
            (CLAIM, "The code of the slip, which its holder shows."),
        ] {
            let schema =
                json!({ "type": "string", "minLength": 1, "maxLength": 40, "description": about });
            sketch.parameter("header", name, true, schema);
        }
        sketch.problem(&[400, 404, 422]);
    }
}
