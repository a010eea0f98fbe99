//! What a letter says of an acceptance: complete, with papers to follow, or by silence.

use axum::http::StatusCode;
use jiff::SignedDuration;
use onewindow_app::drafts::{self, Change};
use onewindow_app::{applications, cases};
use onewindow_model::actor::Role;
use onewindow_model::application::Supply;
use onewindow_model::id::CaseId;

use crate::fixtures::{Fixtures, OWNER};

const SERVICE: &str = "small-food-business";
const COMPLETE: &str = "It is complete and we have accepted it.";

/// The letter of a case that an officer accepted.
async fn accepted(fixtures: &Fixtures, case: CaseId) -> String {
    let world = &fixtures.world;
    let officer = world.official("qingshi-market-regulation", Role::CaseOfficer, 0);
    cases::assign(&officer, case).await.unwrap();
    cases::accept(&officer, case).await.unwrap();
    let own = fixtures.signed_in_as(OWNER).await;
    let page = own.asks("GET", &format!("/account/cases/{case}/letter")).await;
    assert_eq!(page.status, StatusCode::OK);
    page.body
}

#[tokio::test]
async fn a_complete_application_is_said_to_be_complete() {
    let fixtures = Fixtures::new().await;
    let case = fixtures.world.submitted(OWNER, SERVICE).await;
    assert!(accepted(&fixtures, case).await.contains(COMPLETE));
}

#[tokio::test]
async fn papers_that_may_follow_are_named_with_their_day() {
    let fixtures = Fixtures::new().await;
    let own = fixtures.world.acting(OWNER);
    let draft = fixtures.world.filled(&own, SERVICE).await;
    let later = Change::Supply { evidence: "lease".to_owned(), supply: Some(Supply::Follows) };
    drafts::change(&own, draft, later).await.unwrap();
    let case = applications::submit(&own, draft, true).await.unwrap().case;
    let letter = accepted(&fixtures, case).await;
    assert!(!letter.contains(COMPLETE), "the lease is missing");
    assert!(letter.contains("may be handed in later") && letter.contains("Lease"));
    // Received and accepted on a Monday, five working days.
    assert!(letter.contains("30 November 2026"), "by when");
}

#[tokio::test]
async fn an_acceptance_by_silence_does_not_say_that_anything_was_examined() {
    let fixtures = Fixtures::new().await;
    let case = fixtures.world.submitted(OWNER, SERVICE).await;
    fixtures.world.clock.pass(SignedDuration::from_hours(8 * 24));
    let letter = accepted(&fixtures, case).await;
    assert!(!letter.contains(COMPLETE));
    assert!(letter.contains("We did not answer in time."));
}
