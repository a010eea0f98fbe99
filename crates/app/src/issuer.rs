//! The node's signing key for certificates and status lists.

use std::collections::BTreeMap;
use std::path::Path;

use onewindow_credential::{IssuerKey, TrustedIssuer, issuer_metadata, trust_file};
use onewindow_model::text::Text;
use serde_json::Value;

use crate::error::{AppError, Result};

/// Signs in the node's name.
pub struct Issuer {
    pub(crate) key: IssuerKey,
    /// The issuer's address, which stands in certificates.
    pub iss: String,
    name: Text,
}

impl Issuer {
    /// Reads the key file (PKCS#8, DER), or makes one on the first start.
    pub fn load(path: &Path, iss: String, name: Text, may_create: bool) -> Result<Issuer> {
        if may_create && !path.exists() {
            let der = IssuerKey::generate().map_err(|e| broken(path, &e))?;
            write_private(path, &der).map_err(|e| broken(path, &e))?;
        }
        Ok(Issuer { key: key(path)?, iss, name })
    }

    /// The id of the public half of a key file: what is known of the key without it.
    pub fn public_key(path: &Path) -> Result<String> {
        Ok(key(path)?.public().kid().to_owned())
    }

    /// The trust file that verifiers keep (`/trust.json`).
    pub fn trust(&self) -> Value {
        let name: BTreeMap<_, _> =
            self.name.iter().map(|(tag, text)| (tag.to_owned(), text.to_owned())).collect();
        let issuer =
            TrustedIssuer { iss: &self.iss, name, keys: vec![self.key.public()], vct: Vec::new() };
        trust_file(&[issuer])
    }

    /// The metadata at `/.well-known/jwt-vc-issuer`.
    pub fn metadata(&self) -> Value {
        issuer_metadata(&self.iss, &[self.key.public()])
    }
}

/// Reads a key file. One that others can read is refused: whoever has it signs in the node's name.
fn key(path: &Path) -> Result<IssuerKey> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path).map_err(|e| broken(path, &e))?.permissions().mode();
        if mode & 0o077 != 0 {
            let shown = path.display();
            return Err(broken(path, &format!("it can be read by others; run: chmod 600 {shown}")));
        }
    }
    let der = std::fs::read(path).map_err(|e| broken(path, &e))?;
    IssuerKey::from_pkcs8(&der).map_err(|e| broken(path, &e))
}

fn broken(path: &Path, why: &dyn std::fmt::Display) -> AppError {
    AppError::Internal(format!("signing key `{}`: {why}", path.display()))
}

/// Written to a temporary name with owner-only rights, synced, renamed, and the folder synced.
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    let temporary = path.with_extension("new");
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(&temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&temporary, path)?;
    std::fs::File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()
}
