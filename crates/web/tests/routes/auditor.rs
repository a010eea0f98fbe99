//! Whoever audits reads and changes nothing: every route of others is shut to them.

use axum::http::StatusCode;
use onewindow_web::audience::RouteInfo;
use onewindow_web::server;

use crate::fixtures::Fixtures;

#[tokio::test]
async fn an_auditor_acts_nowhere() {
    let fixtures = Fixtures::new().await;
    let auditor = fixtures.auditor().await;
    let mut tried = 0;
    // One's own sessions, passkeys and proof of being there.
    let own = |route: &RouteInfo| {
        matches!(route.audience, "holder" | "official") || route.path.contains("/desk/passkeys")
    };
    for route in server::table().into_iter().filter(|route| route.personal && !own(route)) {
        let path = fixtures.path(route.path);
        let answer = auditor.asks(route.method, &path).await;
        let shut = match answer.status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND => true,
            StatusCode::SEE_OTHER => {
                path == "/desk" && answer.location == "/audit"
                    || answer.location.starts_with("/sign-in")
                    || answer.location.starts_with("/track")
            }
            _ => false,
        };
        assert!(
            shut != (route.audience == "auditor"),
            "{} {path}: {}",
            route.method,
            answer.status
        );
        fixtures.assert_silent(&answer.body, route.path);
        tried += 1;
    }
    assert!(tried >= 40, "only {tried} routes were tried");
}

#[tokio::test]
async fn what_an_auditor_opens_names_no_applicant_and_leaves_an_entry() {
    let fixtures = Fixtures::new().await;
    let auditor = fixtures.auditor().await;
    let path = fixtures.path("/audit/samples/{draw}/cases/{case}");
    let before = fixtures.entries().await;
    let answer = auditor.asks("GET", &path).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(fixtures.entries().await, before + 1);
    fixtures.assert_silent(&answer.body, &path);
    let officer = fixtures.handling_officer().await;
    assert_eq!(officer.asks("GET", &path).await.status, StatusCode::FORBIDDEN);
}
