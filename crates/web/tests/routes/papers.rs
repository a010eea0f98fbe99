//! Papers that are brought to a window, by the clerk's program.

use axum::http::StatusCode;
use jiff::SignedDuration;
use onewindow_app::testing::one_page_pdf;
use serde_json::{Value, json};

use crate::fixtures::Fixtures;
use crate::through_api::{call, read};

const HERE: &str = "/api/v1/desk/hand-in";

#[tokio::test]
async fn a_correction_is_answered_at_a_window_with_the_slip() {
    let fixtures = Fixtures::new().await;
    let (clerk, draft) = fixtures.clerk_with("small-food-business").await;
    let slip = call(&clerk, "GET", &format!("/api/v1/desk/drafts/{draft}/slip"), Value::Null).await;
    let slip = read(&slip);
    let text = |name: &str| slip[name].as_str().unwrap().to_owned();
    let officer = fixtures.handling_officer().await;
    let desk = format!("/api/v1/desk/cases/{}", text("case"));
    call(&officer, "POST", &format!("{desk}/take"), Value::Null).await;
    let asked = json!({ "evidence": ["lease"], "reasons": "看不清" });
    let done = call(&officer, "POST", &format!("{desk}/ask-correction"), asked).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.body);
    fixtures.world.clock.pass(SignedDuration::from_secs(1));

    let clerk = clerk.shown(&text("number"), &text("claim"));
    let seen = read(&call(&clerk, "GET", HERE, Value::Null).await);
    assert_eq!((&seen["correction"], &seen["notice"]), (&json!(true), &json!("看不清")), "{seen}");
    assert_eq!(seen["papers"], json!([{ "evidence": "lease", "ready": false }]));
    let early = call(&clerk, "POST", HERE, Value::Null).await;
    assert_eq!(early.status, StatusCode::CONFLICT, "{}", early.body);
    let paper = one_page_pdf("lease");
    let file = || Some(("application/pdf", String::from_utf8(paper.clone()).unwrap()));
    let lease = format!("{HERE}/files/lease");
    let laid = clerk.calls("PUT", &lease, file()).await;
    assert_eq!(laid.status, StatusCode::NO_CONTENT, "{}", laid.body);
    let seen = read(&call(&clerk, "GET", HERE, Value::Null).await);
    assert_eq!(seen["papers"][0]["ready"], true, "{seen}");
    let key = "the-same-key-for-two-slips";
    let back = clerk.repeats("POST", HERE, None, key).await;
    assert_eq!(back.status, StatusCode::NO_CONTENT, "{}", back.body);
    let seen = read(&call(&clerk, "GET", HERE, Value::Null).await);
    assert_eq!(
        (&seen["correction"], &seen["stage"]),
        (&json!(false), &json!("received")),
        "{seen}"
    );
    let promised = clerk.calls("POST", &lease, file()).await;
    assert!(promised.status.is_client_error(), "nothing was promised: {}", promised.status);

    // A slip is a part of what is asked.
    let clerk = clerk.shown(&text("number"), "0000-0000-0000-0000");
    let other = clerk.repeats("POST", HERE, None, key).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", other.body);
    let wrong = call(&clerk, "GET", HERE, Value::Null).await;
    assert!(wrong.status.is_client_error() && !wrong.body.contains("lease"), "{}", wrong.body);
    let elsewhere = fixtures.signed_in_as("zhou-dashan").await;
    let theirs = elsewhere.shown(&text("number"), &text("claim"));
    assert_eq!(call(&theirs, "GET", HERE, Value::Null).await.status, StatusCode::NOT_FOUND);
}
