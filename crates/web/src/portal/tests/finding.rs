use axum::http::StatusCode;

use super::*;
use crate::shell::testing::get;

#[tokio::test]
async fn every_public_page_is_complete_in_both_languages() {
    let site = site().await;
    let app = &site.world.app;
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

/// What neither answers nor is nothing: a kitchen in another town, a moon.
const FAR: &str = "%E6%9C%88%E4%BA%AE%E4%B8%8A%E6%80%8E%E4%B9%88%E5%81%9A%E9%A5%AD%E5%BC%80%E5%B0%8F%E5%90%83%E5%BA%97%E7%81%AB%E7%AE%AD%E7%87%83%E6%96%99";

#[tokio::test]
async fn what_only_comes_close_is_said_to() {
    let site = site().await;
    for (lang, words) in
        [("zh-CN", "没有完全对得上的事项"), ("en", "Nothing fits all of your words")]
    {
        let page = site.get(&format!("/services?q={FAR}"), lang).await;
        assert!(page.body.contains(words), "{}", page.body);
        assert!(page.body.contains("ow-card__title") && page.body.contains("/offices"));
        let sure = site.get("/services?q=%E5%BC%80%E5%B0%8F%E5%90%83%E5%BA%97", lang).await;
        assert!(!sure.body.contains(words));
    }
    let told = site.get(&format!("/api/v1/services?q={FAR}"), "en").await;
    assert!(told.body.contains(r#""sure":false"#), "{}", told.body);
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
