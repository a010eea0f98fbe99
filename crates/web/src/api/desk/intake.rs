use onewindow_app::intake::{self, Visitor};
use onewindow_app::{home, slips};
use onewindow_model::id::DraftId;
use onewindow_model::service::Audience;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::failed::failed;
use super::super::given::{Found, Made};
use super::super::input::{At, Json, Once};
use super::super::own::DraftMade;
use crate::audience::Staff;
use crate::errors::WebError;

/// Natural or legal person.
#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    NaturalPerson,
    LegalPerson,
}

/// Who stands at the window, and for what.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Visit {
    /// The service, by its id.
    #[schemars(length(min = 1, max = 100))]
    service: String,
    kind: Kind,
    /// The name as on the paper shown.
    #[schemars(length(min = 1, max = 100))]
    name: String,
    /// Identity number or credit code; none for someone without one.
    #[schemars(length(min = 1, max = 30))]
    number: Option<String>,
    #[schemars(length(min = 1, max = 30))]
    phone: Option<String>,
}

/// What a clerk took in.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct Intakes {
    items: Vec<Line>,
}

/// A draft in a list: service and dates only.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "IntakeLine")]
struct Line {
    id: String,
    service: String,
    version: u32,
    updated_at: String,
}

/// What is printed for the person who came.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Slip")]
pub(in crate::api) struct SlipGiven {
    case: String,
    number: String,
    /// The code with which its holder follows the case. It must not be written down anywhere but on
    /// the slip.
    claim: String,
    service: String,
    applicant_name: String,
    received_at: String,
    /// The last day for deciding on intake.
    decide_by: Option<String>,
    office: Option<String>,
}

/// `POST /api/v1/desk/intake`.
pub(in crate::api) async fn start(
    staff: Staff,
    once: Once<Json<Visit>>,
) -> Result<Made<DraftMade>, WebError> {
    let Staff { page, ctx, .. } = staff;
    let ctx = &ctx;
    let doing = |Json(visit): Json<Visit>| async move {
        let kind = match visit.kind {
            Kind::NaturalPerson => Audience::NaturalPerson,
            Kind::LegalPerson => Audience::LegalPerson,
        };
        let visitor = Visitor { kind, name: visit.name, number: visit.number, phone: visit.phone };
        let begun = intake::start(ctx, &visit.service, visitor).await;
        Ok(DraftMade::at(begun.map_err(|error| failed(page.l, "", error))?))
    };
    once.done(ctx, doing).await
}

/// `GET /api/v1/desk/drafts`.
pub(in crate::api) async fn list(staff: Staff) -> Result<Found<Intakes>, WebError> {
    let found = home::taken_in(&staff.ctx).await?;
    let items = found.into_iter().map(|draft| Line {
        id: draft.id.to_string(),
        service: draft.service.id,
        version: draft.service.version,
        updated_at: draft.updated_at.to_string(),
    });
    Ok(Found(Intakes { items: items.collect() }))
}

/// `GET /api/v1/desk/drafts/{draft}/slip`.
pub(in crate::api) async fn slip(
    staff: Staff,
    At(draft): At<DraftId>,
) -> Result<Found<SlipGiven>, WebError> {
    let slip = slips::slip(&staff.ctx, draft).await?;
    Ok(Found(SlipGiven {
        case: slip.case.to_string(),
        number: slip.number.to_string(),
        claim: slip.claim.to_string(),
        service: slip.service.id.clone(),
        applicant_name: slip.applicant,
        received_at: slip.received_at.to_string(),
        decide_by: slip.decide_by.map(|day| day.to_string()),
        office: slip.office,
    }))
}
