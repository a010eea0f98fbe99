//! Room that is kept for a start on a full disk. Embedded storage needs files beside its own even to be
//! read, and each look at personal data is a write: without any room such a start would fail.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use crate::readiness::disk_free;

/// The file that keeps the room.
const NAME: &str = "room.reserve";

/// What a start needs, and some hundred writes after it.
const BYTES: u64 = 4 << 20;

/// Before storage is opened: where no room is left, what was kept is given free.
pub(super) fn release(data: &Path) {
    let full = disk_free(data).is_some_and(|free| free < BYTES);
    if !full {
        return;
    }
    match fs::remove_file(data.join(NAME)) {
        Ok(()) => tracing::error!(
            data = %data.display(),
            "the disk is full: this start uses the room that was kept for it; make room now"
        ),
        Err(why) if why.kind() == ErrorKind::NotFound => {}
        Err(why) => tracing::warn!(%why, "the room that was kept could not be given free"),
    }
}

/// Keeps room for the next start, where there is plenty.
pub(crate) fn hold(data: &Path) {
    let plenty = disk_free(data).is_some_and(|free| free > 8 * BYTES);
    let path = data.join(NAME);
    if !plenty || path.exists() {
        return;
    }
    if let Err(why) = fill(&path) {
        // Half of it is no use, and would look like the whole.
        let _ = fs::remove_file(&path);
        tracing::warn!(%why, "no room could be kept for a start on a full disk");
    }
}

fn fill(path: &Path) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    #[cfg(target_os = "linux")]
    if rustix::fs::fallocate(&file, rustix::fs::FallocateFlags::empty(), 0, BYTES).is_ok() {
        return Ok(());
    }
    // Where the file system takes nothing on account.
    let piece = [0_u8; 1 << 16];
    for _ in 0..BYTES >> 16 {
        file.write_all(&piece)?;
    }
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_kept_as_a_file_that_takes_it() {
        let folder = tempfile::tempdir().unwrap();
        hold(folder.path());
        let kept = fs::metadata(folder.path().join(NAME)).unwrap();
        assert_eq!(kept.len(), BYTES);
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            assert!(kept.blocks() * 512 >= BYTES, "{} blocks", kept.blocks());
        }
        release(folder.path());
        assert!(folder.path().join(NAME).exists(), "there is room enough here");
    }
}
