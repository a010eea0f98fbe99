//! Requests of programs that may come twice, by the keyed hash of who sent them under which key.

use jiff::Timestamp;

use crate::{StoreError, Tx, params};

/// What is known of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatedRecord {
    /// The hash of what was asked.
    pub request: Vec<u8>,
    /// What was answered; none while the first one is under way.
    pub sealed: Option<Vec<u8>>,
    /// When it began.
    pub begun_at: Timestamp,
}

/// What is known under a key, unless its time is over.
pub async fn find(
    tx: &mut Tx<'_>,
    key_hash: &[u8],
    now: Timestamp,
) -> Result<Option<RepeatedRecord>, StoreError> {
    let sql = "SELECT request, sealed, begun_at FROM repeated_requests \
               WHERE key_hash = $1 AND until > $2";
    let row = tx.query_opt(sql, params![key_hash, now]).await?;
    row.map(|row| {
        let row = row.of("repeated_requests");
        Ok(RepeatedRecord {
            request: row.get("request")?,
            sealed: row.get("sealed")?,
            begun_at: row.get("begun_at")?,
        })
    })
    .transpose()
}

/// Begins a request, in the place of one that was forgotten.
pub async fn begin(
    tx: &mut Tx<'_>,
    key_hash: &[u8],
    request: &[u8],
    begun_at: Timestamp,
    until: Timestamp,
) -> Result<(), StoreError> {
    remove(tx, key_hash).await?;
    tx.execute_one(
        "INSERT INTO repeated_requests (key_hash, request, begun_at, until) \
         VALUES ($1, $2, $3, $4)",
        params![key_hash, request, begun_at, until],
    )
    .await
}

/// Keeps the answer of a request, unless another has taken its place meanwhile.
pub async fn end(
    tx: &mut Tx<'_>,
    key_hash: &[u8],
    begun_at: Timestamp,
    sealed: &[u8],
) -> Result<(), StoreError> {
    let sql = "UPDATE repeated_requests SET sealed = $3 WHERE key_hash = $1 AND begun_at = $2";
    tx.execute(sql, params![key_hash, begun_at, sealed]).await.map(|_| ())
}

/// Forgets a request.
pub async fn remove(tx: &mut Tx<'_>, key_hash: &[u8]) -> Result<(), StoreError> {
    let sql = "DELETE FROM repeated_requests WHERE key_hash = $1";
    tx.execute(sql, params![key_hash]).await.map(|_| ())
}

/// Takes away what has been kept long enough.
pub async fn sweep(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM repeated_requests WHERE until <= $1", params![now]).await
}
