use onewindow_app::certificates;
use onewindow_model::reference::ClaimCode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::failed::failed;
use super::super::given::Found;
use super::super::input::{Json, Once};
use crate::audience::Staff;
use crate::errors::{Place, WebError};

/// The code that the holder shows.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Code {
    #[schemars(length(min = 1, max = 40))]
    code: String,
}

/// What the holder lets the counter see.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Presentation")]
pub(in crate::api) struct Seen {
    /// The certificate's type.
    kind: String,
    /// What a verifier says of it; `valid` counts, nothing else does.
    verdict: String,
    valid: bool,
    /// The fields that the holder chose; only while it counts.
    claims: Option<Map<String, Value>>,
}

/// `POST /api/v1/desk/presentations`: the code is used up by looking.
pub(in crate::api) async fn look(
    staff: Staff,
    once: Once<Json<Code>>,
) -> Result<Found<Seen>, WebError> {
    let Staff { page, ctx, .. } = staff;
    let ctx = &ctx;
    let doing = |Json(sent): Json<Code>| async move {
        let wrong = || {
            let place = Place::Pointer("/code".to_owned());
            WebError::unfit().at(place, "api-invalid-code", &[])
        };
        let code: ClaimCode = sent.code.parse().map_err(|_| wrong())?;
        let shown = certificates::look(ctx, &code).await;
        let shown = shown.map_err(|error| failed(page.l, "/code", error))?;
        Ok(Found(Seen {
            verdict: shown.report.id().to_owned(),
            valid: shown.report.code() == 0,
            claims: shown.report.claims().cloned(),
            kind: shown.kind,
        }))
    };
    once.done(ctx, doing).await
}
