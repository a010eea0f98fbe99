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
    /// The token that forms carry.
    pub csrf: String,
    /// Small things remembered for the session, as JSON of ids.
    pub notes: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// When it ends at the latest.
    pub ends_at: Timestamp,
}

/// The session of a token hash.
pub async fn find(tx: &mut Tx<'_>, token_hash: &[u8]) -> Result<Option<SessionRecord>, StoreError> {
    let row = tx
        .query_opt(
            "SELECT token_hash, actor, csrf, notes, created_at, seen_at, ends_at FROM sessions \
             WHERE token_hash = $1",
            params![token_hash],
        )
        .await?;
    row.map(|row| {
        let row = row.of("sessions");
        Ok(SessionRecord {
            token_hash: row.get("token_hash")?,
            actor: row.get("actor")?,
            csrf: row.get("csrf")?,
            notes: row.get("notes")?,
            created_at: row.get("created_at")?,
            seen_at: row.get("seen_at")?,
            ends_at: row.get("ends_at")?,
        })
    })
    .transpose()
}

/// Adds a session.
pub async fn insert(tx: &mut Tx<'_>, session: &SessionRecord) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO sessions (token_hash, actor, csrf, notes, created_at, seen_at, ends_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            &session.token_hash,
            &session.actor,
            &session.csrf,
            &session.notes,
            session.created_at,
            session.seen_at,
            session.ends_at
        ],
    )
    .await
}

/// Marks a session as used; true when it is still there.
pub async fn touch(tx: &mut Tx<'_>, token_hash: &[u8], now: Timestamp) -> Result<bool, StoreError> {
    let touched = tx
        .execute("UPDATE sessions SET seen_at = $2 WHERE token_hash = $1", params![token_hash, now])
        .await?;
    Ok(touched == 1)
}

/// Remembers something for the session.
pub async fn note(tx: &mut Tx<'_>, token_hash: &[u8], notes: &str) -> Result<bool, StoreError> {
    let sql = "UPDATE sessions SET notes = $2 WHERE token_hash = $1";
    Ok(tx.execute(sql, params![token_hash, notes]).await? == 1)
}

/// Ends a session.
pub async fn delete(tx: &mut Tx<'_>, token_hash: &[u8]) -> Result<bool, StoreError> {
    let sql = "DELETE FROM sessions WHERE token_hash = $1";
    Ok(tx.execute(sql, params![token_hash]).await? == 1)
}

/// Takes away sessions that ended; the number taken.
pub async fn sweep(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM sessions WHERE ends_at < $1", params![now]).await
}
