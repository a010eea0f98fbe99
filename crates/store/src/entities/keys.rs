//! Wrapped data keys.

use jiff::Timestamp;
use onewindow_model::id::{CaseId, DraftId, PersonId};

use crate::{Query, Row, RowOf, StoreError, Tx, params};

/// A wrapped data key.
#[derive(Clone)]
pub struct KeyRecord {
    /// Whose data it seals.
    pub person: PersonId,
    /// Of which class.
    pub class: String,
    /// Counts up with rotation.
    pub version: u32,
    /// The key, sealed under the master key.
    pub wrapped: Vec<u8>,
}

/// All keys of a person: by class, oldest version first.
pub fn of_person(person: PersonId) -> Query<Vec<KeyRecord>> {
    let sql = "SELECT person, class, version, wrapped FROM data_keys WHERE person = $1 \
               ORDER BY class, version";
    Query::new(sql, params![person.to_string()], all)
}

/// All keys of whom a draft is for, in the same order; none where there is no such draft.
pub fn of_draft(draft: DraftId) -> Query<Vec<KeyRecord>> {
    let sql = "SELECT person, class, version, wrapped FROM data_keys \
               WHERE person = (SELECT applicant FROM drafts WHERE id = $1) \
               ORDER BY class, version";
    Query::new(sql, params![draft.to_string()], all)
}

/// All keys of whom a case is about, in the same order; none where there is no such case.
pub fn of_case(case: CaseId) -> Query<Vec<KeyRecord>> {
    let sql = "SELECT person, class, version, wrapped FROM data_keys \
               WHERE person = (SELECT applicant FROM cases WHERE id = $1) \
               ORDER BY class, version";
    Query::new(sql, params![case.to_string()], all)
}

fn all(rows: &[Row]) -> Result<Vec<KeyRecord>, StoreError> {
    rows.iter().map(|row| read(row.of("data_keys"))).collect()
}

/// Whether anything was ever sealed here.
pub async fn any(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    let sql = "SELECT person FROM data_keys LIMIT 1";
    Ok(tx.query_opt(sql, params![]).await?.is_some())
}

/// Adds a key; one that is there already stands.
pub async fn insert_if_absent(
    tx: &mut Tx<'_>,
    key: &KeyRecord,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO data_keys (person, class, version, wrapped, created_at) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (person, class, version) DO NOTHING",
        params![key.person.to_string(), &key.class, key.version, &key.wrapped, now],
    )
    .await
    .map(|_| ())
}

fn read(row: RowOf<'_>) -> Result<KeyRecord, StoreError> {
    Ok(KeyRecord {
        person: row.parse("person")?,
        class: row.get("class")?,
        version: row.get("version")?,
        wrapped: row.get("wrapped")?,
    })
}
