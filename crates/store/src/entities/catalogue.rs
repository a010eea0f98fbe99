//! Service versions that were ever in force here, and what came with imports.

use jiff::Timestamp;
use onewindow_model::institution::SharedKind;

use super::meta;
use crate::{StoreError, Tx, params};

const REVISION: &str = "catalogue-revision";

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

/// Whether any version was ever in force here.
pub async fn any_version(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    let sql = "SELECT service FROM service_versions LIMIT 1";
    Ok(tx.query_opt(sql, params![]).await?.is_some())
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

/// Of which import the records are, in no order; none before the first.
pub async fn revision(tx: &mut Tx<'_>) -> Result<Option<String>, StoreError> {
    meta::get(tx, REVISION).await
}

/// Says that an import is complete: a running server takes it over when this changes.
pub async fn revise(tx: &mut Tx<'_>, revision: &str) -> Result<(), StoreError> {
    meta::set(tx, REVISION, revision).await
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

/// Something shared that came with an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedRecord {
    /// What.
    pub kind: SharedKind,
    /// Its id.
    pub id: String,
    /// As a file would say it.
    pub body: String,
}

/// Regions and authorities that came with imports, in the order of coming.
pub async fn shared(tx: &mut Tx<'_>) -> Result<Vec<SharedRecord>, StoreError> {
    let sql = "SELECT seq, kind, id, body FROM imported_shared ORDER BY seq";
    let rows = tx.query(sql, params![]).await?;
    rows.iter()
        .map(|row| {
            let row = row.of("imported_shared");
            let (kind, id) = (row.parse("kind")?, row.get("id")?);
            Ok(SharedRecord { kind, id, body: row.get("body")? })
        })
        .collect()
}

/// Adds a region or an authority, or replaces the one of that id.
pub async fn put_shared(
    tx: &mut Tx<'_>,
    record: &SharedRecord,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO imported_shared (kind, id, body, added_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body",
        params![record.kind.as_str(), &record.id, &record.body, now],
    )
    .await
}
