//! Applications being filled in.

use jiff::Timestamp;
use onewindow_model::id::{CaseId, DraftId, OfficerId, PersonId};
use onewindow_model::service::ServiceRef;

use crate::{Query, RowOf, StoreError, Tx, Write, params};

/// A draft as stored; what it holds is in `contents`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRecord {
    /// Its id.
    pub id: DraftId,
    /// The pinned service version.
    pub service: ServiceRef,
    /// The person who fills it in, when it is not a clerk.
    pub owner: Option<PersonId>,
    /// The clerk who fills it in at a window.
    pub clerk: Option<OfficerId>,
    /// For whom it is.
    pub applicant: PersonId,
    /// The case that it became.
    pub case: Option<CaseId>,
    /// When it was started.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Guards changes.
    pub revision: u32,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, service, version, owner, clerk, applicant, case_id, created_at, \
             updated_at, revision FROM drafts ",
            $rest
        )
    };
}

/// Adds a draft.
pub async fn insert(tx: &mut Tx<'_>, draft: &DraftRecord) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO drafts (id, service, version, owner, clerk, applicant, created_at, \
         updated_at, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            draft.id.to_string(),
            &draft.service.id,
            draft.service.version,
            draft.owner.map(|id| id.to_string()),
            draft.clerk.map(|id| id.to_string()),
            draft.applicant.to_string(),
            draft.created_at,
            draft.updated_at,
            draft.revision
        ],
    )
    .await
}

/// The draft of that id.
pub async fn find(tx: &mut Tx<'_>, id: DraftId) -> Result<Option<DraftRecord>, StoreError> {
    tx.find(of(id)).await
}

/// The same, to travel with other queries.
pub fn of(id: DraftId) -> Query<Option<DraftRecord>> {
    Query::new(select!("WHERE id = $1"), params![id.to_string()], |rows| {
        rows.first().map(|row| read(row.of("drafts"))).transpose()
    })
}

/// Drafts that a person has not submitted yet, last changed first.
pub async fn open_of(tx: &mut Tx<'_>, owner: PersonId) -> Result<Vec<DraftRecord>, StoreError> {
    let sql = select!("WHERE owner = $1 AND case_id IS NULL ORDER BY updated_at DESC LIMIT 50");
    let rows = tx.query(sql, params![owner.to_string()]).await?;
    rows.iter().map(|row| read(row.of("drafts"))).collect()
}

/// Drafts that a clerk has taken in since a moment and not submitted yet.
pub async fn open_of_clerk(
    tx: &mut Tx<'_>,
    clerk: OfficerId,
    since: Timestamp,
) -> Result<Vec<DraftRecord>, StoreError> {
    let sql = select!(
        "WHERE clerk = $1 AND case_id IS NULL AND created_at > $2 \
         ORDER BY updated_at DESC LIMIT 50"
    );
    let rows = tx.query(sql, params![clerk.to_string(), since]).await?;
    rows.iter().map(|row| read(row.of("drafts"))).collect()
}

/// Marks a change, or that it became a case; [`StoreError::Conflict`] when it changed meanwhile.
pub async fn update(
    tx: &mut Tx<'_>,
    id: DraftId,
    revision: u32,
    case: Option<CaseId>,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.write_all(vec![updating(id, revision, case, now)]).await
}

/// The same, to travel with other writes.
pub fn updating(id: DraftId, revision: u32, case: Option<CaseId>, now: Timestamp) -> Write {
    Write::one(
        "UPDATE drafts SET case_id = $3, updated_at = $4, revision = revision + 1 \
         WHERE id = $1 AND revision = $2 AND case_id IS NULL",
        params![id.to_string(), revision, case.map(|case| case.to_string()), now],
    )
}

/// Removes a draft that never became a case.
pub async fn delete(tx: &mut Tx<'_>, id: DraftId) -> Result<(), StoreError> {
    let sql = "DELETE FROM drafts WHERE id = $1 AND case_id IS NULL";
    tx.execute_one(sql, params![id.to_string()]).await
}

fn read(row: RowOf<'_>) -> Result<DraftRecord, StoreError> {
    Ok(DraftRecord {
        id: row.parse("id")?,
        service: ServiceRef { id: row.get("service")?, version: row.get("version")? },
        owner: row.parse_opt("owner")?,
        clerk: row.parse_opt("clerk")?,
        applicant: row.parse("applicant")?,
        case: row.parse_opt("case_id")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        revision: row.get("revision")?,
    })
}
