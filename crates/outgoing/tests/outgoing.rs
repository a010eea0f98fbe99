//! The one way out, against real listeners.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use onewindow_outgoing::{Allow, Limits, Outgoing, OutgoingError, Request, Response};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

const LIMITS: Limits = Limits { time: Duration::from_secs(2), body: 1000 };

async fn answer(mut stream: impl AsyncRead + AsyncWrite + Unpin, answer: &str) {
    let mut asked = vec![0; 2000];
    let _ = stream.read(&mut asked).await;
    let _ = stream.write_all(answer.as_bytes()).await;
    let _ = stream.shutdown().await;
}

/// A server that gives everyone this answer; its port.
async fn server(text: impl Into<String>) -> u16 {
    let text = text.into();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            answer(stream, &text).await;
        }
    });
    port
}

fn client(allowed: Vec<Allow>, roots: Option<&Path>) -> Outgoing {
    Outgoing::new(allowed, roots, LIMITS).unwrap()
}

fn local(port: u16) -> Allow {
    Allow::host(&format!("localhost:{port}")).unwrap().private(true).plain(true)
}

async fn get(client: &Outgoing, to: String) -> Result<Response<Vec<u8>>, OutgoingError> {
    client.send(Request::get(to).body(Vec::new()).unwrap()).await
}

#[tokio::test]
async fn a_host_on_the_list_is_asked_and_no_other() {
    let port = server("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").await;
    let client = client(vec![local(port)], None);
    let came = get(&client, format!("http://localhost:{port}/a")).await.unwrap();
    assert_eq!((came.status().as_u16(), came.body().as_slice()), (200, &b"ok"[..]));
    for other in [format!("http://127.0.0.1:{port}/"), format!("https://localhost:{port}1/")] {
        let refused = get(&client, other.clone()).await;
        assert!(matches!(refused, Err(OutgoingError::NotAllowed(_))), "{other}: {refused:?}");
    }
    let user = get(&client, format!("http://a:b@localhost:{port}/")).await;
    assert!(matches!(user, Err(OutgoingError::Address)), "{user:?}");
}

#[tokio::test]
async fn a_name_that_leads_to_a_private_address_is_not_asked_unless_the_list_says_so() {
    let port = server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
    let client = client(vec![local(port).private(false)], None);
    let refused = get(&client, format!("http://localhost:{port}/")).await;
    assert!(matches!(refused, Err(OutgoingError::Private(_))), "{refused:?}");
}

#[tokio::test]
async fn no_redirect_is_followed() {
    let aim = server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
    let leads = format!(
        "HTTP/1.1 302 Found\r\nLocation: http://localhost:{aim}/\r\nContent-Length: 0\r\n\r\n"
    );
    let port = server(leads).await;
    let client = client(vec![local(port), local(aim)], None);
    let refused = get(&client, format!("http://localhost:{port}/")).await;
    assert!(matches!(refused, Err(OutgoingError::Redirect(_))), "{refused:?}");
}

#[tokio::test]
async fn an_answer_has_an_end_in_size_and_time() {
    let long = format!("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n{}", "x".repeat(1001));
    let endless = format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(5000));
    for text in [long, endless] {
        let port = server(text).await;
        let client = client(vec![local(port)], None);
        let refused = get(&client, format!("http://localhost:{port}/")).await;
        assert!(matches!(refused, Err(OutgoingError::Long(_))), "{refused:?}");
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let silent = get(&client(vec![local(port)], None), format!("http://localhost:{port}/")).await;
    assert!(matches!(silent, Err(OutgoingError::Slow(_))), "{silent:?}");
    drop(listener);
    let gone = get(&client(vec![local(port)], None), format!("http://localhost:{port}/")).await;
    assert!(matches!(gone, Err(OutgoingError::Unreachable { .. })), "{gone:?}");
}

/// A server with a certificate of its own making for `name`; its port and the certificate.
async fn tls_server(name: &str) -> (u16, String) {
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            if let Ok(stream) = acceptor.accept(stream).await {
                answer(stream, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsafe").await;
            }
        }
    });
    (port, made.cert.pem())
}

#[tokio::test]
async fn by_tls_only_whom_the_roots_vouch_for() {
    let (port, pem) = tls_server("localhost").await;
    let to = format!("https://localhost:{port}/");
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), pem).unwrap();
    let allowed = || vec![local(port).plain(false)];
    let unknown = get(&client(allowed(), None), to.clone()).await;
    assert!(matches!(unknown, Err(OutgoingError::Unreachable { .. })), "{unknown:?}");
    let known = get(&client(allowed(), Some(file.path())), to).await.unwrap();
    assert_eq!(known.body(), b"safe");

    let (port, pem) = tls_server("other.example").await;
    std::fs::write(file.path(), pem).unwrap();
    let client = client(vec![local(port).plain(false)], Some(file.path()));
    let misnamed = get(&client, format!("https://localhost:{port}/")).await;
    assert!(matches!(misnamed, Err(OutgoingError::Unreachable { .. })), "{misnamed:?}");
}

#[test]
fn a_file_without_certificates_is_refused() {
    let file = tempfile::NamedTempFile::new().unwrap();
    assert!(Outgoing::new(Vec::new(), Some(file.path()), LIMITS).is_err());
    assert!(Outgoing::new(Vec::new(), Some(Path::new("/nowhere")), LIMITS).is_err());
}
