//! The master key's file: 32 random bytes in hexadecimal, readable by its owner only.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;

use onewindow_model::clock::{Random, random_bytes};

use super::hex;

/// The key from which everything else is unwrapped. No `Debug`, no `Clone`.
pub struct MasterKey(pub(crate) [u8; 32]);

/// What is wrong with a key file.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// It cannot be read or written.
    #[error("cannot use key file `{path}`: {source}")]
    Io {
        /// The file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// Others can read it.
    #[error("key file `{0}` can be read by others; run: chmod 600 `{0}`")]
    Open(String),
    /// Not 64 hexadecimal digits.
    #[error("key file `{0}` does not hold 64 hexadecimal digits; restore it from your key backup")]
    Content(String),
}

impl MasterKey {
    /// Reads the key, or makes a new one where `fresh` allows it (first start only: a new key over
    /// old data would make all of it unreadable).
    pub fn load(path: &Path, fresh: Option<&dyn Random>) -> Result<MasterKey, KeyFileError> {
        let shown = path.display().to_string();
        let io = |source| KeyFileError::Io { path: shown.clone(), source };
        match File::open(path) {
            Ok(file) => read(file, &shown).map(MasterKey),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => match fresh {
                Some(random) => create(path, random).map_err(io),
                None => Err(io(error)),
            },
            Err(error) => Err(io(error)),
        }
    }

    /// A key from bytes, for tests.
    pub fn from_bytes(bytes: [u8; 32]) -> MasterKey {
        MasterKey(bytes)
    }
}

fn read(mut file: File, shown: &str) -> Result<[u8; 32], KeyFileError> {
    let io = |source| KeyFileError::Io { path: shown.to_owned(), source };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.metadata().map_err(io)?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(KeyFileError::Open(shown.to_owned()));
        }
    }
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(io)?;
    let digits = text.trim();
    let wrong = || KeyFileError::Content(shown.to_owned());
    if digits.len() != 64 || !digits.is_ascii() {
        return Err(wrong());
    }
    let mut key = [0u8; 32];
    for (place, byte) in key.iter_mut().enumerate() {
        let pair = digits.get(2 * place..2 * place + 2).ok_or_else(wrong)?;
        *byte = u8::from_str_radix(pair, 16).map_err(|_| wrong())?;
    }
    Ok(key)
}

/// Written to a temporary name, synced, renamed, and the folder synced: there is never half a key.
fn create(path: &Path, random: &dyn Random) -> std::io::Result<MasterKey> {
    let key = random_bytes::<32>(random);
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let temporary = path.with_extension("new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(&temporary)?;
    writeln!(file, "{}", hex(&key))?;
    file.sync_all()?;
    std::fs::rename(&temporary, path)?;
    File::open(folder)?.sync_all()?;
    // The folder itself may be new: its name must last as well.
    if let Some(above) = folder.parent().filter(|above| !above.as_os_str().is_empty()) {
        File::open(above)?.sync_all()?;
    }
    Ok(MasterKey(key))
}
