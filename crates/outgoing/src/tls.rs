//! TLS: whom we believe.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

/// Why a file of certificates was not taken.
#[derive(Debug, thiserror::Error)]
#[error("cannot use the certificates in `{}`: {why}", path.display())]
pub struct RootsError {
    /// The file.
    path: PathBuf,
    /// Why.
    why: String,
}

/// The public authorities, and those of a file beside them: many an office's network has its own.
pub(crate) fn config(extra: Option<&Path>) -> Result<Arc<ClientConfig>, RootsError> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    if let Some(path) = extra {
        let refused = |why: String| RootsError { path: path.to_owned(), why };
        let found = CertificateDer::pem_file_iter(path).map_err(|why| refused(why.to_string()))?;
        let mut taken = 0;
        for certificate in found {
            let certificate = certificate.map_err(|why| refused(why.to_string()))?;
            roots.add(certificate).map_err(|why| refused(why.to_string()))?;
            taken += 1;
        }
        if taken == 0 {
            return Err(refused("there is none in it".to_owned()));
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let versions =
        versions.map_err(|why| RootsError { path: PathBuf::new(), why: why.to_string() })?;
    let mut config = versions.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
