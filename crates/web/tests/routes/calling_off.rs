//! Two administrators call off what two agreed to, on its page and by programs.

use axum::http::StatusCode;
use onewindow_model::actor::Role;
use onewindow_model::sign_in::Method;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::fixtures::Fixtures;
use crate::through_api::{call, read};

const CHANGES: &str = "/api/v1/desk/staff/changes";

async fn administrators(fixtures: &Fixtures) -> (Browser, Browser) {
    let second = fixtures.world.official(&fixtures.authority(), Role::Administrator, 1);
    let second = fixtures.browser_by(second.actor, Method::Demonstration).await;
    (fixtures.administrator().await, second)
}

/// The id of a leave that two agreed to for a day far off.
async fn agreed(fixtures: &Fixtures, first: &Browser, second: &Browser) -> String {
    let officer = fixtures.path("{officer}");
    let change = json!({ "kind": "leave", "officer": officer, "from": "2030-01-01" });
    let sent = json!({ "change": change, "reasons": "本人申请" });
    let made = call(first, "POST", CHANGES, sent).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let done = call(second, "POST", &format!("{}/agree", made.location), Value::Null).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    made.location.rsplit('/').next().unwrap().to_owned()
}

async fn one(who: &Browser, id: &str) -> Value {
    read(&call(who, "GET", &format!("{CHANGES}/{id}"), Value::Null).await)
}

#[tokio::test]
async fn a_change_is_called_off_by_programs_alone() {
    let fixtures = Fixtures::new().await;
    let (first, second) = administrators(&fixtures).await;
    let id = agreed(&fixtures, &first, &second).await;
    let told = one(&first, &id).await;
    assert_eq!((&told["mine_to_call_off"], &told["calling_off"]), (&json!(true), &Value::Null));
    let off = format!("{CHANGES}/{id}/call-off");
    let (agree, stay) = (format!("{off}/agree"), format!("{off}/stay"));
    let why = json!({ "reasons": "本人决定留任" });
    for way in [&agree, &stay] {
        let sent = if way == &stay { why.clone() } else { Value::Null };
        let early = call(&second, "POST", way, sent).await;
        assert_eq!(early.status, StatusCode::CONFLICT, "{way}: {}", early.body);
    }
    let done = call(&first, "POST", &off, why.clone()).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.body);
    let twice = call(&second, "POST", &off, why.clone()).await;
    assert_eq!(twice.status, StatusCode::CONFLICT, "{}", twice.body);
    let alone = call(&first, "POST", &agree, Value::Null).await;
    assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", alone.body);
    let told = one(&second, &id).await;
    assert_eq!((&told["stage"], &told["to_be_called_off"]), (&json!("agreed"), &json!(true)));
    assert_eq!(told["calling_off"]["reasons"], why["reasons"]);
    assert_eq!(told["calling_off"]["agreed_by"], Value::Null);
    assert_eq!((&told["mine_to_judge"], &told["mine_to_call_off"]), (&json!(true), &json!(false)));
    let kept = call(&second, "POST", &stay, why.clone()).await;
    assert_eq!(kept.status, StatusCode::NO_CONTENT, "{}", kept.body);
    assert_eq!(one(&second, &id).await["to_be_called_off"], false);

    call(&second, "POST", &off, why.clone()).await;
    assert_eq!(one(&second, &id).await["calling_off"]["mine_to_keep"], true, "thinks better");
    let done = call(&first, "POST", &agree, Value::Null).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.body);
    let told = one(&first, &id).await;
    assert_eq!((&told["stage"], &told["ended_because"]), (&json!("ended"), &why["reasons"]));
    assert!(told["calling_off"]["agreed_by"]["name"].is_string(), "{told}");
    let late = call(&second, "POST", &agree, Value::Null).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
}

#[tokio::test]
async fn the_page_of_a_change_offers_what_can_be_done_with_it_and_nothing_else() {
    let fixtures = Fixtures::new().await;
    let (first, second) = administrators(&fixtures).await;
    let id = agreed(&fixtures, &first, &second).await;
    let page = format!("/desk/staff/grants/{id}");
    let forms = async |who: &Browser| {
        let body = who.asks("GET", &page).await.body;
        let ways = ["/agree", "/decline", "/end", "/call-off", "/call-off/agree", "/call-off/stay"];
        ways.into_iter()
            .filter(|way| body.contains(&format!("\"{page}{way}\"")))
            .collect::<Vec<_>>()
    };
    assert_eq!(forms(&first).await, ["/call-off"]);
    assert_eq!(forms(&second).await, ["/call-off"]);
    let empty = first.posts(&format!("{page}/call-off"), "off=").await;
    assert!(empty.body.contains("Give the reasons"), "{}", empty.body);
    let done = first.posts(&format!("{page}/call-off"), "off=stays").await;
    assert_eq!(done.location, format!("{page}?done=proposed"), "{}", done.body);
    assert_eq!(forms(&first).await, ["/call-off/stay"]);
    assert_eq!(forms(&second).await, ["/call-off/agree", "/call-off/stay"]);
    // A page that was opened before asks another question.
    let old = second.posts(&format!("{page}/agree"), "").await;
    assert!(old.body.contains("This was settled meanwhile"), "{}", old.body);
    let kept = first.posts(&format!("{page}/call-off/stay"), "refusal=no").await;
    assert_eq!(kept.location, format!("{page}?done=stays"), "{}", kept.body);
    let told = first.asks("GET", &kept.location).await;
    assert!(told.body.contains("It is not called off: the change stands."), "{}", told.body);

    second.posts(&format!("{page}/call-off"), "off=stays").await;
    let done = first.posts(&format!("{page}/call-off/agree"), "").await;
    assert_eq!(done.location, format!("{page}?done=agreed"), "{}", done.body);
    assert!(forms(&first).await.is_empty() && forms(&second).await.is_empty());
    let chinese = second.in_chinese();
    let over = chinese.asks("GET", &page).await;
    assert!(over.body.contains("两名管理员已共同取消"), "{}", over.body);
    let record = chinese.asks("GET", "/desk/staff/record").await;
    for step in ["提出取消", "维持原定变动", "另一名管理员确认取消"] {
        assert!(record.body.contains(step), "{step}: {}", record.body);
    }
}
