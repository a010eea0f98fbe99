//! Sessions, by the hash of their token.

use jiff::Timestamp;

use crate::{StoreError, Tx, params};

/// A session as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRecord {
    /// SHA-256 of the token that the browser holds.
    pub token_hash: Vec<u8>,
    /// Who acts, as JSON of ids.
    pub actor: String,
    /// When it was made.
    pub started_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
}

/// The session of a token hash.
pub async fn find(tx: &mut Tx<'_>, token_hash: &[u8]) -> Result<Option<SessionRecord>, StoreError> {
    let sql = "SELECT token_hash, actor, started_at, seen_at FROM sessions WHERE token_hash = $1";
    let row = tx.query_opt(sql, params![token_hash]).await?;
    row.map(|row| {
        let row = row.of("sessions");
        Ok(SessionRecord {
            token_hash: row.get("token_hash")?,
            actor: row.get("actor")?,
            started_at: row.get("started_at")?,
            seen_at: row.get("seen_at")?,
        })
    })
    .transpose()
}

/// Adds a session.
pub async fn insert(tx: &mut Tx<'_>, session: &SessionRecord) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO sessions (token_hash, actor, started_at, seen_at) VALUES ($1, $2, $3, $4)",
        params![&session.token_hash, &session.actor, session.started_at, session.seen_at],
    )
    .await
}

/// Marks a session as used; an unknown one is no error.
pub async fn touch(tx: &mut Tx<'_>, token_hash: &[u8], now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE sessions SET seen_at = $2 WHERE token_hash = $1";
    tx.execute(sql, params![token_hash, now]).await.map(|_| ())
}

/// Ends a session; an unknown one is no error.
pub async fn delete(tx: &mut Tx<'_>, token_hash: &[u8]) -> Result<(), StoreError> {
    let sql = "DELETE FROM sessions WHERE token_hash = $1";
    tx.execute(sql, params![token_hash]).await.map(|_| ())
}

/// Takes away sessions that were started before; the number taken.
pub async fn sweep(tx: &mut Tx<'_>, started_before: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM sessions WHERE started_at < $1", params![started_before]).await
}
