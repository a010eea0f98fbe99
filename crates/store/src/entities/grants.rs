//! Changes of what officials may do, on their way from a proposal to its effect.

use jiff::Timestamp;
use jiff::civil::Date;
use onewindow_model::id::{GrantId, OfficerId};
use onewindow_model::staffing::{ChangeName, Grant, Said};

use crate::{Row, RowOf, StoreError, Tx, params};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, organisation, officer, body, proposed_by, proposed_at, reasons, state, \
             revision FROM staff_grants ",
            $rest
        )
    };
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Other(error.to_string()))
}

/// Opens a grant; [`StoreError::Unique`] when one of its kind waits for that official.
pub async fn insert(tx: &mut Tx<'_>, grant: &Grant) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO staff_grants (id, organisation, second_from, officer, deputy, kind, body, \
         starts, ends, proposed_by, proposed_at, reasons, stage, state, revision) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        params![
            grant.id.to_string(),
            &grant.organisation,
            grant.second_from(),
            grant.officer.to_string(),
            grant.change.deputy().map(|deputy| deputy.to_string()),
            grant.change.name().as_str(),
            json(&grant.change)?,
            grant.change.from(),
            grant.change.until(),
            grant.proposal.by.to_string(),
            grant.proposal.at,
            &grant.proposal.reasons,
            grant.stage.name().as_str(),
            json(&grant.stage)?,
            grant.revision
        ],
    )
    .await
}

/// Writes a grant as it became; [`StoreError::Conflict`] when somebody else was faster.
pub async fn update(tx: &mut Tx<'_>, grant: &Grant) -> Result<(), StoreError> {
    tx.execute_one(
        "UPDATE staff_grants SET stage = $3, state = $4, revision = $2 \
         WHERE id = $1 AND revision = $2 - 1",
        params![
            grant.id.to_string(),
            grant.revision,
            grant.stage.name().as_str(),
            json(&grant.stage)?
        ],
    )
    .await
}

/// The grant of that id.
pub async fn find(tx: &mut Tx<'_>, id: GrantId) -> Result<Option<Grant>, StoreError> {
    let row = tx.query_opt(select!("WHERE id = $1"), params![id.to_string()]).await?;
    row.map(|row| read(row.of("staff_grants"))).transpose()
}

/// The grants for which an organisation's administrators answer, as first or as second, newest
/// first: those before a moment and an id.
pub async fn of_organisation(
    tx: &mut Tx<'_>,
    organisation: &str,
    before: Option<(Timestamp, GrantId)>,
    limit: u32,
) -> Result<Vec<Grant>, StoreError> {
    let sql = select!(
        "WHERE (organisation = $1 OR second_from = $1) AND (proposed_at, id) < ($2, $3) \
         ORDER BY proposed_at DESC, id DESC LIMIT $4"
    );
    let (at, id) = super::from_top(before);
    all(&tx.query(sql, params![organisation, at, id, limit]).await?)
}

/// What an official holds for a time, on a day: where they stand in, or what they may audit.
pub async fn held_by(
    tx: &mut Tx<'_>,
    officer: OfficerId,
    kind: ChangeName,
    day: Date,
) -> Result<Vec<Grant>, StoreError> {
    let sql = match kind {
        ChangeName::Deputy => select!(
            "WHERE deputy = $1 AND kind = $2 AND stage = 'in-force' AND starts <= $3 \
             AND ends >= $3 ORDER BY id LIMIT 50"
        ),
        _ => select!(
            "WHERE officer = $1 AND kind = $2 AND stage = 'in-force' AND starts <= $3 \
             AND ends >= $3 ORDER BY id LIMIT 50"
        ),
    };
    all(&tx.query(sql, params![officer.to_string(), kind.as_str(), day]).await?)
}

/// The deputyships of an organisation in force on a day.
pub async fn deputies(
    tx: &mut Tx<'_>,
    organisation: &str,
    day: Date,
) -> Result<Vec<Grant>, StoreError> {
    let sql = select!(
        "WHERE organisation = $1 AND kind = 'deputy' AND stage = 'in-force' AND starts <= $2 \
         AND ends >= $2 ORDER BY id LIMIT 1000"
    );
    all(&tx.query(sql, params![organisation, day]).await?)
}

/// Whether an official is out by another grant than one.
pub async fn out_by_another(
    tx: &mut Tx<'_>,
    officer: OfficerId,
    grant: GrantId,
) -> Result<bool, StoreError> {
    let sql = select!(
        "WHERE officer = $1 AND kind = 'leave' AND id <> $2 \
         AND stage IN ('in-force', 'put-out') ORDER BY id LIMIT 1"
    );
    let found = tx.query_opt(sql, params![officer.to_string(), grant.to_string()]).await?;
    Ok(found.is_some())
}

/// Proposals older than a moment, and what was agreed to for a day that has come. The first of
/// them.
pub async fn due(
    tx: &mut Tx<'_>,
    before: Timestamp,
    today: Date,
    limit: u32,
) -> Result<Vec<Grant>, StoreError> {
    let sql = select!(
        "WHERE (stage = 'proposed' AND proposed_at < $1) OR (stage = 'agreed' AND starts <= $2) \
         ORDER BY id LIMIT $3"
    );
    all(&tx.query(sql, params![before, today, limit]).await?)
}

fn all(rows: &[Row]) -> Result<Vec<Grant>, StoreError> {
    rows.iter().map(|row| read(row.of("staff_grants"))).collect()
}

fn read(row: RowOf<'_>) -> Result<Grant, StoreError> {
    let (body, state): (String, String) = (row.get("body")?, row.get("state")?);
    Ok(Grant {
        id: row.parse("id")?,
        organisation: row.get("organisation")?,
        officer: row.parse("officer")?,
        change: serde_json::from_str(&body)
            .map_err(|e| row.error("body", format!("not a change: {e}")))?,
        proposal: Said {
            by: row.parse("proposed_by")?,
            at: row.get("proposed_at")?,
            reasons: row.get("reasons")?,
        },
        stage: serde_json::from_str(&state)
            .map_err(|e| row.error("state", format!("not a stage: {e}")))?,
        revision: row.get("revision")?,
    })
}
