//! Whatever is answered on a route of somebody's data is on record: reads and writes, lists too.

use axum::http::StatusCode;
use onewindow_web::audience::RouteInfo;

use crate::browser::{Answer, Browser};
use crate::fixtures::{self, Fixtures};
use crate::{door, personal};

/// What shows no person's data, and why.
const OF_NOBODY: &[(&str, &str)] = &[
    ("/desk/passkeys", "officials' own keys, on a record of their own"),
    ("/desk/passkeys/new", "the same"),
    ("/desk/staff", "officials' rights, on a record of their own"),
    ("/desk/staff/propose", "the same"),
    ("/desk/staff/review", "the same"),
    ("/desk/staff/record", "the same"),
    ("/desk/staff/grants/{grant}", "the same"),
    ("/desk/staff/grants/{grant}/agree", "the same"),
    ("/desk/staff/grants/{grant}/decline", "the same"),
    ("/desk/staff/grants/{grant}/end", "the same"),
    ("/desk/staff/grants/{grant}/call-off", "the same"),
    ("/desk/staff/grants/{grant}/call-off/agree", "the same"),
    ("/desk/staff/grants/{grant}/call-off/stay", "the same"),
    ("/api/v1/desk/staff/officials", "the same"),
    ("/api/v1/desk/staff/officials/{officer}/review", "the same"),
    ("/api/v1/desk/staff/auditors", "the same"),
    ("/api/v1/desk/staff/reviews", "the same"),
    ("/api/v1/desk/staff/record", "the same"),
    ("/api/v1/desk/staff/changes", "the same"),
    ("/api/v1/desk/staff/changes/{grant}", "the same"),
    ("/api/v1/desk/staff/changes/{grant}/agree", "the same"),
    ("/api/v1/desk/staff/changes/{grant}/decline", "the same"),
    ("/api/v1/desk/staff/changes/{grant}/end", "the same"),
    ("/api/v1/desk/staff/changes/{grant}/call-off", "the same"),
    ("/api/v1/desk/staff/changes/{grant}/call-off/agree", "the same"),
    ("/api/v1/desk/staff/changes/{grant}/call-off/stay", "the same"),
    ("/audit", "the auditor's own mandates"),
    ("/api/v1/audit/mandates", "the same"),
    ("/api/v1/audit/mandates/{mandate}/record", "officials' rights, on a record of their own"),
    ("/api/v1/audit/mandates/{mandate}/samples", "draws, on a record of their own"),
    ("/sign-out-everywhere", "one's own sessions"),
    ("/api/v1/session", "the same"),
    ("/api/v1/sessions", "the same"),
    ("/api/v1/desk/passkeys", "officials' own keys, on a record of their own"),
    ("/desk/intake/{service}", "an empty form"),
    ("/desk/present", "an empty form, and a code that nobody gave out"),
    ("/api/v1/desk/presentations", "a code that nobody gave out"),
    ("/desk/hand-in/papers", "the way to an empty form"),
];

/// Who would be answered there.
async fn visitor(fixtures: &Fixtures, route: &RouteInfo) -> Browser {
    let desk = route.path.starts_with("/desk") || route.path.starts_with("/api/v1/desk");
    match route.audience {
        "auditor" => fixtures.auditor().await,
        "slip-holder" => fixtures.slip_holder().await,
        _ if route.path.contains("/desk/staff") => fixtures.administrator().await,
        _ if route.path.contains("intake") => fixtures.clerk().await,
        _ if desk => fixtures.handling_officer().await,
        _ => fixtures.signed_in_as(fixtures::OWNER).await,
    }
}

fn answered(route: &RouteInfo, answer: &Answer) -> bool {
    match answer.status {
        StatusCode::SEE_OTHER => !answer.location.starts_with(door(route)),
        StatusCode::UNPROCESSABLE_ENTITY => true,
        status => status.is_success(),
    }
}

fn of_nobody(route: &RouteInfo) -> bool {
    OF_NOBODY.iter().any(|(path, _)| route.path == *path)
}

/// Asks everywhere with a method and counts the routes that answered, with those that left nothing.
async fn asked(method: &str) -> (usize, Vec<String>) {
    let (mut tried, mut silent) = (0, Vec::new());
    let mut fixtures = Fixtures::new().await;
    for route in personal().filter(|route| route.method == method) {
        let visitor = visitor(&fixtures, &route).await;
        let path = fixtures.path(route.path);
        let before = fixtures.all_entries().await;
        let answer = visitor.asks(method, &path).await;
        let silently = fixtures.all_entries().await == before;
        // What was changed is not there for the next.
        if method != "GET" && (answer.status.is_success() || answer.status.is_redirection()) {
            fixtures = Fixtures::new().await;
        }
        if !answered(&route, &answer) {
            continue;
        }
        tried += 1;
        if silently && !of_nobody(&route) {
            silent
                .push(format!("{} {path}: {} {}", route.audience, answer.status, answer.location));
        }
    }
    (tried, silent)
}

#[tokio::test]
async fn every_look_leaves_an_entry() {
    let (tried, silent) = asked("GET").await;
    assert!(silent.is_empty(), "answered, and left no entry: {silent:#?}");
    assert!(tried >= 40, "only {tried} looks were answered");
}

#[tokio::test]
async fn every_write_leaves_an_entry() {
    let mut all = 0;
    for method in ["POST", "PUT", "DELETE"] {
        let (tried, silent) = asked(method).await;
        assert!(silent.is_empty(), "{method} was answered, and left no entry: {silent:#?}");
        all += tried;
    }
    assert!(all >= 20, "only {all} writes were answered");
}
