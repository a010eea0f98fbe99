//! The public pages as anyone reads them, on the sample catalogue.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use onewindow_app::testing::World;

use crate::edge::{Rate, RatePlan};
use crate::shell::testing::{Answer, get, get_with, post_from};

struct Site {
    _world: World,
    router: Router,
}

const FOOD: &str = "/services/small-food-business";
const ANSWERS: &str = "place=xinghe&operator=individual&area_m2=18.5&workers=2&premises=rented\
    &smoke=false&cold_dishes=false&raw_food=false&online_orders=true&licence_revoked=false";

async fn site() -> Site {
    let world = World::new().await;
    let mut site = crate::server::site(&world.app, world.clock.clone(), world.random.clone());
    let plenty = Rate { burst: 10_000, pause: std::time::Duration::from_millis(1) };
    site.rates = RatePlan { ordinary: plenty, sensitive: plenty };
    let router = crate::server::router(Arc::clone(&world.app), Arc::new(site));
    Site { _world: world, router }
}

impl Site {
    async fn get(&self, path: &str, lang: &str) -> Answer {
        get_with(&self.router, path, &[("cookie", &format!("ow-lang={lang}"))]).await
    }
}

#[tokio::test]
async fn every_public_page_is_complete_in_both_languages() {
    let site = site().await;
    let app = &site._world.app;
    let current = app.catalogue.current();
    let mut paths: Vec<String> = [
        "/",
        "/services",
        "/offices",
        "/verify",
        "/track",
        "/could-not",
        "/sign-in",
        "/could-not?service=small-food-business",
        "/offices?region=xinghe",
        "/services?q=%E5%BA%97&kind=apply&audience=legal-person&region=xinghe&page=9",
        "/services?q=zzzzqqqq",
        "/services?page=-1&kind=nonsense",
    ]
    .map(str::to_owned)
    .to_vec();
    for service in current.services() {
        for page in ["", "/checklist", "/questions"] {
            paths.push(format!("/services/{}{page}", service.id));
        }
    }
    paths.extend(current.files.offices.iter().map(|office| format!("/offices/{}", office.id)));
    paths.extend(current.files.life_events.iter().map(|e| format!("/life-events/{}", e.id)));
    for path in &paths {
        for lang in ["zh-CN", "en"] {
            let answer = site.get(path, lang).await;
            let redirect = answer.status == StatusCode::SEE_OTHER && path.ends_with("/questions");
            assert!(answer.status == StatusCode::OK || redirect, "{path} {}", answer.status);
            assert!(!answer.body.contains('⟦'), "{path} {lang}: a text is missing");
            assert!(!answer.body.contains(" style="), "{path}: the policy forbids it");
        }
    }
}

#[tokio::test]
async fn what_people_type_finds_the_service() {
    let site = site().await;
    for (typed, lang) in
        [("%E5%BC%80%E5%B0%8F%E5%90%83%E5%BA%97", "zh-CN"), ("opning%20a%20smal%20resturant", "en")]
    {
        let page = site.get(&format!("/services?q={typed}"), lang).await;
        let first = page.body.split("ow-card__title").nth(1).unwrap();
        assert!(first.contains(FOOD), "{typed}: {first}");
    }
}

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
    assert!(page.contains(&format!(
        "/apply/new?service=small-food-business&#38;{}",
        ANSWERS.replace('&', "&#38;")
    )));
}

#[tokio::test]
async fn a_wrong_answer_is_asked_again_with_the_reason() {
    let site = site().await;
    let ask = |fact: &str, typed: &str| format!("{FOOD}/questions?this-question={fact}&{typed}");
    for (fact, typed, said) in [
        ("area_m2", "area_m2=abc", "Enter a number in digits"),
        ("area_m2", "area_m2=1.25", "at most 1 digit"),
        ("area_m2", "area_m2=5000", "Must be 1000.0 square metres or less"),
        ("area_m2", "", "Enter a number"),
        ("operator", "operator=king", "Choose one answer"),
        ("place", "place=atlantis", "Choose a place from the list"),
        (
            "revoked_on",
            "revoked_on-year=2023&revoked_on-month=2&revoked_on-day=30",
            "Enter a day that exists",
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

#[tokio::test]
async fn unknown_things_are_not_found() {
    let site = site().await;
    for path in [
        "/services/nothing",
        "/services/nothing/questions",
        "/services/nothing/checklist",
        "/offices/nothing",
        "/life-events/nothing",
        "/status-lists/x",
        "/status-lists/999",
        "/api/v1/services/nothing",
    ] {
        assert_eq!(get(&site.router, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn machines_get_health_trust_and_services() {
    let site = site().await;
    let health = get(&site.router, "/healthz").await;
    assert_eq!((health.status, health.body.trim()), (StatusCode::OK, "ok"));
    let trust = get(&site.router, "/trust.json").await;
    assert_eq!(trust.header("access-control-allow-origin"), "*");
    assert!(serde_json::from_str::<serde_json::Value>(&trust.body).unwrap().is_object());
    let list = get(&site.router, "/api/v1/services?lang=en&offset=1&limit=2").await.body;
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
    assert!(list["total"].as_u64().unwrap() >= 12);
    assert!(list["items"][0]["name"].is_string());
    for bad in ["limit=0", "limit=101", "limit=x", "offset=-1", "lang=tlh"] {
        let answer = get(&site.router, &format!("/api/v1/services?{bad}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{bad}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
}

#[tokio::test]
async fn a_slip_that_does_not_fit_says_where_and_opens_nothing() {
    let site = site().await;
    for (typed, said) in [
        ("number=&code=", "请填写办件编号"),
        ("number=1234&code=1234", "12 位字母和数字"),
        ("number=0000-0000-0001&code=0000-0000-0000-0000", "有误"),
        ("number=0000-0000-0000&code=0000-0000-0000-0000", "没有与编号和查询码相符的办件"),
    ] {
        let answer = post_from(&site.router, "/track", typed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(answer.body.contains(said), "{typed}: no `{said}`");
        assert!(!answer.header("set-cookie").contains("ow-session"));
    }
    let stranger = get(&site.router, "/track/case").await;
    assert_eq!((stranger.status, stranger.body.as_str()), (StatusCode::SEE_OTHER, ""));
}

#[tokio::test]
async fn signing_in_leads_back_to_where_one_came_from() {
    let site = site().await;
    let back = "account=lin-xiaoyu&return=%2Fapply%2Fnew%3Fservice%3Da";
    let answer = post_from(&site.router, "/sign-in", back).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/apply/new?service=a");
    assert!(answer.header("set-cookie").contains("ow-session="));
    let nobody = post_from(&site.router, "/sign-in", "account=nobody&return=/").await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}
