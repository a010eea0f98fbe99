//! The listener: bounded in connections, in those of one address, and in the time that a client may
//! take to ask and to take its answer.

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::rt::{Read, Write};
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt;

use super::doors::Doors;
use super::patient::Patient;
use super::tls::Tls;
use crate::edge::Cidr;
use crate::metrics::Metrics;

/// What one listener allows.
#[derive(Clone)]
pub struct Limits {
    /// Connections at the same time; further ones wait in the system's queue.
    pub connections: usize,
    /// Of these, those of one IPv4 address or IPv6 /64; further ones are closed at once. A browser
    /// opens some six, and a whole office may share one address.
    pub per_address: usize,
    /// How many of the last places go only to addresses that hold next to nothing, so that the
    /// server can still be asked how it is.
    pub reserve: usize,
    /// Proxies in front: they hold the connections of many, and count them themselves.
    pub proxies: Vec<Cidr>,
    /// Time in which a client must have sent the head of its request.
    pub head: Duration,
    /// How long a client may take nothing of its answer.
    pub patience: Duration,
    /// After so long a connection takes no further request; after as long again it is cut off.
    pub life: Duration,
    /// Time that requests under way get when the server stops.
    pub farewell: Duration,
    /// Where TLS ends here.
    pub tls: Option<Tls>,
    /// Where connections are counted.
    pub metrics: Arc<Metrics>,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            connections: 2_048,
            per_address: 128,
            reserve: 64,
            proxies: Vec::new(),
            head: Duration::from_secs(10),
            patience: Duration::from_secs(30),
            life: Duration::from_secs(300),
            farewell: Duration::from_secs(10),
            tls: None,
            metrics: Arc::default(),
        }
    }
}

/// Serves until `stop` is done; then lets what is under way finish.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let doors = Doors::new(&limits);
    let (stopping, stopped) = watch::channel(false);
    let accept = async {
        loop {
            let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
            match listener.accept().await {
                Ok((stream, peer)) => {
                    let Some(guest) = doors.enter(peer.ip(), places.available_permits()) else {
                        limits.metrics.refused();
                        continue;
                    };
                    let (router, stopped, limits) =
                        (router.clone(), stopped.clone(), limits.clone());
                    tokio::spawn(async move {
                        connection(stream, peer, router, &limits, stopped).await;
                        drop((guest, place));
                    });
                }
                Err(error) => {
                    // Out of file handles, most likely: some will come back.
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        }
    };
    tokio::select! {
        () = accept => {}
        () = stop => {}
    }
    let _ = stopping.send(true);
    let all = u32::try_from(limits.connections).unwrap_or(u32::MAX);
    let _ = tokio::time::timeout(limits.farewell, places.acquire_many(all)).await;
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    limits: &Limits,
    stopped: watch::Receiver<bool>,
) {
    let _open = limits.metrics.open();
    let _ = stream.set_nodelay(true);
    let stream = Patient::new(stream, limits.patience);
    let Some(tls) = &limits.tls else {
        return converse(TokioIo::new(stream), peer, router, limits, stopped).await;
    };
    match tokio::time::timeout(limits.head, tls.acceptor().accept(stream)).await {
        Ok(Ok(stream)) => converse(TokioIo::new(stream), peer, router, limits, stopped).await,
        Ok(Err(error)) => tracing::debug!(%error, "no TLS came about"),
        Err(_) => tracing::debug!("TLS was not agreed on in time"),
    }
}

async fn converse<S: Read + Write + Unpin>(
    stream: S,
    peer: SocketAddr,
    router: Router,
    limits: &Limits,
    mut stopped: watch::Receiver<bool>,
) {
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = router.clone().oneshot(request);
        async move { Ok::<_, Infallible>(answer.await.unwrap_or_else(|never| match never {})) }
    });
    let serving = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_buf_size(64 * 1024)
        .serve_connection(stream, service);
    tokio::pin!(serving);
    let old = tokio::time::sleep(limits.life);
    let ancient = tokio::time::sleep(limits.life * 2);
    tokio::pin!(old, ancient);
    let mut leaving = false;
    loop {
        tokio::select! {
            done = serving.as_mut() => {
                if let Err(error) = done {
                    tracing::debug!(%error, "a connection ended early");
                }
                return;
            }
            _ = stopped.changed(), if !leaving => {}
            () = old.as_mut(), if !leaving => {}
            () = ancient.as_mut() => return,
        }
        leaving = true;
        serving.as_mut().graceful_shutdown();
    }
}
