//! A session that ends in mid-form: what was typed is there again for who typed it, and for nobody
//! else at the same browser.

use axum::http::StatusCode;
use jiff::SignedDuration;

use crate::fixtures::{Fixtures, OWNER};

const TYPED: &str = "Haitang Noodles, half typed";

async fn expired(fixtures: &Fixtures, path: &str) -> (String, String) {
    let owner = fixtures.signed_in_as(OWNER).await;
    fixtures.world.clock.pass(SignedDuration::from_mins(31));
    let field = path.rsplit('/').next().unwrap();
    let fields = format!("{field}={}", TYPED.replace(' ', "+"));
    let answer = owner.types(path, &fields).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::SEE_OTHER, ""));
    assert!(answer.location.starts_with("/sign-in?return=/apply/"), "{}", answer.location);
    assert!(!answer.location.contains("Haitang"), "never in an address");
    (answer.location, answer.cookie)
}

#[tokio::test]
async fn the_value_is_there_again_after_sign_in_and_once() {
    let fixtures = Fixtures::new().await;
    let path = fixtures.path("/apply/{draft}/form/{field}");
    let (sign_in, kept) = expired(&fixtures, &path).await;
    assert!(sign_in.ends_with("&typed=kept"), "{sign_in}");
    assert!(kept.starts_with("ow-kept=") && kept.contains("; HttpOnly; SameSite=Lax"), "{kept}");
    assert!(kept.contains("Max-Age=1800"), "{kept}");
    let told = fixtures.stranger().asks("GET", &sign_in).await;
    assert!(told.body.contains("kept for 30 minutes"), "the page says so");

    let other = fixtures.signed_in_as("zhou-dashan").await.carrying(&kept);
    let tried = other.asks("GET", &path).await;
    assert_eq!(tried.status, StatusCode::NOT_FOUND);
    assert!(!tried.body.contains("Haitang"), "another person sees nothing of it");

    let owner = fixtures.signed_in_as(OWNER).await.carrying(&kept);
    let other_page = owner.asks("GET", &fixtures.path("/apply/{draft}/situation/{fact}")).await;
    assert!(!other_page.body.contains("Haitang"), "it belongs to its page");
    let back = owner.asks("GET", &path).await;
    assert_eq!(back.status, StatusCode::OK);
    assert!(back.body.contains(&format!("value=\"{TYPED}\"")), "what was typed");
    assert!(back.body.contains("when your session ended"));
    assert!(back.cookie.starts_with("ow-kept=;"), "the token is given up: {}", back.cookie);
    let again = owner.asks("GET", &path).await;
    assert!(!again.body.contains("Haitang"), "once");
}

#[tokio::test]
async fn what_cannot_be_kept_is_said() {
    let fixtures = Fixtures::new().await;
    let path = fixtures.path("/apply/{draft}/form/{field}");
    let field = path.rsplit('/').next().unwrap();
    // The cookie is gone: nobody knows whose it was.
    let lost = fixtures.stranger().types(&path, &format!("{field}=Haitang")).await;
    assert!(lost.location.ends_with("&typed=lost") && lost.cookie.is_empty(), "{}", lost.location);
    let files = fixtures.path("/apply/{draft}/evidence/{evidence}");
    let owner = fixtures.signed_in_as(OWNER).await;
    fixtures.world.clock.pass(SignedDuration::from_mins(31));
    let sent = owner.sends_files(&files).await;
    assert!(sent.location.ends_with("&typed=files") && sent.cookie.is_empty(), "{}", sent.location);
    for (kind, said) in [("lost", "was not saved"), ("files", "choose them again")] {
        let page = fixtures.stranger().asks("GET", &format!("/sign-in?typed={kind}")).await;
        assert!(page.body.contains(said), "{kind}");
    }
    // A form whose token is not ours is not even looked at.
    let owner = fixtures.signed_in_as(OWNER).await;
    fixtures.world.clock.pass(SignedDuration::from_mins(31));
    let forged = owner.forges(&path, "x=1").await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
}
