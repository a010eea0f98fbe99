use onewindow_app::certificates;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::given::Found;
use super::super::input::Body;
use crate::audience::Public;
use crate::errors::WebError;

/// A certificate to be checked.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Shown {
    /// Its signed text (SD-JWT), as far as its holder shows it.
    #[schemars(length(min = 1, max = 60_000))]
    certificate: String,
}

/// Whether it counts.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct Verdict {
    /// The answer: the same for all languages. `valid` counts, nothing else does.
    verdict: String,
    /// Whether it counts.
    valid: bool,
    headline: String,
    /// What the answer means.
    meaning: String,
    /// What to do now.
    action: String,
    /// What stands on it; only of a certificate that counts.
    claims: Option<Map<String, Value>>,
}

/// `POST /api/v1/verify`.
pub(in crate::api) async fn check(
    public: Public,
    Body(shown): Body<Shown>,
) -> Result<Found<Verdict>, WebError> {
    let Public { page, ctx } = public;
    let report = certificates::verify(&ctx.app, &shown.certificate, ctx.now).await?.report;
    let words = report.wording(page.l.lang.tag());
    Ok(Found(Verdict {
        verdict: report.id().to_owned(),
        valid: report.code() == 0,
        headline: words.headline.clone(),
        meaning: words.meaning.clone(),
        action: words.action.clone(),
        claims: report.claims().cloned(),
    }))
}
