//! The files of a blob store. Everything here blocks.
//!
//! Layout: `ab/cdef…` (the 64 digits of the id, split after two) and `unfinished/` for files on
//! their way. All 256 directories are made and synced at the start, so that storing a blob needs
//! the sync of its file and of one directory, and no directory appears while others use it.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use super::{BlobEntry, BlobId};
use crate::{StoreError, durable};

#[derive(Debug)]
pub(super) struct Files {
    root: PathBuf,
    /// Makes names of unfinished files unique inside this process.
    started: AtomicU64,
}

impl Files {
    pub(super) fn open(root: PathBuf) -> Result<Files, StoreError> {
        durable::create_directory(&root)?;
        let names = (0..=255_u8).map(|first| format!("{first:02x}"));
        for name in names.chain(["unfinished".to_owned()]) {
            match fs::create_dir(root.join(name)) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    return Err(error.into());
                }
                _ => {}
            }
        }
        let files = Files { root, started: AtomicU64::new(0) };
        // Made by the node, so that a backup by another user finds it.
        files.turnstile()?;
        durable::sync_directory(&files.root)?;
        Ok(files)
    }

    /// What is there already, of a node that may be running.
    pub(super) fn existing(root: PathBuf) -> Result<Files, StoreError> {
        match root.is_dir() {
            true => Ok(Files { root, started: AtomicU64::new(0) }),
            false => Err(StoreError::Missing),
        }
    }

    pub(super) fn put(&self, sealed: &[u8]) -> Result<BlobId, StoreError> {
        let id = BlobId::of(sealed);
        let (shard, path) = self.place(id);
        // A damaged file of this name is replaced.
        if !matches!(self.get(id), Ok(Some(_))) {
            let unfinished = self.unfinished();
            let written = write(&unfinished, sealed).and_then(|()| fs::rename(&unfinished, &path));
            if let Err(error) = written {
                // Best effort: the disk may be full, and the next start clears the rest.
                let _ = fs::remove_file(&unfinished);
                return Err(error.into());
            }
        }
        // Also if the file was there: whoever put it may not have come to this line yet.
        durable::sync_directory(&shard)?;
        Ok(id)
    }

    pub(super) fn get(&self, id: BlobId) -> Result<Option<Vec<u8>>, StoreError> {
        let mut file = match File::open(self.place(id).1) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            other => other?,
        };
        let mut octets = Vec::new();
        file.read_to_end(&mut octets)?;
        match BlobId::of(&octets) == id {
            true => Ok(Some(octets)),
            false => Err(StoreError::Corrupt(format!("blob {id} does not match its hash"))),
        }
    }

    pub(super) fn holds(&self, id: BlobId) -> bool {
        self.place(id).1.is_file()
    }

    pub(super) fn delete(&self, id: BlobId) -> Result<bool, StoreError> {
        let turnstile = self.turnstile()?;
        match turnstile.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StoreError::Busy),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let (shard, path) = self.place(id);
        match fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            other => other?,
        }
        durable::sync_directory(&shard)?;
        Ok(true)
    }

    pub(super) fn list(&self) -> Result<Vec<BlobEntry>, StoreError> {
        let mut entries = Vec::new();
        for first in 0..=255_u8 {
            let first = format!("{first:02x}");
            for found in fs::read_dir(self.root.join(&first))? {
                let found = found?;
                let rest = found.file_name();
                let id = rest.to_str().and_then(|rest| format!("{first}{rest}").parse().ok());
                // Files that are not ours are left alone.
                let Some(id) = id else { continue };
                let about = found.metadata()?;
                let stored = jiff::Timestamp::try_from(about.modified()?)
                    .map_err(|error| StoreError::Other(error.to_string()))?;
                entries.push(BlobEntry { id, bytes: about.len(), stored });
            }
        }
        entries.sort_by_key(|entry| entry.id);
        Ok(entries)
    }

    pub(super) fn clear_unfinished(&self) -> Result<usize, StoreError> {
        let mut cleared = 0_usize;
        for found in fs::read_dir(self.root.join("unfinished"))? {
            fs::remove_file(found?.path())?;
            cleared = cleared.saturating_add(1);
        }
        Ok(cleared)
    }

    fn place(&self, id: BlobId) -> (PathBuf, PathBuf) {
        place(&self.root, id)
    }

    /// Blocks while something is being thrown away; as long as the file stands nothing is.
    pub(super) fn keep(&self) -> Result<File, StoreError> {
        let file = self.turnstile()?;
        file.lock_shared()?;
        Ok(file)
    }

    /// The file whose lock says that nothing may be thrown away.
    fn turnstile(&self) -> Result<File, StoreError> {
        Ok(File::options().create(true).append(true).open(self.root.join("keep.lock"))?)
    }

    fn unfinished(&self) -> PathBuf {
        let number = self.started.fetch_add(1, Ordering::Relaxed);
        self.root.join("unfinished").join(format!("{}-{number}", std::process::id()))
    }
}

/// The folder and the path of a blob under a root.
pub(crate) fn place(root: &Path, id: BlobId) -> (PathBuf, PathBuf) {
    let digits = id.to_string();
    let (first, rest) = digits.split_at(2);
    let shard = root.join(first);
    let path = shard.join(rest);
    (shard, path)
}

fn write(path: &Path, octets: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(octets)?;
    // Before the rename: a name must never lead to content that a power cut may take away.
    file.sync_all()
}
