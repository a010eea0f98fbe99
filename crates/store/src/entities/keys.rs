//! Wrapped data keys.

use jiff::Timestamp;
use onewindow_model::id::PersonId;

use crate::{RowOf, StoreError, Tx, params};

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
pub async fn of_person(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<KeyRecord>, StoreError> {
    let rows = tx
        .query(
            "SELECT person, class, version, wrapped FROM data_keys WHERE person = $1 \
             ORDER BY class, version",
            params![person.to_string()],
        )
        .await?;
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
