//! One-time codes with which officials register a passkey, by their keyed hash.

use jiff::Timestamp;
use onewindow_model::id::OfficerId;

use crate::{StoreError, Tx, params};

/// A code as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnrolmentRecord {
    /// Its keyed hash.
    pub code: Vec<u8>,
    /// Whose it is.
    pub officer: OfficerId,
    /// Until when it serves.
    pub until: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
}

/// Keeps a code in the place of all that this official has not used.
pub async fn put(tx: &mut Tx<'_>, record: &EnrolmentRecord) -> Result<(), StoreError> {
    let officer = record.officer.to_string();
    let sql = "DELETE FROM enrolments WHERE officer = $1 AND used_at IS NULL";
    tx.execute(sql, params![&officer]).await?;
    tx.execute_one(
        "INSERT INTO enrolments (code, officer, until) VALUES ($1, $2, $3)",
        params![&record.code, officer, record.until],
    )
    .await
}

/// The code of that hash, used or not, over or not.
pub async fn find(tx: &mut Tx<'_>, code: &[u8]) -> Result<Option<EnrolmentRecord>, StoreError> {
    let sql = "SELECT code, officer, until, used_at FROM enrolments WHERE code = $1";
    let row = tx.query_opt(sql, params![code]).await?;
    row.map(|row| {
        let row = row.of("enrolments");
        Ok(EnrolmentRecord {
            code: row.get("code")?,
            officer: row.parse("officer")?,
            until: row.get("until")?,
            used_at: row.get("used_at")?,
        })
    })
    .transpose()
}

/// Uses a code up. [`StoreError::Conflict`] when it was used, or replaced, or is over.
pub async fn spend(tx: &mut Tx<'_>, code: &[u8], now: Timestamp) -> Result<(), StoreError> {
    let sql =
        "UPDATE enrolments SET used_at = $2 WHERE code = $1 AND used_at IS NULL AND until > $2";
    tx.execute_one(sql, params![code, now]).await
}

/// Whether an official has a code that serves.
pub async fn waits(
    tx: &mut Tx<'_>,
    officer: OfficerId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM enrolments WHERE officer = $1 AND used_at IS NULL AND until > $2";
    Ok(tx.query_opt(sql, params![officer.to_string(), now]).await?.is_some())
}
