//! The shell as a whole: errors, sessions, rates, panics.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get as on_get, post};
use jiff::SignedDuration;
use onewindow_model::actor::Actor;
use onewindow_model::sign_in::Method;

use super::Shell;
use super::testing::{Answer, Parts, get, get_with, parts, post_from, shell};
use crate::edge::Rate;
use crate::errors::WebError;
use crate::forms::{FormSecret, StrictForm};
use crate::page::Page;
use crate::session::{Session, SessionToken, sign_in, sign_out};

async fn enter(page: Page, _form: StrictForm) -> Result<Response, WebError> {
    let job = Actor::System { job: "test".into() };
    let cookie = sign_in(page.visit(), job, Method::Passkey).await?;
    Ok(([("set-cookie", cookie)], "in").into_response())
}

async fn leave(page: Page, _form: StrictForm) -> Result<Response, WebError> {
    Ok(([("set-cookie", sign_out(page.visit()).await?)], "out").into_response())
}

async fn personal(session: Session) -> String {
    format!("{:?}", session.data.actor)
}

#[allow(clippy::panic)]
async fn broken() -> &'static str {
    panic!("on purpose")
}

fn with_routes(parts: Parts) -> axum::Router {
    Shell::new(Arc::new(parts.site))
        .page("/enter", post(enter))
        .page("/leave", post(leave))
        .page("/personal", on_get(personal))
        .page("/api/v1/personal", on_get(personal))
        .page("/broken", on_get(broken))
        .finish()
}

fn cookie_of(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_stranger_is_sent_to_sign_in_with_an_empty_body() {
    let shell = with_routes(parts());
    let answer = get(&shell, "/personal?a=b&c=店".replace('店', "%E5%BA%97").as_str()).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::SEE_OTHER, ""));
    assert_eq!(
        answer.header("location"),
        "/sign-in?return=/personal%3Fa%3Db%26c%3D%25E5%25BA%2597"
    );
    let api = get(&shell, "/api/v1/personal").await;
    assert_eq!(api.status, StatusCode::UNAUTHORIZED);
    assert_eq!(api.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn sign_in_always_changes_the_token_and_ends_the_old_session() {
    let parts = parts();
    let sessions = parts.sessions.clone();
    let shell = with_routes(parts);
    let planted = format!("ow-session={}", "ab".repeat(32));
    let first = cookie_of(&post_from(&shell, "/enter", "").await);
    assert!(first.starts_with("ow-session="));
    assert_ne!(first, planted);
    assert_eq!(
        get_with(&shell, "/personal", &[("cookie", &planted)]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(get_with(&shell, "/personal", &[("cookie", &first)]).await.status, StatusCode::OK);
    assert_eq!(sessions.len(), 1);
}

#[tokio::test]
async fn a_session_ends_when_idle_and_use_keeps_it() {
    let parts = parts();
    let clock = parts.clock.clone();
    let shell = with_routes(parts);
    let cookie = cookie_of(&post_from(&shell, "/enter", "").await);
    for _ in 0..3 {
        clock.pass(SignedDuration::from_mins(20));
        assert_eq!(
            get_with(&shell, "/personal", &[("cookie", &cookie)]).await.status,
            StatusCode::OK
        );
    }
    clock.pass(SignedDuration::from_mins(31));
    assert_eq!(
        get_with(&shell, "/personal", &[("cookie", &cookie)]).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn without_the_store_public_pages_go_on_and_others_say_so() {
    let parts = parts();
    parts.sessions.broken.store(true, Ordering::SeqCst);
    let shell = with_routes(parts);
    let cookie = format!("ow-session={}", "ab".repeat(32));
    let personal = get_with(&shell, "/personal", &[("cookie", &cookie)]).await;
    assert_eq!(personal.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(personal.header("retry-after"), "30");
    assert_eq!(get_with(&shell, "/privacy", &[("cookie", &cookie)]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_panic_becomes_the_500_page_and_says_nothing_of_its_cause() {
    let answer = get(&with_routes(parts()), "/broken").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.body.contains("系统出现故障"));
    assert!(!answer.body.contains("on purpose"));
}

#[tokio::test]
async fn one_address_is_held_to_its_rate_and_assets_are_not_counted() {
    let mut parts = parts();
    parts.site.rates.ordinary = Rate { burst: 2, pause: Duration::from_secs(60) };
    let shell = with_routes(parts);
    for _ in 0..5 {
        assert_eq!(get(&shell, &crate::assets::url("logo.svg")).await.status, StatusCode::OK);
    }
    for _ in 0..2 {
        assert_eq!(get(&shell, "/privacy").await.status, StatusCode::OK);
    }
    let refused = get(&shell, "/privacy").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.header("retry-after"), "60");
    assert!(refused.body.contains("请等待60秒"), "{}", refused.body);
}

#[tokio::test]
async fn every_error_has_its_page_in_both_languages() {
    let shell = shell();
    for lang in ["zh-CN", "en"] {
        let cookie = format!("ow-lang={lang}");
        let page = get_with(&shell, "/nothing-here", &[("cookie", &cookie)]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert_eq!(page.header("content-language"), lang);
        let method = get_with(&shell, "/preferences", &[("cookie", &cookie)]).await;
        assert_eq!(
            (method.status, method.header("allow").as_str()),
            (StatusCode::METHOD_NOT_ALLOWED, "POST")
        );
        for page in [page, method] {
            assert!(page.body.contains(&format!("<html lang=\"{lang}\"")));
            assert!(!page.body.contains('⟦'), "{}", page.body);
        }
    }
}

#[tokio::test]
async fn programs_get_problem_details_in_their_language() {
    let answer = get_with(&shell(), "/api/v1/nothing", &[("accept-language", "en")]).await;
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(problem["status"], 404);
    assert_eq!(problem["type"], "urn:onewindow:problem:not-found");
    assert_eq!(problem["title"], "Page not found");
}

/// Posts with a session cookie, as its reader's browser would.
async fn post_as(shell: &axum::Router, path: &str, cookie: &str) -> Answer {
    let secret = SessionToken::parse(cookie.strip_prefix("ow-session=").unwrap()).unwrap();
    let body = format!("form-token={}", FormSecret::of(&secret).token());
    let request = axum::http::Request::post(path)
        .header("host", "localhost")
        .header("cookie", cookie)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body.into());
    super::testing::send(shell, request.unwrap()).await
}

#[tokio::test]
async fn signing_in_again_ends_the_session_before() {
    let parts = parts();
    let sessions = parts.sessions.clone();
    let shell = with_routes(parts);
    let first = cookie_of(&post_from(&shell, "/enter", "").await);
    let second = cookie_of(&post_as(&shell, "/enter", &first).await);
    assert_ne!(first, second);
    let old = get_with(&shell, "/personal", &[("cookie", &first)]).await;
    assert_eq!(old.status, StatusCode::SEE_OTHER);
    let new = get_with(&shell, "/personal", &[("cookie", &second)]).await;
    assert_eq!((new.status, sessions.len()), (StatusCode::OK, 1));
}

#[tokio::test]
async fn signing_out_ends_the_session_at_once() {
    let parts = parts();
    let sessions = parts.sessions.clone();
    let shell = with_routes(parts);
    let cookie = cookie_of(&post_from(&shell, "/enter", "").await);
    let answer = post_as(&shell, "/leave", &cookie).await;
    assert_eq!(answer.body, "out");
    assert!(answer.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(sessions.len(), 0);
}
