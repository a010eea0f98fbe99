//! Files and directories that survive a power cut.
//!
//! Writing a file makes nothing durable, syncing it makes its content durable, and only syncing
//! its directory makes its name durable. A new directory needs the same of its own parent.

use std::{
    fs::{self, File},
    io,
    path::Path,
};

/// Makes the names in `directory` durable.
pub(crate) fn sync_directory(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

/// Creates `directory` with the parents that are missing; all their names are durable afterwards.
pub(crate) fn create_directory(directory: &Path) -> io::Result<()> {
    // A directory that exists may have been made by a run that died before its sync.
    match fs::create_dir(directory) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && directory.is_dir() => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            create_directory(parent(directory).ok_or(error)?)?;
            fs::create_dir(directory)?;
        }
        Err(error) => return Err(error),
    }
    parent(directory).map_or(Ok(()), sync_directory)
}

/// The parent of `path`; the working directory for a bare name.
pub(crate) fn parent(path: &Path) -> Option<&Path> {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Some(Path::new(".")),
        other => other,
    }
}
