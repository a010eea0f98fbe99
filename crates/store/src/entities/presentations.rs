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
    /// SHA-256 of the token in the QR code.
    pub token_hash: Vec<u8>,
    /// The fields that the holder chose, separated by spaces.
    pub claims: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Until when it can be seen.
    pub ends_at: Timestamp,
}

/// Adds a presentation.
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

/// Takes a presentation up, once: marks it as seen and gives it. None when there is no such token,
/// its time has passed, or it was seen before.
pub async fn take(
    tx: &mut Tx<'_>,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<Option<PresentationRecord>, StoreError> {
    let row = tx
        .query_opt(
            "UPDATE presentations SET seen_at = $2 WHERE token_hash = $1 AND ends_at >= $2 \
             AND seen_at IS NULL \
             RETURNING id, certificate, token_hash, claims, created_at, ends_at",
            params![token_hash, now],
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
        })
    })
    .transpose()
}
