use onewindow_model::id::GrantId;
use schemars::JsonSchema;
use serde::Serialize;

use super::super::cursor::{Paging, moment, read_moment};
use super::super::desk::staff::{Listed, Steps, listed};
use super::super::given::Found;
use super::super::input::{Asked, At};
use crate::audience::Auditor;
use crate::errors::WebError;
use crate::show::Show;

/// Mandates in force, fifty at most.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct Mandates {
    items: Vec<Mandate>,
}

/// A mandate, given by two administrators of the organisation.
#[derive(Serialize, JsonSchema)]
struct Mandate {
    id: String,
    /// The audited organisation.
    organisation: String,
    from: Option<String>,
    /// The last day.
    until: Option<String>,
    /// What it was given for.
    reasons: String,
}

/// `GET /api/v1/audit/mandates`.
pub(in crate::api) async fn list(auditor: Auditor) -> Result<Found<Mandates>, WebError> {
    let items = auditor.audit.mandates().iter().map(|grant| Mandate {
        id: grant.id.to_string(),
        organisation: grant.organisation.clone(),
        from: grant.change.from().map(|day| day.to_string()),
        until: grant.change.until().map(|day| day.to_string()),
        reasons: grant.proposal.reasons.clone(),
    });
    Ok(Found(Mandates { items: items.collect() }))
}

/// `GET /api/v1/audit/mandates/{mandate}/record`.
pub(in crate::api) async fn record(
    auditor: Auditor,
    At(mandate): At<GrantId>,
    Asked(paging): Asked<Paging>,
) -> Result<Found<Steps>, WebError> {
    let before = paging.start(|place| place.parse().ok())?;
    Ok(Found(auditor.audit.record(mandate, before, paging.limit()).await?.into()))
}

/// `GET /api/v1/audit/mandates/{mandate}/cases`.
pub(in crate::api) async fn cases(
    auditor: Auditor,
    At(mandate): At<GrantId>,
    Asked(paging): Asked<Paging>,
) -> Result<Found<Listed>, WebError> {
    let Auditor { page, audit } = auditor;
    let before = paging.start(read_moment)?;
    let found = audit.cases(mandate, before, paging.limit()).await?;
    let current = audit.app().catalogue.current();
    let show = Show::new(page.l, &current);
    Ok(Found(listed(&show, &found.items, found.next.map(|key| moment(&key)))))
}
