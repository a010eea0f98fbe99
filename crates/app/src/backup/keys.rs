//! The keys of a node, copied apart from what they open.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use jiff::Timestamp;
use onewindow_gate::seal::hex;
use onewindow_store::backup::{BackupError, Unfinished};
use ring::digest;
use serde::{Deserialize, Serialize};

use super::Refusal;

/// What a folder of keys says of itself.
const LIST: &str = "keys.json";

/// What a node cannot do without.
const KEYS: [&str; 2] = ["master.key", "issuer.der"];

/// What became of the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// They were copied.
    Copied,
    /// The folder held the same already.
    Already,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct List {
    form: u32,
    made_at: Timestamp,
    files: Vec<KeyFile>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct KeyFile {
    name: String,
    sha256: String,
}

/// Copies the keys in `from` to the folder `to`, which is missing, empty, or holds the same.
pub(super) fn keep(from: &Path, to: &Path, now: Timestamp) -> Result<Kept, Refusal> {
    let files = found(from)?;
    if let Some(known) = listed(to)? {
        return match known.files == described(&files) {
            true => Ok(Kept::Already),
            false => Err(Refusal::OtherKey(format!(
                "`{}` holds other keys than the node has now; name a new folder for these, and keep \
                 both as long as you keep backups of both",
                to.display()
            ))),
        };
    }
    let folder = Unfinished::begin(to)?;
    for (name, octets) in &files {
        private(&folder.path().join(name), octets)?;
    }
    let list = List { form: 1, made_at: now, files: described(&files) };
    let text = serde_json::to_string_pretty(&list).unwrap_or_default();
    private(&folder.path().join(LIST), (text + "\n").as_bytes())?;
    folder.finish()?;
    Ok(Kept::Copied)
}

/// Copies backed-up keys into a node's folder, where they are as they were.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), Refusal> {
    for key in KEYS {
        if matches!(from.join(key).try_exists(), Ok(false)) {
            return Err(Refusal::NoKeys { folder: from.to_owned(), lacks: key });
        }
    }
    let files = found(from)?;
    if let Some(list) = listed(from)?
        && list.files != described(&files)
    {
        let what = format!("the keys in `{}` are not those that were put there", from.display());
        return Err(BackupError::Damaged(what).into());
    }
    fs::create_dir_all(to).map_err(|why| BackupError::at(to, why))?;
    files.iter().try_for_each(|(name, octets)| private(&to.join(name), octets))
}

/// The key files of a folder, in the order of their names.
fn found(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
    let failed = |why| BackupError::at(folder, why);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        // What was being written when the machine went down is no key.
        if !path.is_file() || name == LIST || name.ends_with(".new") {
            continue;
        }
        files.push((name, fs::read(&path).map_err(|why| BackupError::at(&path, why))?));
    }
    files.sort();
    Ok(files)
}

fn described(files: &[(String, Vec<u8>)]) -> Vec<KeyFile> {
    let describe = |(name, octets): &(String, Vec<u8>)| KeyFile {
        name: name.clone(),
        sha256: hex(digest::digest(&digest::SHA256, octets).as_ref()),
    };
    files.iter().map(describe).collect()
}

fn listed(folder: &Path) -> Result<Option<List>, Refusal> {
    let path = folder.join(LIST);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(why) if why.kind() == ErrorKind::NotFound => return Ok(None),
        Err(why) => return Err(BackupError::at(&path, why).into()),
    };
    let list = serde_json::from_str(&text);
    let damaged = |why| BackupError::Damaged(format!("{}: {why}", path.display()));
    Ok(Some(list.map_err(damaged)?))
}

/// Writes a file that only its owner can read.
fn private(path: &Path, octets: &[u8]) -> Result<(), Refusal> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let written = options.open(path).and_then(|mut file: File| {
        file.write_all(octets)?;
        file.sync_all()
    });
    written.map_err(|why| BackupError::at(path, why).into())
}
