//! Ten thousand connections that ask nothing, against a real listener with the limits of a real one.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::{Limits, serve};

const CROWD: u32 = 10_000;

/// Addresses they come from: enough to hold every place.
const ADDRESSES: u32 = 50;

/// Connections that are being opened at the same time.
const AT_ONCE: usize = 64;

/// Long enough for a loaded machine.
const PATIENCE: Duration = Duration::from_secs(60);

async fn come(from: [u8; 4], server: SocketAddr) -> std::io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((IpAddr::from(from), 0).into())?;
    socket.connect(server).await
}

/// Whether a newcomer is answered.
async fn is_answered(from: [u8; 4], server: SocketAddr) -> bool {
    let asked = async {
        let mut stream = come(from, server).await?;
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await?;
        let mut head = [0; 15];
        stream.read_exact(&mut head).await?;
        std::io::Result::Ok(&head == b"HTTP/1.1 200 OK")
    };
    matches!(timeout(PATIENCE, asked).await, Ok(Ok(true)))
}

/// Comes and asks nothing, for as long as it is let; counts who was sent away at once.
async fn linger(number: u32, server: SocketAddr, sent_away: Arc<AtomicU32>) -> Option<TcpStream> {
    let last = u8::try_from(number % ADDRESSES).unwrap();
    let Ok(mut stream) = come([127, 0, 1, last], server).await else {
        sent_away.fetch_add(1, Ordering::Relaxed);
        return None;
    };
    let mut one = [0];
    match timeout(Duration::from_millis(20), stream.read(&mut one)).await {
        Err(_) => Some(stream),
        Ok(_) => {
            sent_away.fetch_add(1, Ordering::Relaxed);
            None
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_connections_keep_nobody_else_out() {
    let limits = Limits { head: PATIENCE * 5, ..Limits::default() };
    let (places, reserve) = (limits.connections, limits.reserve);
    let metrics = Arc::clone(&limits.metrics);
    let router = Router::new().route("/healthz", get(async || "ok"));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let server = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, router, limits, std::future::pending()));

    let sent_away = Arc::new(AtomicU32::new(0));
    let (mut coming, mut held) = (JoinSet::new(), Vec::new());
    for number in 0..CROWD {
        if coming.len() >= AT_ONCE {
            held.extend(coming.join_next().await.unwrap().unwrap());
        }
        coming.spawn(linger(number, server, Arc::clone(&sent_away)));
    }
    while let Some(ended) = coming.join_next().await {
        held.extend(ended.unwrap());
    }
    // On a loaded machine some learn late that they were sent away.
    let mut staying = Vec::new();
    for mut stream in held {
        let mut one = [0];
        if timeout(Duration::from_millis(2), stream.read(&mut one)).await.is_err() {
            staying.push(stream);
        }
    }
    let held = staying;
    let away = usize::try_from(CROWD).unwrap() - held.len();
    assert!(usize::try_from(sent_away.load(Ordering::Relaxed)).unwrap() <= away);
    assert!(held.len() <= places, "{} are held", held.len());
    assert!(held.len() >= places - 2 * reserve, "only {} are held", held.len());
    assert!(metrics.refusals() >= u64::try_from(away).unwrap() / 2, "and they are counted");
    for newcomer in 1..=20 {
        assert!(is_answered([127, 0, 2, newcomer], server).await, "newcomer {newcomer}");
    }
    assert!(!is_answered([127, 0, 1, 1], server).await, "who holds many gets no more");
    drop(held);
    let mut again = false;
    for _ in 0..100 {
        again = again || is_answered([127, 0, 1, 1], server).await;
        tokio::time::sleep(Duration::from_millis(if again { 0 } else { 100 })).await;
    }
    assert!(again, "until they have let go");
}
