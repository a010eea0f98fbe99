//! The durable image. Inodes stand for files, because names change under them.
//!
//! - `root`: inode of the watched tree's top
//! - `file/INODE`: content of a file at its last sync
//! - `dir/INODE`: names of a directory at its last sync, one a line: `f` or `d`, inode,
//!   rights in octal, and the name's octets in hexadecimal
//! - `pin/INODE`: a hard link to the live file. It keeps the inode from being used again for
//!   another file, and shows what the program wrote but did not sync.

use std::{
    ffi::CString,
    fmt::Write,
    fs, io,
    os::{fd::RawFd, unix::ffi::OsStrExt, unix::fs::MetadataExt},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use crate::settings::{Settings, give_up};

/// Held while the image changes, so that an older content never replaces a newer one.
static CHANGING: Mutex<()> = Mutex::new(());

/// Takes the whole tree as durable, unless the image was begun by an earlier process.
pub(crate) fn begin(settings: &Settings) {
    if settings.image.join("root").exists() {
        return;
    }
    let begun = ["file", "dir", "pin"]
        .iter()
        .try_for_each(|part| fs::create_dir(settings.image.join(part)))
        .and_then(|()| take_tree(settings, &settings.root))
        .and_then(|()| fs::metadata(&settings.root))
        .and_then(|top| fs::write(settings.image.join("fresh-root"), top.ino().to_string()))
        // Last, and in one step: whoever sees `root` sees a complete image.
        .and_then(|()| fs::rename(settings.image.join("fresh-root"), settings.image.join("root")));
    if let Err(error) = begun {
        give_up(&format!("the image cannot be begun in {}: {error}", settings.image.display()));
    }
}

fn take_tree(settings: &Settings, directory: &Path) -> io::Result<()> {
    take_names(settings, directory)?;
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let about = entry.metadata()?;
        if about.is_dir() {
            take_tree(settings, &entry.path())?;
        } else if about.is_file() {
            take_content(settings, &entry.path(), about.ino())?;
        }
    }
    Ok(())
}

/// Notes that the file or directory behind `fd` was synced.
pub(crate) fn synced(settings: &Settings, fd: RawFd, path: &Path) {
    let _changing = CHANGING.lock().unwrap_or_else(PoisonError::into_inner);
    if settings.dies_now() {
        crate::settings::die();
    }
    // By way of the descriptor: the name may be gone or belong to another file by now.
    let open = PathBuf::from(format!("/proc/self/fd/{fd}"));
    let noted = fs::metadata(&open).and_then(|about| {
        match (settings.ignores(path, about.is_dir()), about.is_dir()) {
            (true, _) => Ok(()),
            (false, true) => take_names(settings, &open),
            (false, false) => match pin(settings, &open, about.ino()) {
                // Without a name it cannot be found again after a cut.
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                Err(error) => Err(error),
                Ok(()) => take_content(settings, &open, about.ino()),
            },
        }
    });
    if let Err(error) = noted {
        give_up(&format!("the sync of {} cannot be noted: {error}", path.display()));
    }
}

fn take_content(settings: &Settings, path: &Path, inode: u64) -> io::Result<()> {
    let fresh = settings.image.join("fresh-content");
    fs::copy(path, &fresh)?;
    fs::rename(fresh, settings.image.join("file").join(inode.to_string()))
}

fn take_names(settings: &Settings, directory: &Path) -> io::Result<()> {
    let mut lines = String::new();
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        // A name that goes away at this moment may as well have gone before.
        let Ok(about) = entry.metadata() else { continue };
        let kind = if about.is_dir() { 'd' } else { 'f' };
        if about.is_file() && pin(settings, &entry.path(), about.ino()).is_err() {
            continue;
        }
        // Writing to a String cannot fail.
        let _ = write!(lines, "{kind} {} {:o} ", about.ino(), about.mode() & 0o7777);
        for octet in entry.file_name().as_bytes() {
            let _ = write!(lines, "{octet:02x}");
        }
        lines.push('\n');
    }
    let fresh = settings.image.join("fresh-names");
    fs::write(&fresh, lines)?;
    let inode = fs::metadata(directory)?.ino();
    fs::rename(fresh, settings.image.join("dir").join(inode.to_string()))
}

/// Links the file behind `path`, following the descriptor links of /proc, which stay true when the
/// file is renamed meanwhile.
fn pin(settings: &Settings, path: &Path, inode: u64) -> io::Result<()> {
    let name = |path: &Path| CString::new(path.as_os_str().as_bytes()).map_err(io::Error::other);
    let (from, to) = (name(path)?, name(&settings.image.join("pin").join(inode.to_string()))?);
    let (here, follow) = (libc::AT_FDCWD, libc::AT_SYMLINK_FOLLOW);
    // SAFETY: both are C strings that live until the call is over.
    match unsafe { libc::linkat(here, from.as_ptr(), here, to.as_ptr(), follow) } {
        0 => Ok(()),
        _ => match io::Error::last_os_error() {
            error if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            error => Err(error),
        },
    }
}
