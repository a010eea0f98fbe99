//! Storage: the one way to write, and the files beside it. Sees sealed octets only.
//!
//! Use cases hand named jobs to [`Store::run_tx`]. A job is a repeatable closure over one
//! [`Tx`]; it ends as [`End::Commit`], [`End::Refused`] or [`End::Rollback`], and its caller hears
//! of it after the COMMIT that made it durable, together with the receipt that the gate wants.
//! `docs/spec/storage.md` says what is guaranteed.
//!
//! ```
//! use onewindow_store::{End, Store, StoreError, StoreOptions, Tx, TxError, params, tx_job};
//!
//! #[derive(Debug)]
//! enum Refusal {
//!     Taken,
//! }
//!
//! // Helpers of a use case take the transaction and pass errors on.
//! async fn find(tx: &mut Tx<'_>, name: &str) -> Result<Option<String>, StoreError> {
//!     let sql = "SELECT name, value FROM meta WHERE name = $1";
//!     let found = tx.query_opt(sql, params![name]).await?;
//!     Ok(found.map(|row| row.of("meta").get("value")).transpose()?)
//! }
//!
//! async fn claim(store: &Store, name: String, value: String) -> Result<(), TxError<Refusal>> {
//!     // What stands in brackets is cloned for each run of the job.
//!     let job = tx_job!([name, value], |tx| {
//!         if find(tx, &name).await?.is_some() {
//!             return Ok(End::Refused(Refusal::Taken));
//!         }
//!         let sql = "INSERT INTO meta (name, value) VALUES ($1, $2)";
//!         tx.execute_one(sql, params![&name, &value]).await?;
//!         // tx.note_leaf(entry.leaf()) puts an access entry into the receipt.
//!         Ok(End::Commit(()))
//!     });
//!     let committed = store.run_tx("meta.claim", job).await?;
//!     assert!(committed.receipt.leaves().is_empty());
//!     Ok(())
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! let store = Store::open(folder.path().join("onewindow.db"), StoreOptions::default()).await?;
//! claim(&store, "region".into(), "Qinghe".into()).await.unwrap();
//! let again = claim(&store, "region".into(), "Other".into()).await;
//! assert!(matches!(again, Err(TxError::Refused { error: Refusal::Taken, .. })));
//!
//! // Public data is read beside the writer.
//! let region = store.read("meta.region", tx_job!([], |tx| find(tx, "region").await)).await?;
//! assert_eq!(region.as_deref(), Some("Qinghe"));
//! store.close().await;
//! # Ok(())
//! # }
//! ```

pub mod backup;
mod blobs;
mod durable;
pub mod entities;
mod error;
mod hex;
mod job;
mod lite;
mod look;
mod migrations;
pub mod moving;
mod param;
mod pg;
mod row;
mod sql;
mod stats;
mod store;
mod target;
pub mod testing;
mod together;
mod tx;

pub use blobs::{BlobEntry, BlobId, BlobStore, NotABlobId};
pub use error::{Fault, StoreError, TxError};
pub use look::{Look, Version};
pub use migrations::{MIGRATIONS, Migration};
pub use param::{Param, Statement};
pub use row::{FromValue, Row, RowError, RowOf};
pub use stats::{Files, Stats};
pub use store::{Store, StoreOptions};
pub use target::{NotATarget, PostgresUrl, Target};
pub use together::{Queries, Query, Write};
pub use tx::{Committed, End, ReadFuture, Tx, TxFuture, Working, job};
