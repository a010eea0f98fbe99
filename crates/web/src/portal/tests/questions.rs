use axum::http::StatusCode;

use super::*;
use crate::shell::testing::post_from;

#[tokio::test]
async fn questions_lead_to_exactly_what_is_needed() {
    let site = site().await;
    let mut path = format!("{FOOD}/questions");
    let mut asked = 0;
    for answer in ANSWERS.split('&') {
        let page = site.get(&path, "en").await;
        let (fact, value) = answer.split_once('=').unwrap();
        assert!(page.body.contains(&format!("name=\"{fact}\"")), "{path} does not ask {fact}");
        let query = path.split_once('?').map_or("", |(_, query)| query);
        let sent = format!("{FOOD}/questions?{query}&this-question={fact}&{fact}={value}");
        let onward = site.get(&sent, "en").await;
        assert_eq!(onward.status, StatusCode::SEE_OTHER, "{sent}");
        path = onward.header("location");
        asked += 1;
    }
    assert_eq!(asked, 10);
    assert_eq!(path, format!("{FOOD}/checklist?{ANSWERS}"));
    let page = site.get(&path, "zh-CN").await.body;
    assert!(page.contains("按您的回答，符合条件"));
    assert!(page.contains("房屋租赁合同") && !page.contains("不动产登记信息"));
    assert!(page.contains("name=\"area_m2\" value=\"18.5\""), "goes along by POST");
    assert!(!page.contains("/apply/new"));
}

#[tokio::test]
async fn answers_go_along_past_sign_in_and_in_no_address() {
    let site = site().await;
    let path = format!("{FOOD}/begin");
    let onward = post_from(&site.router, &path, ANSWERS).await;
    assert_eq!(onward.header("location"), "/apply/new?service=small-food-business");
    let cookie = onward.header("set-cookie");
    assert!(cookie.starts_with("ow-answers=service=small-food-business&place=xinghe"), "{cookie}");
    assert!(cookie.contains("HttpOnly; SameSite=Lax; Max-Age=1800"), "{cookie}");
    let pair = cookie.split(';').next().unwrap();
    let page = onward.header("location");
    let door = get_with(&site.router, &page, &[("cookie", pair)]).await.header("location");
    assert_eq!(door, "/sign-in?return=/apply/new%3Fservice%3Dsmall-food-business");
}

#[tokio::test]
async fn a_wrong_answer_is_asked_again_with_the_reason() {
    let site = site().await;
    let ask = |fact: &str, typed: &str| format!("{FOOD}/questions?this-question={fact}&{typed}");
    for (fact, typed, said) in [
        ("area_m2", "area_m2=abc", "Enter a number in digits"),
        ("area_m2", "area_m2=1.25", "at most 1 digit"),
        ("area_m2", "area_m2=5000", "Must be 1000 square metres or less"),
        ("area_m2", "", "Enter a number"),
        ("operator", "operator=king", "Choose one answer"),
        ("place", "place=atlantis", "Choose a place from the list"),
        (
            "revoked_on",
            "revoked_on-year=2023&revoked_on-month=2&revoked_on-day=30",
            "Enter a day that exists",
        ),
        (
            "revoked_on",
            "revoked_on-year=2096&revoked_on-month=2&revoked_on-day=1",
            "Enter a date that is 23 November 2026 or earlier",
        ),
    ] {
        let page = site.get(&ask(fact, typed), "en").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{fact} {typed}");
        assert!(page.body.contains(said), "{fact} {typed}: no `{said}`");
        assert!(page.body.contains("govuk-error-summary"));
    }
}

#[tokio::test]
async fn whoever_is_ruled_out_hears_it_at_once_and_may_go_on() {
    let site = site().await;
    let sent = format!("{FOOD}/questions?this-question=place&place=shiqiao");
    let onward = site.get(&sent, "en").await.header("location");
    assert_eq!(onward, format!("{FOOD}/checklist?place=shiqiao"));
    let page = site.get(&onward, "en").await.body;
    assert!(page.contains("it would not be accepted") && page.contains("not in Qingshi District"));
    assert!(!page.contains("/apply/new"));
    let go_on = site.get(&format!("{FOOD}/questions?place=shiqiao&go-on=yes"), "en").await;
    assert_eq!(go_on.status, StatusCode::OK);
    assert!(go_on.body.contains("name=\"go-on\" value=\"yes\""));
}

#[tokio::test]
async fn answers_that_fit_no_question_change_nothing() {
    let site = site().await;
    let page = site
        .get(&format!("{FOOD}/checklist?place=atlantis&area_m2=x&nothing=1&building=homes"), "en")
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Up to 12 questions are still open"));
}
