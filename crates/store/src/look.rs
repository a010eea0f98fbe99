//! A look at a database for `doctor`, as it stands at one moment. Nothing is written, and the server
//! may be running.

use crate::{
    MIGRATIONS, Param, StoreError, Target,
    backup::snapshot::{Snapshot, texts},
};

/// Failures of one job after which somebody should look.
const OFTEN: i64 = 5;

/// A database at one moment.
pub struct Look(Snapshot);

/// A version of a service that is on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The service.
    pub service: String,
    /// Its version.
    pub version: i64,
    /// SHA-256 of its file.
    pub hash: Vec<u8>,
}

impl Look {
    /// Opens it. A database that a start would refuse is refused here, in the same words.
    pub async fn at(target: &Target) -> Result<Look, StoreError> {
        Snapshot::take(target, MIGRATIONS).await.map(Look)
    }

    /// How many steps of the schema are still to be done.
    pub fn steps_to_come(&self) -> usize {
        MIGRATIONS.len().saturating_sub(self.0.step)
    }

    /// A fact about the database, by its name in `meta`.
    pub async fn fact(&self, name: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT value FROM meta WHERE name = $1";
        Ok(texts(self.0.ask(sql, &[Param::from(name)]).await?).pop())
    }

    /// Every version of a service that was ever in force here.
    pub async fn versions(&self) -> Result<Vec<Version>, StoreError> {
        let rows = self.0.ask("SELECT service, version, hash FROM service_versions", &[]).await?;
        let read = |row: Vec<Param>| match <[Param; 3]>::try_from(row) {
            Ok([Param::Text(service), Param::I64(version), Param::Blob(hash)]) => {
                Some(Version { service, version, hash })
            }
            _ => None,
        };
        Ok(rows.into_iter().filter_map(read).collect())
    }

    /// Ids of uploads that are in use, after one of them, in their order: a stretch of them.
    pub async fn uploads(&self, after: &str) -> Result<Vec<String>, StoreError> {
        self.0.uploads(after).await
    }

    /// Jobs of the outbox that failed again and again and are not done.
    pub async fn stuck(&self) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM outbox WHERE done_at IS NULL AND attempts >= $1";
        let rows = self.0.ask(sql, &[Param::I64(OFTEN)]).await?;
        match rows.first().and_then(|row| row.first()) {
            Some(Param::I64(count)) => Ok(u64::try_from(*count).unwrap_or_default()),
            _ => Ok(0),
        }
    }
}
