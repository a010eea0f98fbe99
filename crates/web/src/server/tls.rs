//! TLS that ends here, with a certificate that can be renewed while the server runs.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::{CryptoProvider, ring};
use tokio_rustls::rustls::pki_types::pem::{Error as PemError, PemObject};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;

use super::certificate;

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(30);

/// Certificate and key, and the two files that they come from.
#[derive(Clone)]
pub struct Tls {
    acceptor: TlsAcceptor,
    current: Arc<Current>,
    files: Arc<[PathBuf; 2]>,
}

/// Why a certificate cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read.
    #[error("`{}` cannot be read: {why}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: std::io::Error,
    },
    /// Other users could read the key.
    #[error("`{}` holds a private key and every user of this machine can read it; run: chmod o= {}", .0.display(), .0.display())]
    Open(PathBuf),
    /// Not PEM, or not of this kind.
    #[error("`{}` holds no {what} in PEM: {why}", path.display())]
    Pem {
        /// The file.
        path: PathBuf,
        /// What was looked for.
        what: &'static str,
        /// What is wrong.
        why: PemError,
    },
    /// They do not belong together.
    #[error("`{}` and `{}` cannot be used together: {why}", certificate.display(), key.display())]
    Pair {
        /// The certificate's file.
        certificate: PathBuf,
        /// The key's file.
        key: PathBuf,
        /// What is wrong.
        why: String,
    },
}

impl Tls {
    /// Reads both files.
    pub fn load(certificate: &Path, key: &Path) -> Result<Tls, TlsError> {
        let provider = Arc::new(ring::default_provider());
        let files = Arc::new([certificate.to_owned(), key.to_owned()]);
        let seen = seen(&files);
        let pair = Arc::new(pair(&files, &provider)?);
        let current = Arc::new(Current { pair: RwLock::new((pair, seen)) });
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|why| refused(&files, why))?
            .with_no_client_auth()
            .with_cert_resolver(Arc::clone(&current) as Arc<dyn ResolvesServerCert>);
        Ok(Tls { acceptor: TlsAcceptor::from(Arc::new(config)), current, files })
    }

    /// Whether the certificate names a host, written as in an address.
    pub fn names(&self, host: &str) -> Result<(), String> {
        match self.current.read().0.end_entity_cert() {
            Ok(certificate) => certificate::names(certificate, host),
            Err(why) => Err(why.to_string()),
        }
    }

    /// When the certificate ends.
    pub fn ends_at(&self) -> Option<Timestamp> {
        certificate::ends_at(self.current.read().0.end_entity_cert().ok()?)
    }

    pub(super) fn acceptor(&self) -> &TlsAcceptor {
        &self.acceptor
    }

    /// Takes over files that have changed; true when they had. When they cannot be used, what was in
    /// use before stays so.
    pub fn renew(&self) -> Result<bool, TlsError> {
        let found = seen(&self.files);
        if self.current.read().1 == found {
            return Ok(false);
        }
        let pair = pair(&self.files, &ring::default_provider());
        let mut current = self.current.pair.write().unwrap_or_else(PoisonError::into_inner);
        // Looked at once, whatever came of it: a broken file is complained of once.
        current.1 = found;
        current.0 = Arc::new(pair?);
        Ok(true)
    }

    /// Looks after the files until it is dropped.
    pub async fn keep_renewed(self) {
        loop {
            tokio::time::sleep(LOOK).await;
            match self.renew() {
                Ok(false) => {}
                Ok(true) => tracing::info!("the renewed TLS certificate is in use"),
                Err(error) => tracing::error!(%error, "the old TLS certificate stays in use"),
            }
        }
    }
}

/// When both files were changed last.
type Seen = [Option<SystemTime>; 2];

struct Current {
    pair: RwLock<(Arc<CertifiedKey>, Seen)>,
}

impl Current {
    fn read(&self) -> (Arc<CertifiedKey>, Seen) {
        self.pair.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl fmt::Debug for Current {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Current")
    }
}

impl ResolvesServerCert for Current {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.read().0)
    }
}

fn seen(files: &[PathBuf; 2]) -> Seen {
    files.each_ref().map(|path| std::fs::metadata(path).and_then(|meta| meta.modified()).ok())
}

fn pair(files: &[PathBuf; 2], provider: &CryptoProvider) -> Result<CertifiedKey, TlsError> {
    let [certificate, key] = files;
    let read = |path: &PathBuf| {
        std::fs::read(path).map_err(|why| TlsError::Unreadable { path: path.clone(), why })
    };
    let pem = |path: &PathBuf, what| {
        let path = path.clone();
        move |why| TlsError::Pem { path, what, why }
    };
    let chain = CertificateDer::pem_slice_iter(&read(certificate)?)
        .collect::<Result<Vec<_>, _>>()
        .and_then(|chain| if chain.is_empty() { Err(PemError::NoItemsFound) } else { Ok(chain) })
        .map_err(pem(certificate, "certificate"))?;
    closed(key)?;
    let private = PrivateKeyDer::from_pem_slice(&read(key)?).map_err(pem(key, "private key"))?;
    CertifiedKey::from_der(chain, private, provider).map_err(|why| refused(files, why))
}

fn refused(files: &[PathBuf; 2], why: impl fmt::Display) -> TlsError {
    let [certificate, key] = files.clone();
    TlsError::Pair { certificate, key, why: why.to_string() }
}

#[cfg(unix)]
fn closed(key: &Path) -> Result<(), TlsError> {
    use std::os::unix::fs::PermissionsExt;
    match std::fs::metadata(key) {
        Ok(meta) if meta.permissions().mode() & 0o007 != 0 => Err(TlsError::Open(key.to_owned())),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn closed(_key: &Path) -> Result<(), TlsError> {
    Ok(())
}
