//! Certificates that their holder shows at a counter for a short time.

use jiff::Timestamp;
use onewindow_model::id::{CertificateId, PresentationId};

use crate::{StoreError, Tx, params};

/// A presentation as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresentationRecord {
    /// Its id.
    pub id: PresentationId,
    /// What is shown.
    pub certificate: CertificateId,
    /// Keyed hash of the code that the holder shows.
    pub token_hash: Vec<u8>,
    /// The fields that the holder chose, separated by spaces.
    pub claims: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Until when it can be seen.
    pub ends_at: Timestamp,
    /// When it was seen.
    pub seen_at: Option<Timestamp>,
}

/// Adds a presentation that nobody has seen yet.
pub async fn insert(tx: &mut Tx<'_>, record: &PresentationRecord) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO presentations (id, certificate, token_hash, claims, created_at, ends_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![
            record.id.to_string(),
            record.certificate.to_string(),
            &record.token_hash,
            &record.claims,
            record.created_at,
            record.ends_at
        ],
    )
    .await
}

/// The presentation of that code, seen or not, over or not.
pub async fn find(
    tx: &mut Tx<'_>,
    token_hash: &[u8],
) -> Result<Option<PresentationRecord>, StoreError> {
    let row = tx
        .query_opt(
            "SELECT id, certificate, token_hash, claims, created_at, ends_at, seen_at \
             FROM presentations WHERE token_hash = $1",
            params![token_hash],
        )
        .await?;
    row.map(|row| {
        let row = row.of("presentations");
        Ok(PresentationRecord {
            id: row.parse("id")?,
            certificate: row.parse("certificate")?,
            token_hash: row.get("token_hash")?,
            claims: row.get("claims")?,
            created_at: row.get("created_at")?,
            ends_at: row.get("ends_at")?,
            seen_at: row.get("seen_at")?,
        })
    })
    .transpose()
}

/// Takes a presentation up, once: marks it as seen. [`StoreError::Conflict`] when its time has
/// passed, or it was seen before.
pub async fn take(tx: &mut Tx<'_>, id: PresentationId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute_one(
        "UPDATE presentations SET seen_at = $2 WHERE id = $1 AND ends_at >= $2 \
         AND seen_at IS NULL",
        params![id.to_string(), now],
    )
    .await
}
