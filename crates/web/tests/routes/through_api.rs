//! One application from the first question to the certificate, by programs alone.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::browser::{Answer, Browser};
use crate::fixtures::{Fixtures, OWNER};

pub async fn call(who: &Browser, method: &str, path: &str, sent: Value) -> Answer {
    let sent = (!sent.is_null()).then(|| ("application/json", sent.to_string()));
    who.calls(method, path, sent).await
}

pub fn read(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or(Value::Null)
}

#[tokio::test]
async fn a_case_goes_its_way_by_programs_alone() {
    let fixtures = Fixtures::new().await;
    let own = fixtures.signed_in_as(OWNER).await;
    // A draft with everything in it; that it can be filled in is shown below.
    let draft = fixtures.path("/api/v1/drafts/{draft}");
    let opened = read(&call(&own, "GET", &draft, Value::Null).await);
    assert_eq!(opened["problems"], json!([]), "{opened}");
    let receipt = call(&own, "POST", &format!("{draft}/submit"), json!({ "declared": true })).await;
    assert_eq!(receipt.status, StatusCode::CREATED, "{}", receipt.body);
    let case = read(&receipt)["case"].as_str().unwrap().to_owned();
    let mine = format!("/api/v1/cases/{case}");
    assert_eq!(receipt.location, mine);

    let officer = fixtures.handling_officer().await;
    let desk = format!("/api/v1/desk/cases/{case}");
    let unseen = call(&officer, "GET", &desk, Value::Null).await;
    assert_eq!(unseen.status, StatusCode::FORBIDDEN, "not assigned yet");
    for step in ["take", "accept", "examine"] {
        let done = call(&officer, "POST", &format!("{desk}/{step}"), Value::Null).await;
        assert_eq!(done.status, StatusCode::NO_CONTENT, "{step}: {}", done.body);
    }
    let seen = read(&call(&officer, "GET", &desk, Value::Null).await);
    assert_eq!(seen["stage"], "examined");
    let decision = json!({ "verdict": "granted", "reasons": "符合条件" });
    let done = call(&officer, "POST", &format!("{desk}/decide"), decision.clone()).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.body);
    let again = call(&officer, "POST", &format!("{desk}/decide"), decision).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "under another key it is another request");

    let decided = read(&call(&own, "GET", &mine, Value::Null).await);
    let certificate = decided["certificate"].as_str().unwrap();
    let held = format!("/api/v1/certificates/{certificate}");
    let held = read(&call(&own, "GET", &held, Value::Null).await);
    let shown = json!({ "certificate": held["signed"] });
    let verdict = call(&fixtures.stranger(), "POST", "/api/v1/verify", shown).await;
    assert_eq!(read(&verdict)["valid"], true, "{}", verdict.body);
}

#[tokio::test]
async fn a_draft_is_begun_and_filled_in() {
    let fixtures = Fixtures::new().await;
    let own = fixtures.signed_in_as(OWNER).await;
    let begun = call(&own, "POST", "/api/v1/drafts", json!({ "service": "small-food-business" }));
    let begun = begun.await;
    assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.body);
    let draft = begun.location;
    let opened = read(&call(&own, "GET", &draft, Value::Null).await);
    let fact = opened["questions"][0]["id"].as_str().unwrap();
    let answers = format!("{draft}/answers/{fact}");
    let wrong = call(&own, "PUT", &answers, json!({ "value": "nonsense" })).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(read(&wrong)["errors"][0]["pointer"], "#/value", "{}", wrong.body);
    let extra = call(&own, "PUT", &answers, json!({ "value": true, "more": 1 })).await;
    assert_eq!(extra.status, StatusCode::BAD_REQUEST);
    assert_eq!(read(&extra)["errors"][0]["pointer"], "#/more", "{}", extra.body);
    let mut fields = opened["fields"].as_array().unwrap().iter();
    let field = fields.find(|field| field["settled"] == false).unwrap();
    let value = format!("{draft}/values/{}", field["id"].as_str().unwrap());
    let kept = call(&own, "PUT", &value, json!({ "value": "海棠" })).await;
    assert_eq!(kept.status, StatusCode::NO_CONTENT, "{}", kept.body);
    let opened = read(&call(&own, "GET", &draft, Value::Null).await);
    assert_eq!(opened["values"][field["id"].as_str().unwrap()], "海棠");
    assert!(!opened["problems"].as_array().unwrap().is_empty(), "much is missing");
    let submit = call(&own, "POST", &format!("{draft}/submit"), json!({ "declared": true })).await;
    let errors = read(&submit)["errors"].as_array().unwrap().len();
    assert_eq!(submit.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(errors > 1, "all at once: {}", submit.body);
    let gone = call(&own, "DELETE", &draft, Value::Null).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(call(&own, "GET", &draft, Value::Null).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn ones_own_record_is_shown_where_a_service_shows_it() {
    let fixtures = Fixtures::new().await;
    let own = fixtures.signed_in_as(OWNER).await;
    let before = fixtures.entries().await;
    let shown = own.asks("GET", "/api/v1/services/social-insurance-record/record").await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
    let record = read(&shown);
    assert_eq!(record["answered"], true);
    assert!(record["fields"].as_object().unwrap().len() > 1, "{record}");
    assert!(fixtures.entries().await > before, "on record");
    let other = own.asks("GET", "/api/v1/services/small-food-business/record").await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn lists_go_on_where_they_ended() {
    let fixtures = Fixtures::new().await;
    let own = fixtures.signed_in_as(OWNER).await;
    let all = read(&call(&own, "GET", "/api/v1/cases?limit=100", Value::Null).await);
    let ids = |page: &Value| -> Vec<String> {
        let items = page["items"].as_array().unwrap().iter();
        items.map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    };
    let (mut found, mut path) = (Vec::new(), "/api/v1/cases?limit=1".to_owned());
    loop {
        let page = read(&call(&own, "GET", &path, Value::Null).await);
        found.extend(ids(&page));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/cases?limit=1&cursor={next}");
    }
    assert_eq!(found, ids(&all));
    assert!(found.len() >= 3, "{found:?}");
    for bad in ["cursor=zz", "limit=0", "limit=101", "limit=x", "more=1", "limit=1&limit=2"] {
        let answer = call(&own, "GET", &format!("/api/v1/cases?{bad}"), Value::Null).await;
        let status = if bad == "cursor=zz" { 422 } else { 400 };
        assert_eq!(answer.status.as_u16(), status, "{bad}");
        assert!(answer.body.contains("\"parameter\""), "{}", answer.body);
    }
    let none = call(&own, "GET", "/api/v1/notices?more=1", Value::Null).await;
    assert_eq!(none.status, StatusCode::BAD_REQUEST, "an operation without parameters has none");
}

#[tokio::test]
async fn what_does_not_fit_is_said_in_the_readers_language() {
    let fixtures = Fixtures::new().await;
    let stranger = fixtures.stranger();
    let path = "/api/v1/services/small-food-business/checklist";
    let plain = stranger.calls("POST", path, Some(("text/plain", "{}".to_owned()))).await;
    assert_eq!(plain.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let broken = stranger.calls("POST", path, Some(("application/json", "{".to_owned()))).await;
    assert_eq!(broken.status, StatusCode::BAD_REQUEST);
    assert!(broken.body.contains("line 1"), "{}", broken.body);
    let unknown = call(&stranger, "POST", path, json!({ "answers": { "nothing": 1 } })).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.body.contains("no such question"), "{}", unknown.body);
    let method = stranger.calls("PUT", "/api/v1/services", None).await;
    assert_eq!(method.status, StatusCode::METHOD_NOT_ALLOWED);
    let list = call(&stranger, "POST", path, json!({ "answers": {} })).await;
    assert_eq!(list.status, StatusCode::OK, "{}", list.body);
    assert!(!read(&list)["open_questions"].as_array().unwrap().is_empty());
}
