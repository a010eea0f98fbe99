//! What a backup says of itself.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The form of backups that this program writes. One that reads differently gets another number.
pub const FORM: u32 = 1;

/// What a backup says of itself: `manifest.json`, written last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Its form.
    pub form: u32,
    /// The version of the program that made it.
    pub product: String,
    /// When it was begun; everything in it is of that moment.
    pub made_at: Timestamp,
    /// The last step of the schema.
    pub step: u32,
    /// Tables that were left out.
    pub left_out: Vec<String>,
    /// What else is to be known, by name; nothing secret, nothing personal.
    pub facts: BTreeMap<String, String>,
    /// Tables, those that others refer to first.
    pub tables: Vec<TableFile>,
    /// Uploads.
    pub uploads: Uploads,
}

/// One table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableFile {
    /// Its name; the file is `database/NAME.rows`.
    pub name: String,
    /// Its columns in the order of the file, the key first.
    pub columns: Vec<String>,
    /// How many rows.
    pub rows: u64,
    /// Octets of the file.
    pub bytes: u64,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
}

/// The uploads, listed in `uploads.txt`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uploads {
    /// How many.
    pub count: u64,
    /// Their octets together.
    pub bytes: u64,
    /// SHA-256 of the list.
    pub sha256: String,
    /// Ids of uploads that the database refers to and that were missing or damaged already.
    pub missing: Vec<String>,
}
