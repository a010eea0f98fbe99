//! A request that comes twice is done once.

use axum::http::StatusCode;
use jiff::SignedDuration;
use onewindow_app::home;

use crate::fixtures::{Fixtures, OWNER};

const DRAFTS: &str = "/api/v1/drafts";
const KEY: &str = "8e03978e-40d5-43dd-bc93-6894a57f9324";

fn new(service: &str) -> Option<(&'static str, String)> {
    Some(("application/json", format!(r#"{{"service":"{service}"}}"#)))
}

#[tokio::test]
async fn the_same_request_is_done_once_and_answered_alike() {
    let fixtures = Fixtures::new().await;
    let own = fixtures.signed_in_as(OWNER).await;
    let ctx = fixtures.world.acting(OWNER);
    let before = home::drafts(&ctx).await.unwrap().len();
    let first = own.repeats("POST", DRAFTS, new("small-food-business"), KEY).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
    let again = own.repeats("POST", DRAFTS, new("small-food-business"), KEY).await;
    assert_eq!((again.status, &again.body), (StatusCode::CREATED, &first.body));
    assert_eq!(again.location, first.location);
    let quoted = format!("\"{KEY}\"");
    let again = own.repeats("POST", DRAFTS, new("small-food-business"), &quoted).await;
    assert_eq!(again.body, first.body);
    assert_eq!(home::drafts(&ctx).await.unwrap().len(), before + 1, "one was begun");

    let other = own.repeats("POST", DRAFTS, new("marriage-appointment"), KEY).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(other.body.contains("Idempotency-Key"), "{}", other.body);
    let somebody = fixtures.signed_in_as("zhou-dashan").await;
    let theirs = somebody.repeats("POST", DRAFTS, new("small-food-business"), KEY).await;
    assert_eq!(theirs.status, StatusCode::CREATED);
    assert_ne!(theirs.body, first.body, "a key is its sender's");

    fixtures.world.clock.pass(SignedDuration::from_hours(25));
    let own = fixtures.signed_in_as(OWNER).await;
    let later = own.repeats("POST", DRAFTS, new("small-food-business"), KEY).await;
    assert_ne!(later.body, first.body, "a day later it is another request");
}

#[tokio::test]
async fn what_failed_did_nothing_and_may_be_tried_again() {
    let fixtures = Fixtures::new().await;
    let own = fixtures.signed_in_as(OWNER).await;
    let submit = fixtures.path("/api/v1/drafts/{draft}/submit");
    let sent = |declared: bool| Some(("application/json", format!(r#"{{"declared":{declared}}}"#)));
    let refused = own.repeats("POST", &submit, sent(false), KEY).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("#/declared"), "{}", refused.body);
    let done = own.repeats("POST", &submit, sent(true), KEY).await;
    assert_eq!(done.status, StatusCode::CREATED, "{}", done.body);
    let missing = own.repeats("POST", &submit, sent(true), "short").await;
    assert_eq!(missing.status, StatusCode::BAD_REQUEST);
}
