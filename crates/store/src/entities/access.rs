//! The access log of this node.

use onewindow_ledger::Leaf;
use onewindow_model::id::{EntryId, PersonId};

use crate::{StoreError, Tx, params};

/// An access entry as stored.
#[derive(Clone)]
pub struct EntryRecord {
    /// Its id.
    pub id: EntryId,
    /// Whose data.
    pub person: PersonId,
    /// The commitment for the public log.
    pub leaf: Leaf,
    /// Everything else, sealed for the person.
    pub sealed: Vec<u8>,
}

/// Appends an entry; its leaf is in the receipt of this transaction.
pub async fn append(tx: &mut Tx<'_>, entry: &EntryRecord) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO access_entries (id, person, leaf, sealed) VALUES ($1, $2, $3, $4)",
        params![
            entry.id.to_string(),
            entry.person.to_string(),
            entry.leaf.as_bytes(),
            &entry.sealed
        ],
    )
    .await?;
    tx.note_leaf(entry.leaf);
    Ok(())
}

/// The entries of a person before `before`, newest first, with their sequence numbers.
pub async fn of_person(
    tx: &mut Tx<'_>,
    person: PersonId,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<(i64, EntryRecord)>, StoreError> {
    let rows = tx
        .query(
            "SELECT seq, id, person, leaf, sealed FROM access_entries \
             WHERE person = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3",
            params![person.to_string(), before.unwrap_or(i64::MAX), limit],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let row = row.of("access_entries");
            let leaf: Vec<u8> = row.get("leaf")?;
            let leaf = <[u8; 32]>::try_from(leaf)
                .map_err(|_| row.error("leaf", "expected 32 octets".to_owned()))?;
            let entry = EntryRecord {
                id: row.parse("id")?,
                person: row.parse("person")?,
                leaf: Leaf::from_bytes(leaf),
                sealed: row.get("sealed")?,
            };
            Ok((row.get("seq")?, entry))
        })
        .collect()
}

/// How many entries there are.
pub async fn count(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    let row = tx.query_one("SELECT count(*) AS n FROM access_entries", params![]).await?;
    Ok(row.of("access_entries").get("n")?)
}
