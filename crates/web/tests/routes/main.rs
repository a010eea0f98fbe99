//! Every route, as the router has them: what a stranger, another person and an official of another
//! authority get, and that each look leaves an entry.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod auditor;
mod browser;
mod calling_off;
mod covered;
mod derived;
mod desk;
mod document;
mod everywhere;
mod fixtures;
mod kept;
mod letter;
mod looks;
mod machines;
mod operations;
mod papers;
mod provider;
mod repeated;
mod sent;
mod sign_in;
mod silent;
mod staff;
mod staffing;
mod through_api;

use axum::http::StatusCode;
use browser::Browser;
use fixtures::Fixtures;
use onewindow_web::audience::RouteInfo;
use onewindow_web::server;

/// Routes that answer with somebody's own page whoever is signed in: no id, nothing to try.
fn names_something(route: &RouteInfo) -> bool {
    route.path.contains('{')
}

/// Where somebody who may not go there is sent.
fn door(route: &RouteInfo) -> &'static str {
    if route.audience == "slip-holder" { "/track" } else { "/sign-in" }
}

fn personal() -> impl Iterator<Item = RouteInfo> {
    server::table().into_iter().filter(|route| route.personal)
}

#[tokio::test]
async fn a_stranger_sees_public_pages_only() {
    let fixtures = Fixtures::new().await;
    let stranger = Browser::stranger(&fixtures.router);
    let mut tried = 0;
    for route in personal() {
        let answer = stranger.asks(route.method, &fixtures.path(route.path)).await;
        let refused = match answer.status {
            StatusCode::SEE_OTHER => {
                answer.body.is_empty() && answer.location.starts_with(door(&route))
            }
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND => true,
            _ => false,
        };
        assert!(refused, "{} {}: {}", route.method, route.path, answer.status);
        fixtures.assert_silent(&answer.body, route.path);
        tried += 1;
    }
    assert!(tried >= 40, "only {tried} personal routes were found");
}

#[tokio::test]
async fn another_person_finds_nothing_there() {
    let fixtures = Fixtures::new().await;
    let other = fixtures.signed_in_as("zhou-dashan").await;
    for route in personal().filter(names_something) {
        let answer = other.asks(route.method, &fixtures.path(route.path)).await;
        let hidden = match answer.status {
            StatusCode::NOT_FOUND => true,
            // A desk page, or a slip's: the way to another sign-in.
            StatusCode::SEE_OTHER => answer.location.starts_with("/sign-in"),
            _ => false,
        };
        assert!(hidden, "{} {}: {}", route.method, route.path, answer.status);
        fixtures.assert_silent(&answer.body, route.path);
    }
}

#[tokio::test]
async fn an_official_of_another_authority_is_refused() {
    let fixtures = Fixtures::new().await;
    let other = fixtures.official_elsewhere().await;
    for route in personal().filter(names_something) {
        let path = fixtures.path(route.path);
        // A form that is found wanting would not be judged at all: it says what it must say.
        let answer = match fixtures.filled_in(route.path) {
            Some(fields) => other.posts(&path, &fields).await,
            None => other.asks(route.method, &path).await,
        };
        let refused = match answer.status {
            StatusCode::NOT_FOUND | StatusCode::FORBIDDEN => true,
            StatusCode::SEE_OTHER => answer.location.starts_with("/sign-in"),
            // The form to take somebody in names a service, not a person.
            StatusCode::OK => route.path.starts_with("/desk/intake"),
            StatusCode::UNPROCESSABLE_ENTITY => route.path.starts_with("/desk/intake"),
            _ => false,
        };
        assert!(refused, "{} {}: {}", route.method, route.path, answer.status);
        fixtures.assert_silent(&answer.body, route.path);
    }
}

#[tokio::test]
async fn a_slip_opens_its_own_case_and_nothing_else() {
    let fixtures = Fixtures::new().await;
    let holder = fixtures.slip_holder().await;
    let mut opened = 0;
    for route in personal() {
        let before = fixtures.entries().await;
        let answer = holder.asks(route.method, &fixtures.path(route.path)).await;
        let status = answer.status;
        fixtures.assert_silent(&answer.body, route.path);
        if route.audience != "slip-holder" {
            let sent_away =
                status == StatusCode::SEE_OTHER && answer.location.starts_with("/sign-in");
            // Programs show a token, or nothing.
            let no_token = route.scope.is_some() && status == StatusCode::UNAUTHORIZED;
            let refused = sent_away || no_token || status == StatusCode::NOT_FOUND;
            assert!(refused, "{} {}: {status}", route.method, route.path);
        } else if status != StatusCode::SEE_OTHER {
            opened += 1;
            assert!(fixtures.entries().await > before, "{} left no entry", route.path);
        }
    }
    assert!(opened >= 2, "only {opened} of the slip's pages were opened");
}
