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
        let broken = |error: &dyn std::fmt::Display| {
            AppError::Internal(format!("signing key `{}`: {error}", path.display()))
        };
        let der = match std::fs::read(path) {
            Ok(der) => der,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && may_create => {
                let der = IssuerKey::generate().map_err(|e| broken(&e))?;
                write_private(path, &der).map_err(|e| broken(&e))?;
                der
            }
            Err(error) => return Err(broken(&error)),
        };
        let key = IssuerKey::from_pkcs8(&der).map_err(|e| broken(&e))?;
        Ok(Issuer { key, iss, name })
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
