//! A shell with a fixed clock and sessions in memory, and short ways to ask it.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use onewindow_model::clock::{Clock, Random};
use onewindow_model::text::Text;
use tower::ServiceExt;

use super::Shell;
use crate::edge::{Rate, RatePlan};
use crate::forms::FormSecret;
use crate::session::SessionToken;
use crate::session::memory::InMemory;
use crate::site::Site;

pub(crate) struct SetClock(pub(crate) Mutex<Timestamp>);

impl SetClock {
    pub(crate) fn pass(&self, time: SignedDuration) {
        *self.0.lock().unwrap() += time;
    }
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }

    fn elapsed(&self) -> std::time::Duration {
        let since = self.now().duration_since(Timestamp::UNIX_EPOCH);
        since.unsigned_abs()
    }
}

/// Different at each call, the same in each run.
pub(crate) struct Counting(pub(crate) AtomicU64);

impl Random for Counting {
    fn fill(&self, buffer: &mut [u8]) {
        let count = self.0.fetch_add(1, Ordering::SeqCst).to_be_bytes();
        buffer.iter_mut().zip(count.iter().cycle()).for_each(|(to, from)| *to = *from);
    }
}

pub(crate) struct Parts {
    pub(crate) site: Site,
    pub(crate) clock: Arc<SetClock>,
    pub(crate) sessions: Arc<InMemory>,
}

pub(crate) fn parts() -> Parts {
    let clock = Arc::new(SetClock(Mutex::new("2026-11-23T12:00:00Z".parse().unwrap())));
    let sessions = Arc::new(InMemory::default());
    let zone = TimeZone::fixed(jiff::tz::offset(8));
    let random = Arc::new(Counting(AtomicU64::new(1)));
    let region = Text::both("云和省", "Yunhe Province");
    let mut site = Site::new(region, zone, clock.clone(), random, sessions.clone());
    site.demo = true;
    let plenty = Rate { burst: 10_000, pause: std::time::Duration::from_millis(1) };
    site.rates = RatePlan { ordinary: plenty, sensitive: plenty };
    Parts { site, clock, sessions }
}

pub(crate) fn shell() -> Router {
    Shell::new(Arc::new(parts().site)).finish()
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    /// The first value of a header, or an empty string.
    pub(crate) fn header(&self, name: &str) -> String {
        self.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    }
}

pub(crate) async fn send(shell: &Router, request: Request<Body>) -> Answer {
    let response = shell.clone().oneshot(request).await.unwrap();
    let (head, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let body = String::from_utf8_lossy(&body).into_owned();
    Answer { status: head.status, headers: head.headers, body }
}

pub(crate) async fn get(shell: &Router, path: &str) -> Answer {
    get_with(shell, path, &[]).await
}

pub(crate) async fn get_with(shell: &Router, path: &str, headers: &[(&str, &str)]) -> Answer {
    let host = [("host", "127.0.0.1:8080")];
    let given = headers.iter().any(|(name, _)| *name == "host");
    let mut request = Request::get(path);
    for (name, value) in headers.iter().chain(if given { &[][..] } else { &host[..] }) {
        request = request.header(*name, *value);
    }
    send(shell, request.body(Body::empty()).unwrap()).await
}

/// The cookie of the reader who posts in tests.
pub(crate) fn visitor() -> (String, String) {
    let secret = "ab".repeat(32);
    let token = FormSecret::of(&SessionToken::parse(&secret).unwrap()).token();
    (format!("ow-visit={secret}"), token)
}

/// Posts an ordinary form as a browser would from our own page; the token is added.
pub(crate) async fn post_from(shell: &Router, path: &str, fields: &str) -> Answer {
    let (cookie, token) = visitor();
    let body = format!("form-token={token}&{fields}");
    let request = Request::post(path)
        .header("host", "127.0.0.1:8080")
        .header("origin", "http://127.0.0.1:8080")
        .header("sec-fetch-site", "same-origin")
        .header("cookie", cookie)
        .header("content-length", body.len())
        .header("content-type", "application/x-www-form-urlencoded");
    send(shell, request.body(Body::from(body)).unwrap()).await
}
