//! Where a check works.

use std::{io, process::Command};

use tempfile::TempDir;

/// Room below which a memory file system is left alone, in KiB.
const ROOM: u64 = 512 * 1024;

/// A new folder, in memory where there is room: the shim models the disk, and the syncs of a real
/// one would only slow the check down.
pub fn scratch() -> io::Result<TempDir> {
    let asked = Command::new("df").args(["--output=avail", "-k", "/dev/shm"]).output();
    let text = asked.map(|asked| String::from_utf8_lossy(&asked.stdout).into_owned());
    let free = text.ok().and_then(|text| text.lines().last()?.trim().parse::<u64>().ok());
    match free {
        Some(free) if free > ROOM => tempfile::tempdir_in("/dev/shm"),
        _ => tempfile::tempdir(),
    }
}
