//! Signing out everywhere: all sessions of one person or official end, and nobody else's.

use axum::http::StatusCode;

use crate::fixtures::{Fixtures, OWNER};

const PATH: &str = "/sign-out-everywhere";

#[tokio::test]
async fn all_sessions_of_a_person_end_and_no_others() {
    let fixtures = Fixtures::new().await;
    let here = fixtures.signed_in_as(OWNER).await;
    let library = fixtures.signed_in_as(OWNER).await;
    let phone = fixtures.signed_in_as(OWNER).await;
    let other = fixtures.signed_in_as("zhou-dashan").await;
    assert_eq!(library.asks("GET", "/account").await.status, StatusCode::OK);

    let asked = here.asks("GET", PATH).await;
    assert!(asked.body.contains("Applications that you have begun stay saved"));
    let done = here.asks("POST", PATH).await;
    assert_eq!(done.location, "/signed-out?others=2");
    assert!(done.cookie.starts_with("ow-session=;"), "{}", done.cookie);
    let told = fixtures.stranger().asks("GET", &done.location).await;
    assert!(told.body.contains("2 other devices or browsers"));

    for ended in [&here, &library, &phone] {
        let answer = ended.asks("GET", "/account").await;
        assert!(answer.location.starts_with("/sign-in"), "{}", answer.status);
    }
    assert_eq!(other.asks("GET", "/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_program_ends_them_as_the_page_does() {
    let fixtures = Fixtures::new().await;
    let one = fixtures.signed_in_as(OWNER).await;
    let two = fixtures.signed_in_as(OWNER).await;
    let three = fixtures.signed_in_as(OWNER).await;
    let other = fixtures.signed_in_as("zhou-dashan").await;
    let done = one.asks("DELETE", "/api/v1/session").await;
    assert_eq!((done.status, &*done.body), (StatusCode::OK, r#"{"others":0}"#));
    assert!(done.cookie.starts_with("ow-session=;"), "{}", done.cookie);
    let cases = "/api/v1/cases";
    assert_eq!(one.asks("GET", cases).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(two.asks("GET", cases).await.status, StatusCode::OK);
    let done = two.asks("DELETE", "/api/v1/sessions").await;
    assert_eq!((done.status, &*done.body), (StatusCode::OK, r#"{"others":1}"#));
    for ended in [&two, &three] {
        assert_eq!(ended.asks("GET", cases).await.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(other.asks("GET", cases).await.status, StatusCode::OK);
}

#[tokio::test]
async fn sessions_that_had_ended_by_themselves_are_not_counted() {
    let fixtures = Fixtures::new().await;
    let _idle = fixtures.handling_officer().await;
    fixtures.world.clock.pass(jiff::SignedDuration::from_mins(31));
    let here = fixtures.handling_officer().await;
    let asked = here.asks("GET", PATH).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert!(!asked.body.contains("Applications that you have begun"), "officials have none");
    let done = here.asks("POST", PATH).await;
    assert_eq!(done.location, "/signed-out?others=0");
    let told = fixtures.stranger().asks("GET", &done.location).await;
    assert!(!told.body.contains("other device"));
    let forged = fixtures.stranger().asks("GET", "/signed-out?others=99999999").await;
    assert!(!forged.body.contains("other device"), "an address says nothing that is not so");
}
