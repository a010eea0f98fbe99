use onewindow_app::AppError;
use onewindow_app::audits::{DrawRecord, LARGEST};
use onewindow_model::id::{CaseId, DrawId, GrantId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::desk::staff::{Listed, listed};
use super::super::failed::failed;
use super::super::given::{Found, Made};
use super::super::input::{At, Json, Once};
use super::super::own::{DecisionGiven, EventGiven};
use crate::audience::Auditor;
use crate::errors::{Place, WebError};
use crate::l10n::L10n;
use crate::session::hex;
use crate::show::Show;

/// Samples, newest first: as many at most as cases can be drawn under a mandate, which is a hundred.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct Samples {
    items: Vec<SampleLine>,
}

/// How a sample was drawn.
#[derive(Serialize, JsonSchema)]
struct SampleLine {
    id: String,
    mandate: String,
    at: String,
    purpose: String,
    /// How many cases there were to draw from.
    population: u32,
    /// What chance gave, in hexadecimal: the cases are those whose SHA-256 of seed and id comes first.
    seed: String,
}

/// A sample with its cases, in the order in which they came.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Sample")]
pub(in crate::api) struct SampleGiven {
    #[serde(flatten)]
    drawn: SampleLine,
    cases: Listed,
}

/// What to draw.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Draw {
    /// How many cases.
    #[schemars(range(min = 1, max = LARGEST))]
    size: usize,
    /// What the audit is for; it goes on record with the draw.
    #[schemars(length(min = 1, max = 4000))]
    purpose: String,
}

/// A sample that was drawn.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SampleDrawn")]
pub(in crate::api) struct Drawn {
    id: String,
}

/// A case that was drawn. Who the applicant is, and what they stated, stays closed.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct SampledCase {
    id: String,
    number: String,
    service: String,
    version: u32,
    stage: String,
    received_at: String,
    timeline: Vec<EventGiven>,
    decisions: Vec<DecisionGiven>,
}

fn line(draw: &DrawRecord) -> SampleLine {
    SampleLine {
        id: draw.id.to_string(),
        mandate: draw.grant.to_string(),
        at: draw.at.to_string(),
        purpose: draw.purpose.clone(),
        population: draw.population,
        seed: hex(&draw.seed),
    }
}

/// `GET /api/v1/audit/mandates/{mandate}/samples`.
pub(in crate::api) async fn list(
    auditor: Auditor,
    At(mandate): At<GrantId>,
) -> Result<Found<Samples>, WebError> {
    let draws = auditor.audit.draws(mandate).await?;
    Ok(Found(Samples { items: draws.iter().map(line).collect() }))
}

/// `POST /api/v1/audit/mandates/{mandate}/samples`.
pub(in crate::api) async fn draw(
    auditor: Auditor,
    At(mandate): At<GrantId>,
    once: Once<Json<Draw>>,
) -> Result<Made<Drawn>, WebError> {
    let Auditor { page, audit } = auditor;
    let audit = &audit;
    let doing = |Json(sent): Json<Draw>| async move {
        let made = audit.draw(mandate, sent.size, &sent.purpose).await;
        let id = made.map_err(|error| refused(page.l, error))?.to_string();
        Ok(Made { at: format!("/api/v1/audit/samples/{id}"), made: Drawn { id } })
    };
    once.done(audit.sender(), doing).await
}

fn refused(l: L10n, error: AppError) -> WebError {
    let size = |text| WebError::unfit().at(Place::Pointer("/size".to_owned()), text, &[]);
    match error {
        AppError::Conflict => size("audit-problem-none"),
        AppError::Allowance => size("audit-problem-most"),
        other => failed(l, "/purpose", other),
    }
}

/// `GET /api/v1/audit/samples/{draw}`.
pub(in crate::api) async fn one(
    auditor: Auditor,
    At(id): At<DrawId>,
) -> Result<Found<SampleGiven>, WebError> {
    let Auditor { page, audit } = auditor;
    let (draw, drawn) = audit.sample(id).await?;
    let current = audit.app().catalogue.current();
    let cases = listed(&Show::new(page.l, &current), &drawn, None);
    Ok(Found(SampleGiven { drawn: line(&draw), cases }))
}

/// `GET /api/v1/audit/samples/{draw}/cases/{case}`.
pub(in crate::api) async fn case(
    auditor: Auditor,
    At((draw, case)): At<(DrawId, CaseId)>,
) -> Result<Found<SampledCase>, WebError> {
    let file = auditor.audit.open(draw, case).await?;
    let case = &file.case;
    Ok(Found(SampledCase {
        id: case.id.to_string(),
        number: case.number.to_string(),
        service: case.service.id.clone(),
        version: case.service.version,
        stage: case.stage.name().to_string(),
        received_at: case.received_at.to_string(),
        timeline: file.events.iter().map(EventGiven::of).collect(),
        decisions: file.decisions.iter().map(DecisionGiven::of).collect(),
    }))
}
