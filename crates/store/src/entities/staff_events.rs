//! What happened to officials' rights, insert only.

use jiff::Timestamp;
use onewindow_model::id::{GrantId, OfficerId};
use onewindow_model::staffing::EventKind;

use crate::{Row, StoreError, Tx, params};

/// One step on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffEvent {
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: EventKind,
    /// In which organisation.
    pub organisation: String,
    /// Who did it; nobody is the platform itself.
    pub actor: Option<OfficerId>,
    /// About whom.
    pub officer: Option<OfficerId>,
    /// In which grant.
    pub grant: Option<GrantId>,
    /// A case's number, or the id of a sample.
    pub subject: Option<String>,
    /// Why.
    pub reasons: Option<String>,
}

/// Puts a step on record.
pub async fn add(tx: &mut Tx<'_>, event: &StaffEvent) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO staff_events (at, kind, organisation, actor, officer, grant_id, subject, \
         reasons) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            event.at,
            event.kind.as_str(),
            &event.organisation,
            event.actor.map(|id| id.to_string()),
            event.officer.map(|id| id.to_string()),
            event.grant.map(|id| id.to_string()),
            event.subject.as_ref(),
            event.reasons.as_ref()
        ],
    )
    .await
}

/// The record of an organisation, newest first, before a place. At most `limit` steps, each with
/// its place.
pub async fn of_organisation(
    tx: &mut Tx<'_>,
    organisation: &str,
    before: Option<u32>,
    limit: u32,
) -> Result<Vec<(u32, StaffEvent)>, StoreError> {
    let before = before.unwrap_or(u32::MAX);
    let rows = tx
        .query(
            "SELECT seq, at, kind, organisation, actor, officer, grant_id, subject, reasons \
             FROM staff_events WHERE organisation = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3",
            params![organisation, before, limit],
        )
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<(u32, StaffEvent), StoreError> {
    let row = row.of("staff_events");
    let event = StaffEvent {
        at: row.get("at")?,
        kind: row.parse("kind")?,
        organisation: row.get("organisation")?,
        actor: row.parse_opt("actor")?,
        officer: row.parse_opt("officer")?,
        grant: row.parse_opt("grant_id")?,
        subject: row.get("subject")?,
        reasons: row.get("reasons")?,
    };
    Ok((row.get("seq")?, event))
}
