//! Jobs to be done after a transaction: ids only, no personal text.

use jiff::Timestamp;
use onewindow_model::id::JobId;

use crate::{StoreError, Tx, params};

/// A job as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRecord {
    /// Its id.
    pub id: JobId,
    /// Which job.
    pub job: String,
    /// The id that it is about.
    pub subject: String,
    /// Not before.
    pub due_at: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
}

/// Adds a job, in the transaction that causes it.
pub async fn insert(tx: &mut Tx<'_>, job: &JobRecord) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO outbox (id, job, subject, due_at) VALUES ($1, $2, $3, $4)",
        params![job.id.to_string(), &job.job, &job.subject, job.due_at],
    )
    .await
}

/// Jobs whose time has come.
pub async fn due(
    tx: &mut Tx<'_>,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<JobRecord>, StoreError> {
    let rows = tx
        .query(
            "SELECT id, job, subject, due_at, attempts FROM outbox \
             WHERE done_at IS NULL AND due_at <= $1 ORDER BY due_at, id LIMIT $2",
            params![now, limit],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let row = row.of("outbox");
            Ok(JobRecord {
                id: row.parse("id")?,
                job: row.get("job")?,
                subject: row.get("subject")?,
                due_at: row.get("due_at")?,
                attempts: row.get("attempts")?,
            })
        })
        .collect()
}

/// Marks a job as done.
pub async fn done(tx: &mut Tx<'_>, id: JobId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute_one("UPDATE outbox SET done_at = $2 WHERE id = $1", params![id.to_string(), now])
        .await
}

/// Puts a job off after a failure.
pub async fn retry(
    tx: &mut Tx<'_>,
    id: JobId,
    due_at: Timestamp,
    error: &str,
) -> Result<(), StoreError> {
    tx.execute_one(
        "UPDATE outbox SET attempts = attempts + 1, due_at = $2, error = $3 WHERE id = $1",
        params![id.to_string(), due_at, error],
    )
    .await
}
