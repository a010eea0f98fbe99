//! Officials' rights and audits, by programs alone.

use axum::http::StatusCode;
use jiff::SignedDuration;
use onewindow_model::actor::Role;
use onewindow_model::sign_in::Method;
use serde_json::{Value, json};

use crate::browser::{Answer, Browser};
use crate::fixtures::Fixtures;
use crate::through_api::{call, read};

const CHANGES: &str = "/api/v1/desk/staff/changes";
const OFFICIALS: &str = "/api/v1/desk/staff/officials";

async fn get(who: &Browser, path: &str) -> Value {
    let answer = call(who, "GET", path, Value::Null).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    read(&answer)
}

/// Every item of a list, asked for one by one.
async fn all(who: &Browser, path: &str) -> Vec<Value> {
    let (mut found, mut next) = (Vec::new(), format!("{path}?limit=1"));
    loop {
        let page = get(who, &next).await;
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= 1, "{page}");
        found.extend(items.iter().cloned());
        let Some(cursor) = page["next"].as_str() else { return found };
        next = format!("{path}?limit=1&cursor={cursor}");
    }
}

/// The second administrator of the same house.
async fn second(fixtures: &Fixtures) -> Browser {
    let ctx = fixtures.world.official(&fixtures.authority(), Role::Administrator, 1);
    fixtures.browser_by(ctx.actor, Method::Demonstration).await
}

fn joins(login: &str) -> Value {
    let roles = ["case-officer"];
    json!({
        "change": { "kind": "join", "name": "新来的", "login": login, "roles": roles },
        "reasons": "工作需要",
    })
}

fn pointer(answer: &Answer) -> String {
    read(answer)["errors"][0]["pointer"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_change_goes_its_way_by_programs_alone() {
    let fixtures = Fixtures::new().await;
    let (first, second) = (fixtures.administrator().await, second(&fixtures).await);
    let before = all(&first, OFFICIALS).await.len();
    fixtures.world.clock.pass(SignedDuration::from_secs(1));
    let made = call(&first, "POST", CHANGES, joins("officer-xin")).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let change = made.location;
    let waits = get(&first, &change).await;
    assert_eq!((&waits["stage"], &waits["kind"]), (&json!("proposed"), &json!("join")));
    assert_eq!((&waits["mine_to_judge"], &waits["mine_to_end"]), (&json!(false), &json!(true)));
    assert_eq!(waits["post"]["organisation"], fixtures.authority());

    let alone = call(&first, "POST", &format!("{change}/agree"), Value::Null).await;
    assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&alone)["detail"].as_str().unwrap().contains("You proposed this"));
    assert_eq!(get(&second, &change).await["mine_to_judge"], true);
    let agreed = call(&second, "POST", &format!("{change}/agree"), Value::Null).await;
    assert_eq!(agreed.status, StatusCode::OK, "{}", agreed.body);
    let again = call(&second, "POST", &format!("{change}/agree"), Value::Null).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.body);
    assert_eq!(get(&second, &change).await["stage"], "in-force");

    let officials = all(&first, OFFICIALS).await;
    let logins: Vec<_> = officials.iter().map(|one| one["login"].as_str().unwrap()).collect();
    assert_eq!(logins.len(), before + 1);
    assert!(logins.is_sorted() && logins.contains(&"officer-xin"), "{logins:?}");
    let changes = all(&first, CHANGES).await;
    assert!(changes.len() >= 2, "{changes:?}");
    assert_eq!(changes[0]["official"]["login"], "officer-xin", "the newest first");
    let steps = all(&first, "/api/v1/desk/staff/record").await;
    let told: Vec<_> = steps.iter().take(2).map(|step| step["what"].clone()).collect();
    assert_eq!(told, ["agreed", "proposed"]);
    assert!(!all(&first, "/api/v1/desk/staff/auditors").await.is_empty());
}

#[tokio::test]
async fn what_does_not_do_in_a_proposal_is_said_where_it_stands() {
    let fixtures = Fixtures::new().await;
    let first = fixtures.administrator().await;
    let officer = fixtures.path("{officer}");
    let leave =
        |officer: &str, from: &str| json!({ "kind": "leave", "officer": officer, "from": from });
    let roles = json!(["auditor", "case-officer"]);
    let two = json!({ "kind": "join", "name": "x", "login": "officer-xin", "roles": roles });
    let known =
        json!({ "kind": "join", "name": "x", "login": "officer-fang", "roles": ["reviewer"] });
    for (change, status, at) in [
        (leave(&officer, "2020-01-01"), 422, "#/change/from"),
        (leave(&"0".repeat(26), "2030-01-01"), 422, "#/change/officer"),
        (leave(&officer, "2030-02-30"), 400, "#/change/from"),
        (leave("nobody", "2030-02-01"), 400, "#/change/officer"),
        (two, 422, "#/change/roles"),
        (known, 422, "#/change/login"),
        (json!({ "kind": "go" }), 400, "#/change/kind"),
        (json!({ "kind": "restore" }), 400, "#/change/officer"),
    ] {
        let sent = json!({ "change": change, "reasons": "r" });
        let answer = call(&first, "POST", CHANGES, sent).await;
        let said = (answer.status.as_u16(), pointer(&answer));
        assert_eq!(said, (status, at.to_owned()), "{}", answer.body);
    }
    let chinese = fixtures.administrator().await.in_chinese();
    let sent = json!({ "change": leave(&officer, "2020-01-01"), "reasons": "r" });
    let answer = call(&chinese, "POST", CHANGES, sent).await;
    assert!(answer.body.contains("起始日期不得早于今日"), "{}", answer.body);
}

#[tokio::test]
async fn a_change_is_declined_or_taken_back_with_reasons() {
    let fixtures = Fixtures::new().await;
    let (first, second) = (fixtures.administrator().await, second(&fixtures).await);
    let why = json!({ "reasons": "编制已满" });
    let one = call(&first, "POST", CHANGES, joins("officer-a")).await.location;
    let done = call(&second, "POST", &format!("{one}/decline"), why.clone()).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.body);
    let told = get(&first, &one).await;
    assert_eq!((&told["stage"], &told["declined_because"]), (&json!("declined"), &why["reasons"]));
    let two = call(&first, "POST", CHANGES, joins("officer-b")).await.location;
    let done = call(&first, "POST", &format!("{two}/end"), why.clone()).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.body);
    let told = get(&first, &two).await;
    assert_eq!((&told["stage"], &told["ended_because"]), (&json!("ended"), &why["reasons"]));
}

#[tokio::test]
async fn cases_change_hands_and_rights_are_looked_over() {
    let fixtures = Fixtures::new().await;
    let first = fixtures.administrator().await;
    let handled = fixtures.path("/api/v1/desk/staff/officials/{officer}/cases");
    let case = fixtures.path("{case}");
    let held = all(&first, &handled).await;
    assert!(held.iter().any(|one| one["id"] == case), "{held:?}");
    let give = format!("/api/v1/desk/staff/cases/{case}/give");
    let to = json!({ "to": "0".repeat(26), "reasons": "r" });
    let nobody = call(&first, "POST", &give, to).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(pointer(&nobody), "#/to", "{}", nobody.body);
    let back = call(&first, "POST", &give, json!({ "reasons": "经办人休假" })).await;
    assert_eq!(back.status, StatusCode::NO_CONTENT, "{}", back.body);
    let left = all(&first, &handled).await;
    assert_eq!(left.len(), held.len() - 1);
    let rest = call(&first, "POST", &format!("{handled}/give"), json!({ "reasons": "r" })).await;
    assert_eq!(read(&rest)["given"], left.len(), "{}", rest.body);
    assert!(all(&first, &handled).await.is_empty());

    let review = fixtures.path("/api/v1/desk/staff/officials/{officer}/review");
    let done = call(&first, "POST", &review, Value::Null).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.body);
    let figures = get(&first, "/api/v1/desk/staff/reviews").await;
    assert!(figures["fresh"].as_u64().unwrap() > 3, "{figures}");
    let elsewhere = fixtures.official_elsewhere().await;
    let shut = call(&elsewhere, "GET", &handled, Value::Null).await.status;
    assert!(matches!(shut, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND), "{shut}");
}

#[tokio::test]
async fn who_may_not_have_a_case_is_said_beside_who_was_chosen() {
    let fixtures = Fixtures::new().await;
    let first = fixtures.administrator().await;
    let (officer, case) = (fixtures.path("{officer}"), fixtures.path("{case}"));
    let elsewhere = fixtures.world.official("chengzhou-housing", Role::CaseOfficer, 0);
    let elsewhere = elsewhere.actor.officer().unwrap().id.to_string();
    let give = format!("/api/v1/desk/staff/cases/{case}/give");
    let denied = call(&first, "POST", &give, json!({ "to": elsewhere, "reasons": "r" })).await;
    assert_eq!(denied.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", denied.body);
    let told = read(&denied);
    assert_eq!(told["errors"][0]["pointer"], "#/to", "{told}");
    let fields = format!("officer={officer}&case={case}&to={elsewhere}&reasons=r");
    let page = first.posts("/desk/staff/cases", &fields).await;
    assert!(page.body.contains("This official may not handle the case."), "{}", page.body);
    let chinese = first.in_chinese();
    let page = chinese.posts("/desk/staff/cases", &fields).await;
    assert!(page.body.contains("该人员无权经办本件"), "{}", page.body);
}

#[tokio::test]
async fn an_auditor_draws_and_opens_by_programs() {
    let fixtures = Fixtures::new().await;
    let auditor = fixtures.auditor().await;
    let mandates = get(&auditor, "/api/v1/audit/mandates").await;
    let mandate = mandates["items"][0]["id"].as_str().unwrap();
    assert_eq!(mandates["items"][0]["organisation"], fixtures.authority());
    let here = format!("/api/v1/audit/mandates/{mandate}");
    let cases = all(&auditor, &format!("{here}/cases")).await;
    assert!(cases.len() >= 2, "{cases:?}");
    let samples = format!("{here}/samples");
    let sent = || Some(("application/json", json!({ "size": 2, "purpose": "抽查" }).to_string()));
    let before = get(&auditor, &samples).await["items"].as_array().unwrap().len();
    let key = "a-key-of-an-auditor";
    let drawn = auditor.repeats("POST", &samples, sent(), key).await;
    assert_eq!(drawn.status, StatusCode::CREATED, "{}", drawn.body);
    let again = auditor.repeats("POST", &samples, sent(), key).await;
    assert_eq!(again.body, drawn.body, "drawn once");
    assert_eq!(get(&auditor, &samples).await["items"].as_array().unwrap().len(), before + 1);
    let sample = get(&auditor, &drawn.location).await;
    assert_eq!(sample["seed"].as_str().unwrap().len(), 64);
    let found = sample["cases"]["items"].as_array().unwrap();
    assert_eq!(found.len(), 2);
    let case = format!("{}/cases/{}", drawn.location, found[0]["id"].as_str().unwrap());
    let opened = call(&auditor, "GET", &case, Value::Null).await;
    assert_eq!(opened.status, StatusCode::OK, "{}", opened.body);
    fixtures.assert_silent(&opened.body, &case);
    assert!(!read(&opened)["timeline"].as_array().unwrap().is_empty());
    let many = json!({ "size": 21, "purpose": "r" });
    let many = call(&auditor, "POST", &samples, many).await;
    assert_eq!((many.status, pointer(&many)), (StatusCode::BAD_REQUEST, "#/size".to_owned()));
    assert!(!all(&auditor, &format!("{here}/record")).await.is_empty());
}
