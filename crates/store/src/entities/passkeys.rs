//! Passkeys of officials. Only public keys are kept.

use jiff::Timestamp;
use onewindow_model::id::OfficerId;
use onewindow_model::passkey::Ended;

use crate::{RowOf, StoreError, Tx, params};

/// A passkey as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyRecord {
    /// The passkey's own id.
    pub credential: Vec<u8>,
    /// Whose it is.
    pub officer: OfficerId,
    /// What they call it.
    pub name: String,
    /// Its public key, with the count of its device.
    pub body: String,
    /// When it was registered.
    pub added_at: Timestamp,
    /// When it last proved that its owner was there.
    pub used_at: Option<Timestamp>,
    /// When and how it ended.
    pub ended: Option<(Timestamp, Ended)>,
    /// Counts up with every use.
    pub revision: u32,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT credential, officer, name, body, added_at, used_at, ended_at, ended, revision \
             FROM passkeys ",
            $rest
        )
    };
}

/// Adds a passkey. [`StoreError::Unique`] when its id is known already.
pub async fn insert(tx: &mut Tx<'_>, record: &PasskeyRecord) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO passkeys (credential, officer, name, body, added_at, used_at, revision) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            &record.credential,
            record.officer.to_string(),
            &record.name,
            &record.body,
            record.added_at,
            record.used_at,
            record.revision
        ],
    )
    .await
}

/// The passkey of that id, ended or not.
pub async fn find(tx: &mut Tx<'_>, credential: &[u8]) -> Result<Option<PasskeyRecord>, StoreError> {
    let row = tx.query_opt(select!("WHERE credential = $1"), params![credential]).await?;
    row.map(|row| read(row.of("passkeys"))).transpose()
}

/// The passkeys of an official that still serve or were blocked, oldest first.
pub async fn of_officer(
    tx: &mut Tx<'_>,
    officer: OfficerId,
) -> Result<Vec<PasskeyRecord>, StoreError> {
    let sql = select!(
        "WHERE officer = $1 AND (ended IS NULL OR ended = 'copied') ORDER BY added_at, credential"
    );
    let rows = tx.query(sql, params![officer.to_string()]).await?;
    rows.iter().map(|row| read(row.of("passkeys"))).collect()
}

/// Notes that a passkey has proved its owner. [`StoreError::Conflict`] when it was used or ended
/// since it was read.
pub async fn used(
    tx: &mut Tx<'_>,
    record: &PasskeyRecord,
    body: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute_one(
        "UPDATE passkeys SET body = $3, used_at = $4, revision = revision + 1 \
         WHERE credential = $1 AND revision = $2 AND ended IS NULL",
        params![&record.credential, record.revision, body, now],
    )
    .await
}

/// Gives a passkey another name. [`StoreError::Conflict`] when it has ended.
pub async fn rename(tx: &mut Tx<'_>, credential: &[u8], name: &str) -> Result<(), StoreError> {
    let sql = "UPDATE passkeys SET name = $2 WHERE credential = $1 AND ended IS NULL";
    tx.execute_one(sql, params![credential, name]).await
}

/// Ends a passkey; one that was blocked can be removed. [`StoreError::Conflict`] when it was removed
/// before.
pub async fn end(
    tx: &mut Tx<'_>,
    credential: &[u8],
    how: Ended,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute_one(
        "UPDATE passkeys SET ended = $2, ended_at = $3, revision = revision + 1 \
         WHERE credential = $1 AND (ended IS NULL OR ended = 'copied')",
        params![credential, how.as_str(), now],
    )
    .await
}

fn read(row: RowOf<'_>) -> Result<PasskeyRecord, StoreError> {
    let how: Option<Ended> = row.parse_opt("ended")?;
    let when: Option<Timestamp> = row.get("ended_at")?;
    Ok(PasskeyRecord {
        credential: row.get("credential")?,
        officer: row.parse("officer")?,
        name: row.get("name")?,
        body: row.get("body")?,
        added_at: row.get("added_at")?,
        used_at: row.get("used_at")?,
        ended: when.zip(how),
        revision: row.get("revision")?,
    })
}
