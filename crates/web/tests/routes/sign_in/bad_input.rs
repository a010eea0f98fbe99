//! What does not count, and what is said then, in both languages.

use axum::http::StatusCode;
use serde_json::json;

use super::{House, wen};
use crate::browser::Answer;
use crate::provider::Lie;

fn nobody_came_in(answer: &Answer, status: StatusCode, words: &str) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert!(answer.cookie.is_empty(), "no session: {}", answer.cookie);
    assert!(answer.body.contains(words), "{words}: {}", answer.body);
}

#[tokio::test]
async fn a_token_that_does_not_count_lets_nobody_in() {
    let house = House::new().await;
    let lies = [
        Lie::OtherIssuer,
        Lie::OtherAudience,
        Lie::SecondAudience,
        Lie::OtherNonce,
        Lie::NoNonce,
        Lie::Expired,
        Lie::MadeLongAgo,
        Lie::MadeTomorrow,
        Lie::NotSigned,
        Lie::SignedWithSecret,
        Lie::OtherKey,
        Lie::ChangedAfterwards,
        Lie::OtherSubject,
        Lie::NoToken,
        Lie::Html,
    ];
    for lie in lies {
        house.provider.lies(lie);
        for (chinese, words) in [(false, "could not be checked"), (true, "身份信息未通过核验")]
        {
            let stranger = house.stranger();
            let stranger = if chinese { stranger.in_chinese() } else { stranger };
            let (address, browser) = house.leave(stranger, "/sign-in/start").await;
            let mut claims = wen("文静");
            claims["acr"] = json!("sms");
            let back = house.provider.approves(&address, claims);
            let answer = browser.asks("GET", &back).await;
            assert!(answer.cookie.is_empty(), "{lie:?}");
            nobody_came_in(&answer, StatusCode::BAD_GATEWAY, words);
        }
    }
    // The same without the lie: what was tried is what kept them out.
    house.provider.lies(Lie::None);
    assert_eq!(house.sign_in(wen("文静")).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_provider_that_cannot_be_asked_is_said_to_be_silent() {
    let house = House::new().await;
    for lie in [Lie::HangsUp, Lie::Leads, Lie::Endless] {
        house.provider.lies(lie);
        let answer = house.sign_in(wen("文静")).await;
        nobody_came_in(&answer, StatusCode::SERVICE_UNAVAILABLE, "does not answer");
        assert!(answer.body.contains("At a window you can apply at once"));
    }
}

#[tokio::test]
async fn an_answer_counts_once_and_in_the_browser_where_it_was_asked_for() {
    let house = House::new().await;
    let (address, browser) = house.leave(house.stranger(), "/sign-in/start").await;
    let back = house.provider.approves(&address, wen("文静"));
    // Somebody else's browser, without the secret and with another one.
    let other = house.stranger().asks("GET", &back).await;
    nobody_came_in(&other, StatusCode::BAD_REQUEST, "begun in another browser");
    let (_, other) = house.leave(house.stranger(), "/sign-in/start").await;
    let other = other.in_chinese().asks("GET", &back).await;
    nobody_came_in(&other, StatusCode::BAD_REQUEST, "本次登录已失效");
    // It is still good where it was begun, once.
    assert_eq!(browser.asks("GET", &back).await.status, StatusCode::SEE_OTHER);
    let replayed = browser.asks("GET", &back).await;
    nobody_came_in(&replayed, StatusCode::BAD_REQUEST, "It was finished already");

    // The code of an earlier sign-in, in one that is under way.
    let code = crate::provider::read_query(&back)["code"].clone();
    let (address, browser) = house.leave(house.stranger(), "/sign-in/start").await;
    let fresh = house.provider.approves(&address, wen("文静"));
    let now = crate::provider::read_query(&fresh)["code"].clone();
    let old = browser.asks("GET", &fresh.replace(&now, &code)).await;
    nobody_came_in(&old, StatusCode::BAD_GATEWAY, "could not be checked");

    // Too late.
    let (address, browser) = house.leave(house.stranger(), "/sign-in/start").await;
    let back = house.provider.approves(&address, wen("文静"));
    house.world.clock.pass(jiff::SignedDuration::from_mins(16));
    let late = browser.asks("GET", &back).await;
    nobody_came_in(&late, StatusCode::BAD_REQUEST, "longer than 15 minutes");
    for made_up in ["/sign-in/done", "/sign-in/done?state=AAAA&code=x", "/sign-in/done?error=x"] {
        let answer = browser.asks("GET", made_up).await;
        nobody_came_in(&answer, StatusCode::BAD_REQUEST, "cannot be continued");
    }
}

#[tokio::test]
async fn another_provider_cannot_answer_for_ours() {
    let house = House::new().await;
    for iss in ["&iss=https%3A%2F%2Fevil.example", ""] {
        let (address, browser) = house.leave(house.stranger(), "/sign-in/start").await;
        let back = house.provider.approves(&address, wen("文静"));
        let (rest, _) = back.split_once("&iss=").unwrap();
        let answer = browser.asks("GET", &format!("{rest}{iss}")).await;
        nobody_came_in(&answer, StatusCode::BAD_GATEWAY, "could not be checked");
    }
}

#[tokio::test]
async fn nothing_leads_out_of_the_site() {
    let house = House::new().await;
    let outward = ["https%3A%2F%2Fevil.example%2F", "%2F%2Fevil.example", "%2F%5Cevil.example"];
    for outward in outward {
        let start = format!("/sign-in/start?return={outward}");
        let (address, browser) = house.leave(house.stranger(), &start).await;
        let back = house.provider.approves(&address, wen("文静"));
        let answer = browser.asks("GET", &back).await;
        assert_eq!((answer.status, &*answer.location), (StatusCode::SEE_OTHER, "/"));
    }
}

#[tokio::test]
async fn who_turns_back_is_told_so_and_goes_on_where_they_were() {
    let house = House::new().await;
    let (address, browser) = house.leave(house.stranger(), "/sign-in/start?return=/services").await;
    let state = crate::provider::read_query(&address)["state"].clone();
    let back = format!("/sign-in/done?error=access_denied&state={state}");
    let answer = browser.asks("GET", &back).await;
    nobody_came_in(&answer, StatusCode::OK, "You turned back");
    let nameless = house.sign_in(json!({ "sub": "x", "id_number": "123", "name": "文静" })).await;
    nobody_came_in(&nameless, StatusCode::FORBIDDEN, "does not say who you are");
}
