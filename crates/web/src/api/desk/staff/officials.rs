use onewindow_app::staffing::{self, Official};
use onewindow_model::staffing::Review;
use schemars::JsonSchema;
use serde::Serialize;

use super::super::super::cursor::{Paging, cursor};
use super::super::super::given::Found;
use super::super::super::input::Asked;
use crate::audience::Staff;
use crate::errors::WebError;

/// Officials in service, by their logins.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct Officials {
    items: Vec<OfficialGiven>,
    /// Where the next page starts; null at the end.
    next: Option<String>,
}

/// An official.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Official")]
struct OfficialGiven {
    id: String,
    name: String,
    login: String,
    office: Option<String>,
    roles: Vec<String>,
    since: String,
    review: ReviewGiven,
    /// Who stands in for them today.
    deputy: Option<Stands>,
    /// How many open cases they handle.
    open_cases: u32,
    /// Whoever asks could give them a case.
    takes_cases: bool,
}

/// How the review of rights stands.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Review")]
pub(super) struct ReviewGiven {
    /// `fresh`, `due`, `overdue` or `suspended`.
    stands: String,
    /// By when somebody must look; of overdue ones, the first day without their rights; of suspended
    /// ones, the day since when.
    day: String,
}

/// Who stands in, and until when.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StandsIn")]
struct Stands {
    name: String,
    until: String,
}

/// Auditors in service, by their logins.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct Auditors {
    items: Vec<AuditorGiven>,
    /// Where the next page starts; null at the end.
    next: Option<String>,
}

/// An auditor, who may come from another organisation.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Auditor")]
struct AuditorGiven {
    id: String,
    name: String,
    login: String,
    organisation: String,
}

impl From<Review> for ReviewGiven {
    fn from(review: Review) -> ReviewGiven {
        let (stands, day) = match review {
            Review::Fresh { due } => ("fresh", due),
            Review::Due { due } => ("due", due),
            Review::Overdue { suspended_from } => ("overdue", suspended_from),
            Review::Suspended { since } => ("suspended", since),
        };
        ReviewGiven { stands: stands.to_owned(), day: day.to_string() }
    }
}

/// `GET /api/v1/desk/staff/officials`.
pub(in crate::api) async fn list(
    staff: Staff,
    Asked(paging): Asked<Paging>,
) -> Result<Found<Officials>, WebError> {
    let after = paging.start(|login| Some(login.to_owned()))?;
    let found = staffing::officials_after(&staff.ctx, after, paging.limit()).await?;
    let next = found.next.map(|login| cursor(&login));
    Ok(Found(Officials { items: found.items.into_iter().map(given).collect(), next }))
}

fn given(one: Official) -> OfficialGiven {
    let record = one.record;
    OfficialGiven {
        id: record.officer.id.to_string(),
        name: record.name,
        login: record.login,
        office: record.officer.office,
        roles: record.officer.roles.iter().map(|role| role.to_string()).collect(),
        since: record.since.to_string(),
        review: one.review.into(),
        deputy: one.deputy.map(|(name, until)| Stands { name, until: until.to_string() }),
        open_cases: one.cases,
        takes_cases: one.receives,
    }
}

/// `GET /api/v1/desk/staff/auditors`.
pub(in crate::api) async fn auditors(
    staff: Staff,
    Asked(paging): Asked<Paging>,
) -> Result<Found<Auditors>, WebError> {
    let after = paging.start(|login| Some(login.to_owned()))?;
    let found = staffing::auditors_after(&staff.ctx, after, paging.limit()).await?;
    let items = found.items.into_iter().map(|record| AuditorGiven {
        id: record.officer.id.to_string(),
        name: record.name,
        login: record.login,
        organisation: record.officer.organisation,
    });
    let next = found.next.map(|login| cursor(&login));
    Ok(Found(Auditors { items: items.collect(), next }))
}
