//! Forms kept for whoever's session ended while they typed.

use jiff::Timestamp;

use crate::{StoreError, Tx, params};

/// A kept form as stored.
#[derive(Clone)]
pub struct KeptRecord {
    /// SHA-256 of the token that the browser holds.
    pub token_hash: Vec<u8>,
    /// The session that ended, by the hash of its token.
    pub session: Vec<u8>,
    /// What was typed.
    pub sealed: Vec<u8>,
    /// Until when it is kept.
    pub until: Timestamp,
}

/// Keeps a form, in place of an earlier one of the same session.
pub async fn put(tx: &mut Tx<'_>, kept: &KeptRecord) -> Result<(), StoreError> {
    tx.execute("DELETE FROM kept_forms WHERE session = $1", params![&kept.session]).await?;
    tx.execute_one(
        "INSERT INTO kept_forms (token_hash, session, sealed, until) VALUES ($1, $2, $3, $4)",
        params![&kept.token_hash, &kept.session, &kept.sealed, kept.until],
    )
    .await
}

/// What is kept for a token.
pub async fn find(
    tx: &mut Tx<'_>,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT sealed FROM kept_forms WHERE token_hash = $1 AND until > $2";
    let row = tx.query_opt(sql, params![token_hash, now]).await?;
    Ok(row.map(|row| row.of("kept_forms").get("sealed")).transpose()?)
}

/// Takes a form away; whether it was still there.
pub async fn remove(tx: &mut Tx<'_>, token_hash: &[u8]) -> Result<bool, StoreError> {
    let sql = "DELETE FROM kept_forms WHERE token_hash = $1";
    Ok(tx.execute(sql, params![token_hash]).await? == 1)
}

/// Takes away what has been kept long enough.
pub async fn sweep(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM kept_forms WHERE until <= $1", params![now]).await
}
