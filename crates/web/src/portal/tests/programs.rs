use axum::http::StatusCode;

use super::*;
use crate::shell::testing::get;

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
