//! Sealed uploads beside the database, each a file named by the hash of its ciphertext.
//!
//! A blob is durable before [`BlobStore::put`] returns, so a row that refers to it can be
//! committed afterwards without a moment in which the row stands and the blob does not. The other
//! way round a crash leaves a blob without a row; a sweep over [`BlobStore::list`] finds those.

use std::{fmt, path::PathBuf, str::FromStr, sync::Arc};

use ring::digest;
use thiserror::Error;

use crate::{StoreError, hex};

mod files;

use files::Files;
pub(crate) use files::place;

/// SHA-256 over the octets of a blob as stored, that is of the ciphertext. As text: 64 lower-case
/// hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobId([u8; 32]);

impl BlobId {
    /// The id of `sealed`.
    pub fn of(sealed: &[u8]) -> BlobId {
        let mut octets = [0_u8; 32];
        octets.copy_from_slice(digest::digest(&digest::SHA256, sealed).as_ref());
        BlobId(octets)
    }
}

impl fmt::Display for BlobId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&hex::encode(&self.0))
    }
}

impl fmt::Debug for BlobId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "BlobId({self})")
    }
}

/// A text that is no blob id.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("a blob id has 64 lower-case hexadecimal digits")]
pub struct NotABlobId;

impl FromStr for BlobId {
    type Err = NotABlobId;

    fn from_str(text: &str) -> Result<BlobId, NotABlobId> {
        hex::decode(text).map(BlobId).ok_or(NotABlobId)
    }
}

impl From<BlobId> for crate::Param {
    fn from(id: BlobId) -> crate::Param {
        crate::Param::Text(id.to_string())
    }
}

/// One stored blob, as a sweep sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlobEntry {
    /// Its id.
    pub id: BlobId,
    /// Its size in octets.
    pub bytes: u64,
    /// When it was stored. A blob without a row may just be ahead of its row: a sweep leaves
    /// young ones alone.
    pub stored: jiff::Timestamp,
}

/// A directory of blobs. Cloning gives another handle to the same one.
#[derive(Clone, Debug)]
pub struct BlobStore {
    files: Arc<Files>,
}

impl BlobStore {
    /// Opens `directory`, creating what is missing. Blocks; call it before the server answers.
    pub fn open(directory: impl Into<PathBuf>) -> Result<BlobStore, StoreError> {
        Ok(BlobStore { files: Arc::new(Files::open(directory.into())?) })
    }

    /// The directory of a node that may be running; nothing is created.
    pub fn existing(directory: impl Into<PathBuf>) -> Result<BlobStore, StoreError> {
        Ok(BlobStore { files: Arc::new(Files::existing(directory.into())?) })
    }

    /// As long as the file stands no blob is removed, by whichever process: a backup copies what
    /// was in use when it began.
    pub async fn keep(&self) -> Result<std::fs::File, StoreError> {
        self.blocking(Files::keep).await
    }

    /// Stores `sealed` and returns once it would survive a power cut. Storing the same octets
    /// again is not an error and changes nothing.
    pub async fn put(&self, sealed: Vec<u8>) -> Result<BlobId, StoreError> {
        self.blocking(move |files| files.put(&sealed)).await
    }

    /// The octets of `id`, or `None` if there is no such blob. Octets that do not hash to `id`
    /// are [`StoreError::Corrupt`].
    pub async fn get(&self, id: BlobId) -> Result<Option<Vec<u8>>, StoreError> {
        self.blocking(move |files| files.get(id)).await
    }

    /// Whether there is a file for `id`, whatever is in it.
    pub fn holds(&self, id: BlobId) -> bool {
        self.files.holds(id)
    }

    /// Removes `id` and says whether it was there. Returns once it would stay away after a power
    /// cut. While a backup is made it is [`StoreError::Busy`].
    pub async fn delete(&self, id: BlobId) -> Result<bool, StoreError> {
        self.blocking(move |files| files.delete(id)).await
    }

    /// All blobs, in the order of their ids.
    pub async fn list(&self) -> Result<Vec<BlobEntry>, StoreError> {
        self.blocking(|files| files.list()).await
    }

    /// Removes what interrupted writes left behind and says how many files that were. Only for a
    /// start at which no other process writes to the directory.
    pub async fn clear_unfinished(&self) -> Result<usize, StoreError> {
        self.blocking(|files| files.clear_unfinished()).await
    }

    async fn blocking<R: Send + 'static>(
        &self,
        work: impl FnOnce(&Files) -> Result<R, StoreError> + Send + 'static,
    ) -> Result<R, StoreError> {
        let files = Arc::clone(&self.files);
        tokio::task::spawn_blocking(move || work(&files)).await.map_err(|_| StoreError::Closed)?
    }
}
