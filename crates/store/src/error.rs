//! What can go wrong below a use case.

use onewindow_ledger::Receipt;
use thiserror::Error;

use crate::row::RowError;

/// A failure of storage. It never carries a value that a person entered.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoreError {
    /// The queue is full. Try again shortly: the web answers 503 with `Retry-After`.
    #[error("storage is busy: too many writes or reads are waiting")]
    Busy,
    /// There is no database yet: the first start makes it.
    #[error("there is no database yet")]
    Missing,
    /// The database cannot be reached, or went away before anything was kept. Try again shortly:
    /// the web answers 503 with `Retry-After`.
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// The database went away while it was told to keep what was written: it may have, or not.
    #[error("the database went away at the end of the transaction; whether it was kept is unknown")]
    Lost,
    /// The transaction met another one, and so did its repetitions. Try again shortly.
    #[error("the transaction met others too often")]
    Met,
    /// No room is left on the disk (or under the configured limit). The store goes on.
    #[error("storage is full")]
    Full,
    /// A guarded statement did not touch exactly one row: somebody else was faster.
    #[error("the record changed meanwhile: {touched} rows matched where one was expected")]
    Conflict {
        /// Rows touched.
        touched: u64,
    },
    /// A unique key exists already.
    #[error("a row with this key exists already in {table} ({columns})")]
    Unique {
        /// Table of the key.
        table: String,
        /// Columns of the key, separated by a comma and a space.
        columns: String,
    },
    /// Another constraint or an append-only trigger refused the statement.
    #[error("a constraint refused the write: {0}")]
    Constraint(String),
    /// A stored row does not parse.
    #[error(transparent)]
    Row(#[from] RowError),
    /// The database file is damaged, or is no OneWindow database.
    #[error("the database cannot be trusted: {0}")]
    Corrupt(String),
    /// A job broke the rules of the seam; its writes were rolled back. Always a bug of ours.
    #[error("the transaction `{name}` was rolled back: {fault}")]
    Job {
        /// Name given to `run_tx` or `read`.
        name: &'static str,
        /// What it did.
        fault: Fault,
    },
    /// A statement text that the seam does not accept. Always a bug of ours.
    #[error("this statement is not accepted: {0}")]
    Statement(String),
    /// The migrations in the program and in the database do not agree.
    #[error("the database schema does not fit this program: {0}")]
    Migration(String),
    /// The data has gone to another database.
    #[error(
        "the data of this file was moved to `{0}`: give that address by database.url_file, ONEWINDOW_DATABASE or --database"
    )]
    Moved(String),
    /// The store is closed.
    #[error("storage is closed")]
    Closed,
    /// Anything else, in the words of the layer below.
    #[error("storage failed: {0}")]
    Other(String),
}

/// How a job broke the rules of the seam.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Fault {
    /// It panicked.
    #[error("the job panicked")]
    Panicked,
    /// It awaited something other than its own transaction.
    #[error("the job awaited something other than its transaction")]
    Pending,
    /// It went on, or wanted to commit, after one of its statements had failed.
    #[error("the job went on after a failed statement")]
    WentOn,
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> StoreError {
        use std::io::ErrorKind::{QuotaExceeded, StorageFull};
        match error.kind() {
            StorageFull | QuotaExceeded => StoreError::Full,
            _ => StoreError::Other(error.to_string()),
        }
    }
}

/// Why `run_tx` did not commit what the job wanted.
#[derive(Debug, Error)]
pub enum TxError<E> {
    /// The job refused; everything that it wrote before (its access entries) is committed.
    #[error("refused: {error}")]
    Refused {
        /// The reason given by the job.
        error: E,
        /// The leaves that were committed with the refusal.
        receipt: Receipt,
    },
    /// The job asked for a rollback; nothing is committed.
    #[error("rolled back: {0}")]
    RolledBack(E),
    /// Storage failed. After a failure at COMMIT itself the outcome is unknown until read again.
    #[error(transparent)]
    Store(#[from] StoreError),
}
