//! A backup: every table as it stood at one moment, and the uploads that it refers to, in a folder of
//! plain files that is there whole or not at all.
//!
//! One form serves both databases, and what was made from one is restored into either. The file of a
//! table is the octets over which a move hashes it, so a backup is proved as a move is: table by table,
//! by number of rows and SHA-256. `docs/spec/backup.md` says it exactly.

mod check;
mod error;
mod file;
mod fill;
mod folder;
mod make;
mod manifest;
mod restore;
pub(crate) mod snapshot;

pub use check::Backup;
pub use error::BackupError;
pub use folder::Unfinished;
pub use make::{About, make};
pub use manifest::{FORM, Manifest, TableFile, Uploads};
pub use restore::Restored;

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told<'t> {
    /// So many rows of a table.
    Rows {
        /// The table.
        table: &'t str,
        /// How many.
        rows: u64,
    },
    /// So many uploads.
    Uploads {
        /// How many.
        done: u64,
    },
}

/// Tables that no backup takes along: what lets somebody in for a while. What was ended, used up or
/// taken away after the backup must not be good again. Whoever comes asks anew.
pub const LEFT_OUT: [&str; 5] =
    ["sessions", "kept_forms", "api_tokens", "enrolments", "passkey_questions"];

/// The name of the manifest, which is written last.
const MANIFEST: &str = "manifest.json";

/// The list of uploads: one id a line, in their order.
const LIST: &str = "uploads.txt";

fn table_file(folder: &std::path::Path, table: &str) -> std::path::PathBuf {
    folder.join("database").join(format!("{table}.rows"))
}
