//! One request, one connection, one answer.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use http::header::HOST;
use http::uri::{PathAndQuery, Uri};
use http::{HeaderValue, Request, Response};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use crate::address::is_public;
use crate::allow::Allow;
use crate::error::OutgoingError;
use crate::tls::{self, RootsError};

/// How much of somebody else's time and words we take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For everything: resolving, connecting, sending, reading.
    pub time: Duration,
    /// Bytes of an answer.
    pub body: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { time: Duration::from_secs(8), body: 256 * 1024 }
    }
}

/// The client that all requests to others go through.
#[derive(Clone)]
pub struct Outgoing {
    allowed: Arc<[Allow]>,
    tls: Arc<ClientConfig>,
    limits: Limits,
}

impl Outgoing {
    /// A client for these hosts, which believes the public authorities and those of the file `roots`.
    pub fn new(
        allowed: Vec<Allow>,
        roots: Option<&Path>,
        limits: Limits,
    ) -> Result<Outgoing, RootsError> {
        Ok(Outgoing { allowed: allowed.into(), tls: tls::config(roots)?, limits })
    }

    /// Whether an address may be asked, short of where its name leads.
    pub fn allows(&self, to: &str) -> bool {
        to.parse().is_ok_and(|to| self.entry(&to).is_some())
    }

    fn entry(&self, to: &Uri) -> Option<&Allow> {
        self.allowed.iter().find(|allow| allow.covers(to))
    }

    /// Makes a request. Its address must be whole: scheme, host, path.
    pub async fn send(
        &self,
        request: Request<Vec<u8>>,
    ) -> Result<Response<Vec<u8>>, OutgoingError> {
        let host = request.uri().host().ok_or(OutgoingError::Address)?.to_owned();
        let sent = timeout(self.limits.time, self.try_send(&host, request));
        sent.await.unwrap_or(Err(OutgoingError::Slow(host)))
    }

    async fn try_send(
        &self,
        host: &str,
        request: Request<Vec<u8>>,
    ) -> Result<Response<Vec<u8>>, OutgoingError> {
        let to = request.uri().clone();
        let refused = || OutgoingError::NotAllowed(host.to_owned());
        let allow = self.entry(&to).ok_or_else(refused)?;
        let stream = self.connect(host, &to, allow).await?;
        let request = in_origin_form(request)?;
        if to.scheme_str() != Some("https") {
            return self.exchange(host, stream, request).await;
        }
        let name = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let name = ServerName::try_from(name).map_err(|_| OutgoingError::Address)?;
        let unreachable = |source| OutgoingError::Unreachable { host: host.to_owned(), source };
        let tls = TlsConnector::from(Arc::clone(&self.tls));
        let stream = tls.connect(name, stream).await.map_err(unreachable)?;
        self.exchange(host, stream, request).await
    }

    /// Connects to an address that was looked at: a name is resolved once, so that it cannot lead
    /// elsewhere between the look and the connection.
    async fn connect(
        &self,
        host: &str,
        to: &Uri,
        allow: &Allow,
    ) -> Result<TcpStream, OutgoingError> {
        let usual = if to.scheme_str() == Some("https") { 443 } else { 80 };
        let port = to.port_u16().unwrap_or(usual);
        let name = host.trim_start_matches('[').trim_end_matches(']');
        let unreachable = |source| OutgoingError::Unreachable { host: host.to_owned(), source };
        let found = tokio::net::lookup_host((name, port)).await.map_err(unreachable)?;
        let usable = |address: &SocketAddr| allow.is_private() || is_public(address.ip());
        let usable: Vec<SocketAddr> = found.filter(usable).collect();
        if usable.is_empty() {
            return Err(OutgoingError::Private(host.to_owned()));
        }
        TcpStream::connect(&*usable).await.map_err(unreachable)
    }

    async fn exchange<S>(
        &self,
        host: &str,
        stream: S,
        request: Request<Full<Bytes>>,
    ) -> Result<Response<Vec<u8>>, OutgoingError>
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let broken = |source| OutgoingError::Broken { host: host.to_owned(), source };
        let io = TokioIo::new(stream);
        let (mut sender, connection) =
            hyper::client::conn::http1::handshake(io).await.map_err(broken)?;
        // Its errors come to the sender as well. It ends with the request, also one given up.
        let driver = Driver(tokio::spawn(async move { drop(connection.await) }));
        let answer = sender.send_request(request).await.map_err(broken)?;
        if answer.status().is_redirection() {
            return Err(OutgoingError::Redirect(host.to_owned()));
        }
        let (head, body) = answer.into_parts();
        let body = Limited::new(body, self.limits.body).collect().await;
        drop(driver);
        match body {
            Ok(body) => Ok(Response::from_parts(head, body.to_bytes().to_vec())),
            Err(error) if error.is::<LengthLimitError>() => {
                Err(OutgoingError::Long(host.to_owned()))
            }
            Err(error) => match error.downcast::<hyper::Error>() {
                Ok(source) => Err(broken(*source)),
                Err(_) => Err(OutgoingError::Address),
            },
        }
    }
}

/// The task that moves a connection's bytes.
struct Driver(tokio::task::JoinHandle<()>);

impl Drop for Driver {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// As a server is asked: the path alone, and the host as a header.
fn in_origin_form(request: Request<Vec<u8>>) -> Result<Request<Full<Bytes>>, OutgoingError> {
    let (mut head, body) = request.into_parts();
    let authority = head.uri.authority().ok_or(OutgoingError::Address)?;
    if authority.as_str().contains('@') {
        return Err(OutgoingError::Address);
    }
    let host = HeaderValue::from_str(authority.as_str()).map_err(|_| OutgoingError::Address)?;
    let path = head.uri.path_and_query().cloned();
    head.uri = path.unwrap_or_else(|| PathAndQuery::from_static("/")).into();
    head.headers.insert(HOST, host);
    Ok(Request::from_parts(head, Full::new(body.into())))
}
