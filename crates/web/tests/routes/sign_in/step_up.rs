//! A service that must be surer of who applies: proved in mid-form, and nothing is lost.

use axum::http::StatusCode;
use jiff::SignedDuration;
use onewindow_app::drafts;
use onewindow_model::actor::Actor;
use onewindow_model::id::DraftId;
use onewindow_model::service::steps::Assurance;
use serde_json::{Value, json};

use super::{House, wen};
use crate::browser::Browser;
use crate::provider::Lie;

/// It needs the level `substantial`.
const SERVICE: &str = "small-food-business";
const TYPED: &str = "Haitang Noodles, half typed";

fn weak() -> Value {
    let mut claims = wen("文静");
    claims["acr"] = json!("sms");
    claims
}

/// A draft that was begun when they were surer, and the page of its first field.
async fn begun(house: &House) -> (DraftId, String) {
    let sure = house.sign_in(wen("文静")).await;
    let own = house.world.app.ctx(house.actor(&sure).await);
    let draft = house.world.filled(&own, SERVICE).await;
    let view = drafts::open(&own, draft).await.unwrap();
    let typed = |field: &&onewindow_model::service::Field| view.content.settled(field).is_none();
    let field = view.service.form.iter().find(typed).unwrap().id.clone();
    (draft, format!("/apply/{draft}/form/{field}"))
}

#[tokio::test]
async fn what_is_typed_waits_while_the_person_proves_who_they_are() {
    let house = House::new().await;
    let (draft, path) = begun(&house).await;
    let field = path.rsplit('/').next().unwrap().to_owned();
    // The session ends while they type; they come back with a weaker proof.
    let typing = house.signed_in(&house.sign_in(wen("文静")).await);
    house.world.clock.pass(SignedDuration::from_mins(31));
    let sent = typing.types(&path, &format!("{field}={}", TYPED.replace(' ', "+"))).await;
    assert!(sent.location.ends_with("&typed=kept"), "{}", sent.location);
    let kept = sent.cookie;
    let weak = house.sign_in(weak()).await;
    let before = super::token(&weak);
    let browser = house.signed_in(&weak).carrying(&kept);
    let asked = browser.asks("GET", &path).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    assert_eq!(asked.location, format!("/sign-in/prove?level=substantial&return={path}"));
    let told = browser.asks("GET", &asked.location).await;
    assert!(told.body.contains("substantial") && told.body.contains("/sign-in/start?"));

    let start = format!("/sign-in/start?level=substantial&return={path}");
    let (address, browser) = house.leave(browser, &start).await;
    for asked in ["acr_values=face", "prompt=login", "max_age=60"] {
        assert!(address.contains(asked), "{address}");
    }
    let back = browser.asks("GET", &house.provider.approves(&address, wen("文静"))).await;
    assert_eq!((back.status, &*back.location), (StatusCode::SEE_OTHER, &*path));
    let surer = house.actor(&back).await;
    assert!(matches!(surer, Actor::Person { assurance: Assurance::Substantial, .. }));

    let old = Browser::with_session(&house.router, &before).asks("GET", "/account").await;
    assert!(old.location.starts_with("/sign-in"), "the token before the proof has ended");
    let again = house.signed_in(&back).carrying(&kept).asks("GET", &path).await;
    assert_eq!(again.status, StatusCode::OK);
    assert!(again.body.contains(TYPED) && again.body.contains(&draft.to_string()));
}

#[tokio::test]
async fn pages_and_files_of_such_an_application_lead_there_too() {
    let house = House::new().await;
    let (draft, _) = begun(&house).await;
    let browser = house.signed_in(&house.sign_in(weak()).await);
    for path in [format!("/apply/{draft}"), format!("/apply/new?service={SERVICE}")] {
        let answer = browser.asks("GET", &path).await;
        assert!(answer.location.starts_with("/sign-in/prove?level=substantial"), "{path}");
    }
    let sent = browser.asks("POST", &format!("/apply/{draft}/submit")).await;
    assert!(sent.location.ends_with("/submit"), "{}", sent.location);
    let begun = browser.types(&format!("/apply/new?service={SERVICE}"), "whom=x").await;
    assert_ne!(begun.status, StatusCode::SEE_OTHER, "no draft is made");
}

#[tokio::test]
async fn a_program_in_their_browser_is_told_the_level_and_goes_on_with_it() {
    let house = House::new().await;
    let (draft, _) = begun(&house).await;
    let path = format!("/api/v1/drafts/{draft}");
    let weak = house.signed_in(&house.sign_in(weak()).await);
    let own = weak.calls("GET", "/api/v1/drafts", None).await;
    assert_eq!(own.status, StatusCode::OK, "{}", own.body);
    let begins = json!({ "service": SERVICE }).to_string();
    let begins = weak.calls("POST", "/api/v1/drafts", Some(("application/json", begins))).await;
    let refused = weak.calls("GET", &path, None).await;
    for answer in [begins, refused] {
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.body);
        let problem: Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(problem["type"], "urn:onewindow:problem:assurance");
        assert!(answer.body.contains("“substantial”"), "{}", answer.body);
    }
    let sure = house.signed_in(&house.sign_in(wen("文静")).await);
    let opened = sure.calls("GET", &path, None).await;
    assert_eq!(opened.status, StatusCode::OK, "{}", opened.body);
}

#[tokio::test]
async fn a_level_that_is_not_reached_leads_to_the_window() {
    let house = House::new().await;
    let (draft, path) = begun(&house).await;
    let weak_session = house.sign_in(weak()).await;
    let start = format!("/sign-in/start?level=substantial&return={path}");
    for (lie, claims, status, words) in [
        (Lie::None, weak(), StatusCode::FORBIDDEN, "at a window with your identity card"),
        (Lie::ProvedLongAgo, wen("文静"), StatusCode::BAD_GATEWAY, "could not be checked"),
    ] {
        house.provider.lies(lie);
        let (address, browser) = house.leave(house.signed_in(&weak_session), &start).await;
        let answer = browser.asks("GET", &house.provider.approves(&address, claims)).await;
        assert_eq!(answer.status, status, "{}", answer.body);
        assert!(answer.body.contains(words) && answer.cookie.is_empty(), "{}", answer.body);
        assert!(answer.body.contains(&format!("/apply/{draft}/")), "and back to the form");
    }
    let still = house.signed_in(&weak_session).asks("GET", "/account").await;
    assert_eq!(still.status, StatusCode::OK, "they are signed in as before");

    // No value of the provider's proves the highest level here.
    let high =
        house.signed_in(&weak_session).asks("GET", "/sign-in/prove?level=high&return=/").await;
    assert!(high.body.contains("cannot be done online here") && high.body.contains("/offices"));
    let chinese = house.stranger().in_chinese().asks("GET", "/sign-in/start?level=high").await;
    assert_eq!(chinese.status, StatusCode::FORBIDDEN);
    assert!(chinese.body.contains("到窗口办理"));
}

#[tokio::test]
async fn nobody_proves_for_somebody_else() {
    let house = House::new().await;
    let (_, path) = begun(&house).await;
    let weak_session = house.sign_in(weak()).await;
    let start = format!("/sign-in/start?level=substantial&return={path}");
    let (address, browser) = house.leave(house.signed_in(&weak_session), &start).await;
    let other = json!({ "sub": "o", "acr": "face", "name": "别人" });
    let answer = browser.asks("GET", &house.provider.approves(&address, other)).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("another person signed in") && answer.cookie.is_empty());
}
