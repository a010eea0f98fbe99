//! Who asks: so many connections, each with one request at a time, none waiting for another.
//!
//! It does as little as it can, because it runs on the cores that it measures.

use std::cell::{Cell, RefCell};
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::LocalSet;

use crate::options::{number_of, value};
use crate::requests;

/// What all connections share.
struct Shared {
    address: String,
    requests: Vec<String>,
    /// Each request is sent once, from `next` on; otherwise they go round.
    once: bool,
    next: Cell<usize>,
    until: Instant,
    wanted: u16,
    tally: RefCell<Tally>,
}

#[derive(Default)]
struct Tally {
    micros: Vec<u32>,
    bytes: u64,
    wrong: u64,
    /// The first answer that was not wanted.
    first_wrong: Option<String>,
}

/// Sends for a while and prints what came of it.
pub fn run(words: &[String]) -> Result<(), String> {
    let connections: usize = number_of(words, "--connections")?;
    let seconds: f64 = number_of(words, "--seconds")?;
    let from: usize = number_of(words, "--from")?;
    let requests = requests::read(Path::new(value(words, "--requests")?))?;
    let began = Instant::now();
    let shared = Rc::new(Shared {
        address: value(words, "--address")?.to_owned(),
        once: value(words, "--once")? == "yes",
        next: Cell::new(from),
        until: began + Duration::from_secs_f64(seconds),
        wanted: number_of(words, "--status")?,
        tally: RefCell::default(),
        requests,
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let tasks = LocalSet::new();
    runtime.block_on(tasks.run_until(async {
        let clients: Vec<_> = (0..connections)
            .map(|_| tokio::task::spawn_local(client(Rc::clone(&shared))))
            .collect();
        for client in clients {
            client.await.map_err(|error| error.to_string())??;
        }
        Ok::<(), String>(())
    }))?;
    let took = began.elapsed().as_secs_f64();
    let mut tally = shared.tally.take();
    tally.micros.sort_unstable();
    let answers = tally.micros.len();
    let told = json!({
        "answers": answers,
        "wrong": tally.wrong,
        "first_wrong": tally.first_wrong,
        "seconds": took,
        "p50_us": percentile(&tally.micros, 50),
        "p99_us": percentile(&tally.micros, 99),
        "bytes": tally.bytes / u64::try_from(answers.max(1)).unwrap_or(1),
        "next": shared.next.get(),
    });
    println!("{told}");
    Ok(())
}

/// The value that so many of a hundred do not exceed.
pub fn percentile(sorted: &[u32], of_hundred: usize) -> u32 {
    let at = (sorted.len() * of_hundred).div_ceil(100).saturating_sub(1);
    sorted.get(at).copied().unwrap_or_default()
}

async fn client(shared: Rc<Shared>) -> Result<(), String> {
    let mut connection = Connection::open(&shared.address).await?;
    while Instant::now() < shared.until {
        let number = shared.next.get();
        let request = match shared.once {
            true => shared.requests.get(number),
            false => shared.requests.get(number % shared.requests.len().max(1)),
        };
        let Some(request) = request else { return Ok(()) };
        shared.next.set(number + 1);
        let sent = Instant::now();
        let answer = connection.ask(request).await?;
        let micros = u32::try_from(sent.elapsed().as_micros()).unwrap_or(u32::MAX);
        let mut tally = shared.tally.borrow_mut();
        if answer.status == shared.wanted {
            tally.micros.push(micros);
            tally.bytes += u64::try_from(answer.body).unwrap_or_default();
        } else {
            tally.wrong += 1;
            tally.first_wrong.get_or_insert_with(|| connection.seen());
        }
    }
    Ok(())
}

struct Answer {
    status: u16,
    body: usize,
}

struct Connection {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Connection {
    async fn open(address: &str) -> Result<Connection, String> {
        let stream = TcpStream::connect(address).await.map_err(|error| error.to_string())?;
        stream.set_nodelay(true).map_err(|error| error.to_string())?;
        Ok(Connection { stream, read: Vec::with_capacity(64 * 1024) })
    }

    async fn ask(&mut self, request: &str) -> Result<Answer, String> {
        let told = |error: std::io::Error| format!("a connection broke: {error}");
        self.stream.write_all(request.as_bytes()).await.map_err(told)?;
        self.read.clear();
        let head = loop {
            if let Some(end) = self.read.windows(4).position(|at| at == b"\r\n\r\n") {
                break end + 4;
            }
            if self.stream.read_buf(&mut self.read).await.map_err(told)? == 0 {
                return Err("a connection was closed".to_owned());
            }
        };
        let answer = read_head(self.read.get(..head).unwrap_or_default())?;
        while self.read.len() < head + answer.body {
            if self.stream.read_buf(&mut self.read).await.map_err(told)? == 0 {
                return Err("an answer ended early".to_owned());
            }
        }
        Ok(answer)
    }

    /// The beginning of the last answer, for whoever must find out what went wrong.
    fn seen(&self) -> String {
        let start = self.read.get(..self.read.len().min(400)).unwrap_or_default();
        String::from_utf8_lossy(start).into_owned()
    }
}

fn read_head(head: &[u8]) -> Result<Answer, String> {
    let text = std::str::from_utf8(head).map_err(|error| error.to_string())?;
    let status = text.get(9..12).and_then(|status| status.parse().ok());
    let length = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    match (status, length) {
        (Some(status), Some(body)) => Ok(Answer { status, body }),
        _ => Err(format!("this is no answer with a length: {text}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let sorted: Vec<u32> = (1..=200).collect();
        assert_eq!((percentile(&sorted, 50), percentile(&sorted, 99)), (100, 198));
        assert_eq!((percentile(&[7], 99), percentile(&[], 50)), (7, 0));
    }

    #[test]
    fn a_head_says_how_long_its_answer_is() {
        let answer = read_head(b"HTTP/1.1 303 See Other\r\nContent-Length: 12\r\n\r\n").unwrap();
        assert_eq!((answer.status, answer.body), (303, 12));
        assert!(read_head(b"HTTP/1.1 200 OK\r\n\r\n").is_err());
    }
}
