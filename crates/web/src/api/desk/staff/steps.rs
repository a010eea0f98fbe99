use onewindow_app::paging::Page;
use onewindow_app::staffing::{self, Step};
use schemars::JsonSchema;
use serde::Serialize;

use super::super::super::cursor::{Paging, cursor};
use super::super::super::given::Found;
use super::super::super::input::Asked;
use crate::audience::Staff;
use crate::errors::WebError;

/// Steps on record of officials' rights, newest first.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StaffSteps")]
pub(in crate::api) struct Steps {
    items: Vec<StepGiven>,
    /// Where the next page starts; null at the end.
    next: Option<String>,
}

/// One step.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StaffStep")]
struct StepGiven {
    at: String,
    what: String,
    /// The name of who did it; null for the platform itself.
    by: Option<String>,
    /// The name of the official whom it was about.
    official: Option<String>,
    /// The change, if it was one.
    change: Option<String>,
    /// The kind of change, the roles that were looked over, the number of a case or the id of a sample.
    subject: Option<String>,
    reasons: Option<String>,
}

impl From<Page<Step, u32>> for Steps {
    fn from(page: Page<Step, u32>) -> Steps {
        let items = page.items.into_iter().map(|step| StepGiven {
            at: step.event.at.to_string(),
            what: step.event.kind.to_string(),
            by: step.actor,
            official: step.officer,
            change: step.event.grant.map(|id| id.to_string()),
            subject: step.event.subject,
            reasons: step.event.reasons,
        });
        Steps { items: items.collect(), next: page.next.map(|place| cursor(&place.to_string())) }
    }
}

/// `GET /api/v1/desk/staff/record`.
pub(in crate::api) async fn list(
    staff: Staff,
    Asked(paging): Asked<Paging>,
) -> Result<Found<Steps>, WebError> {
    let before = paging.start(|place| place.parse().ok())?;
    let found = staffing::record(&staff.ctx, before, paging.limit()).await?;
    Ok(Found(found.into()))
}
