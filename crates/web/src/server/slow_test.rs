//! Clients that ask and do not read, against a real listener.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::time::{sleep, timeout};

use super::{Limits, serve};

const BIG: usize = 32 << 20;

fn limits() -> Limits {
    Limits {
        connections: 8,
        per_address: 4,
        reserve: 3,
        patience: Duration::from_secs(2),
        ..Limits::default()
    }
}

async fn server(limits: Limits) -> SocketAddr {
    let router = Router::new()
        .route("/big", get(async || vec![b'x'; BIG]))
        .route("/healthz", get(async || "ok"));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, router, limits, std::future::pending()));
    address
}

/// A connection from 127.0.0.`host`, on which `path` was asked for.
async fn ask(host: u8, server: SocketAddr, path: &str) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    socket.bind((IpAddr::from([127, 0, 0, host]), 0).into()).unwrap();
    let mut stream = socket.connect(server).await.unwrap();
    let head = format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n");
    // Who is not let in may find the connection closed before they have asked.
    let _ = stream.write_all(head.as_bytes()).await;
    stream
}

/// What comes until the server ends the connection, at most for so long.
async fn rest(stream: &mut TcpStream, most: Duration) -> Option<usize> {
    let mut all = Vec::new();
    let done = timeout(most, stream.read_to_end(&mut all)).await;
    done.is_ok().then_some(all.len())
}

async fn is_well(host: u8, server: SocketAddr) -> bool {
    let mut stream = ask(host, server, "/healthz").await;
    let mut head = [0; 15];
    let read = timeout(Duration::from_secs(1), stream.read_exact(&mut head)).await;
    matches!(read, Ok(Ok(_))) && &head == b"HTTP/1.1 200 OK"
}

#[tokio::test]
async fn slow_readers_of_one_address_do_not_stop_the_server() {
    let server = server(limits()).await;
    let mut slow = Vec::new();
    for _ in 0..8 {
        slow.push(ask(1, server, "/big").await);
    }
    sleep(Duration::from_millis(200)).await;
    assert!(is_well(2, server).await, "somebody else is answered meanwhile");
    sleep(Duration::from_secs(3)).await;
    for stream in &mut slow {
        let came = rest(stream, Duration::from_secs(1)).await;
        assert!(came.is_some_and(|bytes| bytes < BIG), "given up: {came:?}");
    }
    assert!(is_well(1, server).await, "and their places are free again");
}

#[tokio::test]
async fn slow_readers_of_many_addresses_leave_a_place_to_ask_by() {
    let server = server(Limits { connections: 12, reserve: 6, ..limits() }).await;
    let mut slow = Vec::new();
    for host in [1, 2, 3] {
        for _ in 0..4 {
            slow.push(ask(host, server, "/big").await);
        }
    }
    sleep(Duration::from_millis(200)).await;
    assert!(is_well(4, server).await);
}

#[tokio::test]
async fn a_connection_does_not_live_for_ever() {
    let life = Duration::from_millis(300);
    let server = server(Limits { life, ..limits() }).await;
    let mut idle = ask(1, server, "/healthz").await;
    assert!(rest(&mut idle, Duration::from_secs(2)).await.is_some(), "takes no further request");
    let mut reading = ask(1, server, "/big").await;
    let mut bytes = [0; 1024];
    let drip = async {
        while reading.read_exact(&mut bytes).await.is_ok() {
            sleep(Duration::from_millis(50)).await;
        }
    };
    assert!(timeout(Duration::from_secs(3), drip).await.is_ok(), "is cut off");
}
