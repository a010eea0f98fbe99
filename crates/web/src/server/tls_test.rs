//! TLS against a real listener, by a client that believes one certificate only.

use std::net::{Ipv4Addr, SocketAddr};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::routing::get;
use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::{Limits, Tls, TlsError, serve};

const NAME: &str = "zwfw.example.gov";

struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    fn new() -> Folder {
        Folder { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a new certificate with its key, `age` seconds ago.
    fn issue(&self, age: u64) -> CertificateDer<'static> {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed([NAME.to_owned()]).unwrap();
        self.write("cert.pem", &cert.pem(), age);
        self.write("key.pem", &signing_key.serialize_pem(), age);
        cert.der().clone()
    }

    fn write(&self, name: &str, text: &str, age: u64) {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o600)).unwrap();
        let when = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000 - age);
        std::fs::File::options().append(true).open(&path).unwrap().set_modified(when).unwrap();
    }

    fn load(&self) -> Result<Tls, TlsError> {
        Tls::load(&self.path("cert.pem"), &self.path("key.pem"))
    }
}

async fn server(tls: Tls) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let head = Duration::from_millis(500);
    let limits = Limits { tls: Some(tls), head, ..Limits::default() };
    let router = Router::new().route("/healthz", get(async || "ok"));
    tokio::spawn(serve(listener, router, limits, std::future::pending()));
    address
}

/// Whether the server is well, to a client that believes `trusted` alone.
async fn well(server: SocketAddr, trusted: &CertificateDer<'static>) -> Result<bool, String> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(server).await.unwrap();
    let name = NAME.try_into().unwrap();
    let connected = TlsConnector::from(Arc::new(config)).connect(name, stream).await;
    let mut stream = connected.map_err(|why| why.to_string())?;
    let ask = format!("GET /healthz HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n");
    stream.write_all(ask.as_bytes()).await.unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer).await;
    Ok(answer.starts_with("HTTP/1.1 200") && answer.ends_with("ok"))
}

#[tokio::test]
async fn a_renewed_certificate_is_taken_over_and_a_broken_one_is_not() {
    let folder = Folder::new();
    let first = folder.issue(300);
    let tls = folder.load().unwrap();
    let server = server(tls.clone()).await;
    assert_eq!(well(server, &first).await, Ok(true));
    assert!(!tls.renew().unwrap(), "nothing has changed");

    let second = folder.issue(200);
    assert!(tls.renew().unwrap());
    assert!(well(server, &first).await.is_err());
    assert_eq!(well(server, &second).await, Ok(true));

    folder.write("key.pem", &KeyPair::generate().unwrap().serialize_pem(), 100);
    assert!(matches!(tls.renew(), Err(TlsError::Pair { .. })));
    assert!(!tls.renew().unwrap(), "complained of once");
    assert_eq!(well(server, &second).await, Ok(true), "the old pair stays in use");
}

#[tokio::test]
async fn who_does_not_speak_tls_gets_no_page_and_no_place() {
    let folder = Folder::new();
    let certificate = folder.issue(0);
    let server = server(folder.load().unwrap()).await;
    let mut plain = TcpStream::connect(server).await.unwrap();
    plain.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    let mut silent = TcpStream::connect(server).await.unwrap();
    for stream in [&mut plain, &mut silent] {
        let mut answer = Vec::new();
        let rest = stream.read_to_end(&mut answer);
        assert!(tokio::time::timeout(Duration::from_secs(3), rest).await.is_ok(), "closed in time");
        assert!(!answer.starts_with(b"HTTP"), "{answer:?}");
    }
    assert_eq!(well(server, &certificate).await, Ok(true));
}

#[test]
fn what_cannot_be_used_is_named() {
    let folder = Folder::new();
    let said = |folder: &Folder| folder.load().err().unwrap().to_string();
    assert!(said(&folder).contains("cert.pem` cannot be read"));
    folder.issue(0);
    open_to_all(&folder.path("key.pem"));
    assert!(said(&folder).contains("chmod o= "), "{}", said(&folder));
    folder.issue(0);
    folder.write("cert.pem", "nothing", 0);
    assert!(said(&folder).contains("no certificate in PEM"), "{}", said(&folder));
    folder.issue(0);
    folder.write("key.pem", "nothing", 0);
    assert!(said(&folder).contains("no private key in PEM"), "{}", said(&folder));
}

fn open_to_all(path: &Path) {
    std::fs::set_permissions(path, PermissionsExt::from_mode(0o644)).unwrap();
}
