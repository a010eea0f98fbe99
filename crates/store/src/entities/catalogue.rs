//! Service versions that were ever in force here, and what came with imports.

use jiff::Timestamp;

use crate::{StoreError, Tx, params};

/// One version of one service, as its file said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionRecord {
    /// The service.
    pub service: String,
    /// Its version.
    pub version: u32,
    /// SHA-256 of the body.
    pub hash: Vec<u8>,
    /// `files` or the name of an import.
    pub source: String,
    /// The service file.
    pub body: String,
}

/// Every version, oldest first.
pub async fn versions(tx: &mut Tx<'_>) -> Result<Vec<VersionRecord>, StoreError> {
    let rows = tx
        .query(
            "SELECT service, version, hash, source, body FROM service_versions \
             ORDER BY service, version",
            params![],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let row = row.of("service_versions");
            Ok(VersionRecord {
                service: row.get("service")?,
                version: row.get("version")?,
                hash: row.get("hash")?,
                source: row.get("source")?,
                body: row.get("body")?,
            })
        })
        .collect()
}

/// Adds a version unless it is there already; true when it was added.
pub async fn insert_version(
    tx: &mut Tx<'_>,
    version: &VersionRecord,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let added = tx
        .execute(
            "INSERT INTO service_versions (service, version, hash, source, body, added_at) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (service, version) DO NOTHING",
            params![
                &version.service,
                version.version,
                &version.hash,
                &version.source,
                &version.body,
                now
            ],
        )
        .await?;
    Ok(added == 1)
}

/// Authorities that came with imports: id and body.
pub async fn authorities(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, StoreError> {
    let sql = "SELECT id, body FROM imported_authorities ORDER BY id";
    let rows = tx.query(sql, params![]).await?;
    rows.iter()
        .map(|row| {
            let row = row.of("imported_authorities");
            Ok((row.get("id")?, row.get("body")?))
        })
        .collect()
}

/// Adds or replaces an imported authority.
pub async fn put_authority(
    tx: &mut Tx<'_>,
    id: &str,
    body: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO imported_authorities (id, body, added_at) VALUES ($1, $2, $3) \
         ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        params![id, body, now],
    )
    .await
}
