//! Uploads wait for their account's turn with their bodies unread.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use jiff::Timestamp;
use onewindow_model::service::steps::Assurance;
use onewindow_model::sign_in::Method;
use tokio::time::sleep;
use tower::ServiceExt;

use super::*;
use crate::session::{SessionData, SessionToken, Sessions};
use crate::shell::Shell;
use crate::shell::testing::parts;

static INSIDE: AtomicUsize = AtomicUsize::new(0);

/// An upload that takes as long as the test likes.
async fn slow(State(gate): State<Arc<Semaphore>>) -> &'static str {
    INSIDE.fetch_add(1, Ordering::SeqCst);
    gate.acquire().await.unwrap().forget();
    "done"
}

async fn shell(gate: &Arc<Semaphore>, people: &[&str]) -> Router {
    let parts = parts();
    let now: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
    for (n, token) in people.iter().enumerate() {
        let person = format!("{:0>26}", n + 1).parse().unwrap();
        let actor = Actor::Person { person, assurance: Assurance::Substantial };
        let data = SessionData::begun(actor, Method::Demonstration, now);
        let hash = SessionToken::parse(token).unwrap().hash();
        parts.sessions.create(hash, data).await.unwrap();
    }
    let routes = Router::new().route("/upload", post(slow));
    Shell::new(Arc::new(parts.site)).uploads(routes).finish().with_state(Arc::clone(gate))
}

fn upload(shell: &Router, token: &str) -> tokio::task::JoinHandle<StatusCode> {
    let request = Request::post("/upload")
        .header("host", "localhost")
        .header("cookie", format!("ow-session={token}"))
        .header("content-length", 30 << 20)
        .body(Body::empty());
    let answer = shell.clone().oneshot(request.unwrap());
    tokio::spawn(async move { answer.await.unwrap().status() })
}

#[tokio::test]
async fn one_upload_of_an_account_at_a_time_and_others_are_not_kept_waiting() {
    let people = ["aa".repeat(32), "bb".repeat(32)];
    let gate = Arc::new(Semaphore::new(0));
    let shell = shell(&gate, &[&people[0], &people[1]]).await;
    let crowd: Vec<_> = (0..20).map(|_| upload(&shell, &people[0])).collect();
    sleep(Duration::from_millis(200)).await;
    assert_eq!(INSIDE.load(Ordering::SeqCst), 1, "the others wait, unread");
    let other = upload(&shell, &people[1]);
    sleep(Duration::from_millis(200)).await;
    assert_eq!(INSIDE.load(Ordering::SeqCst), 2, "somebody else is let in at once");
    sleep(WAIT).await;
    gate.add_permits(2);
    assert_eq!(other.await.unwrap(), StatusCode::OK);
    let mut told = Vec::new();
    for upload in crowd {
        told.push(upload.await.unwrap());
    }
    let refused = told.iter().filter(|status| **status == StatusCode::TOO_MANY_REQUESTS);
    assert_eq!((refused.count(), told.len()), (19, 20), "asked to try again");
}
