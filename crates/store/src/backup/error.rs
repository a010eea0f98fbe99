//! Why a backup was not made, or cannot be used.

use std::{io, path::Path, path::PathBuf};

use crate::StoreError;

/// Why a backup was not made, or cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// No room where it is written.
    #[error("no room is left on the disk of `{}`; make room there, or name a folder on another disk", .0.display())]
    Full(PathBuf),
    /// The system does not let us.
    #[error("cannot use `{}`: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Something is there that would be written over.
    #[error("`{}` exists and is not empty; name a folder that does not exist yet", .0.display())]
    Occupied(PathBuf),
    /// An earlier run was cut off.
    #[error("`{}` is what an interrupted run left behind, or one that is still under way; if none is, remove it", .0.display())]
    Begun(PathBuf),
    /// There is none.
    #[error("`{}` is no whole backup: it has no manifest.json", .0.display())]
    NoBackup(PathBuf),
    /// Made by a program that this one does not follow.
    #[error("this program does not read it: {0}")]
    Foreign(String),
    /// Not as it was written.
    #[error("the backup is damaged: {0}")]
    Damaged(String),
    /// A database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl BackupError {
    /// A failure at a file.
    pub fn at(path: &Path, source: io::Error) -> BackupError {
        match StoreError::from(io::Error::from(source.kind())) {
            StoreError::Full => BackupError::Full(path.to_owned()),
            _ => BackupError::Io { path: path.to_owned(), source },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_said_as_such() {
        let full = BackupError::at(Path::new("b"), io::Error::from_raw_os_error(28));
        assert!(full.to_string().contains("no room is left"), "{full}");
        let other = BackupError::at(Path::new("b"), io::Error::from_raw_os_error(13));
        assert!(other.to_string().contains("cannot use `b`"), "{other}");
    }
}
