//! Programs of agencies on every route: without a token, with one that does not count, of another
//! authority, or not good for what is asked.

use axum::http::StatusCode;
use jiff::SignedDuration;
use onewindow_app::clients::{self, Clients, NoToken};
use onewindow_model::actor::Scope;
use onewindow_web::audience::RouteInfo;
use onewindow_web::server;

use crate::browser::Browser;
use crate::fixtures::Fixtures;

const ELSEWHERE: &str = "chengzhou-housing";

async fn refused_everywhere(
    fixtures: &Fixtures,
    who: &Browser,
    routes: impl Iterator<Item = RouteInfo>,
) -> usize {
    let mut tried = 0;
    for route in routes {
        let answer = who.asks(route.method, &fixtures.path(route.path)).await;
        let refused = match answer.status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND => true,
            StatusCode::SEE_OTHER => {
                answer.body.is_empty()
                    && ["/sign-in", "/track"].iter().any(|to| answer.location.starts_with(to))
            }
            _ => false,
        };
        assert!(refused, "{} {}: {}", route.method, route.path, answer.status);
        fixtures.assert_silent(&answer.body, route.path);
        tried += 1;
    }
    tried
}

fn personal() -> impl Iterator<Item = RouteInfo> {
    server::table().into_iter().filter(|route| route.personal)
}

#[tokio::test]
async fn a_program_comes_nowhere_but_where_its_scope_is_named() {
    let fixtures = Fixtures::new().await;
    let machine = fixtures.machine(&fixtures.authority()).await;
    let before = fixtures.entries().await;
    let routes = personal().filter(|route| route.scope.is_none());
    let tried = refused_everywhere(&fixtures, &machine, routes).await;
    assert!(tried >= 90, "only {tried} routes");
    assert_eq!(fixtures.entries().await, before, "nobody was looked at");
}

#[tokio::test]
async fn a_token_that_does_not_count_comes_nowhere() {
    let fixtures = Fixtures::new().await;
    let authority = fixtures.authority();
    let unknown = Browser::machine(&fixtures.router, &"ab".repeat(32));
    refused_everywhere(&fixtures, &unknown, personal()).await;
    let narrow = fixtures.token(&authority, Vec::new()).await;
    let narrow = Browser::machine(&fixtures.router, &narrow);
    refused_everywhere(&fixtures, &narrow, personal()).await;

    let (client, secret) = fixtures.client(&authority, vec![Scope::Work]).await;
    let app = &fixtures.world.app;
    let issue = async || clients::issue(app, &client.to_string(), &secret, None).await.unwrap();
    let first = issue().await.ok().unwrap();
    let machine = Browser::machine(&fixtures.router, &first.token);
    assert_eq!(machine.asks("GET", "/api/v1/agency/work").await.status, StatusCode::OK);
    fixtures.world.clock.pass(clients::TOKEN_FOR + SignedDuration::from_secs(1));
    refused_everywhere(&fixtures, &machine, personal()).await;

    let second = issue().await.ok().unwrap();
    let machine = Browser::machine(&fixtures.router, &second.token);
    assert_eq!(machine.asks("GET", "/api/v1/agency/work").await.status, StatusCode::OK);
    let all = Clients::of(app);
    all.revoke(client, "a test".to_owned(), app.now()).await.unwrap();
    refused_everywhere(&fixtures, &machine, personal()).await;
    assert!(matches!(issue().await, Err(NoToken::Client)), "and gets no other");
    assert!(all.revoke(client, "again".to_owned(), app.now()).await.is_err(), "once");
    let known = all.all().await.unwrap();
    let (_, events) = known.iter().find(|(one, _)| one.id == client).unwrap();
    let told: Vec<_> = events.iter().map(|event| event.what.as_str()).collect();
    assert_eq!(told, ["added", "revoked"], "both stand on record");
}

#[tokio::test]
async fn a_program_sees_its_own_authority_and_nobody() {
    let fixtures = Fixtures::new().await;
    let own = fixtures.machine(&fixtures.authority()).await;
    let list = own.asks("GET", "/api/v1/agency/work?limit=100").await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(list.body.contains(&fixtures.number()), "{}", list.body);
    fixtures.assert_silent(&list.body, "the work list");
    let other = fixtures.machine(ELSEWHERE).await;
    let list = other.asks("GET", "/api/v1/agency/work?limit=100").await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(!list.body.contains(&fixtures.number()), "another authority's case");
    // A session beside the token changes nothing.
    let narrow = fixtures.token(&fixtures.authority(), Vec::new()).await;
    let both = fixtures.handling_officer().await.with_token(&narrow);
    let answer = both.asks("GET", "/api/v1/agency/work").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let officer = fixtures.handling_officer().await;
    let answer = officer.asks("GET", "/api/v1/agency/work").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "no token, no list");
}

#[tokio::test]
async fn a_token_is_given_for_id_and_secret() {
    let fixtures = Fixtures::new().await;
    let (client, secret) = fixtures.client(&fixtures.authority(), vec![Scope::Work]).await;
    let form = "application/x-www-form-urlencoded";
    let ask = async |user: &str, body: &str| {
        let basic = fixtures.stranger().with_basic(user);
        basic.calls("POST", "/api/oauth/token", Some((form, body.to_owned()))).await
    };
    let grant = "grant_type=client_credentials";
    let given = ask(&format!("{client}:{secret}"), grant).await;
    assert_eq!(given.status, StatusCode::OK, "{}", given.body);
    let given: serde_json::Value = serde_json::from_str(&given.body).unwrap();
    assert_eq!(given["token_type"], "Bearer");
    assert_eq!(given["scope"], "work");
    assert_eq!(given["expires_in"], 900);
    let machine = Browser::machine(&fixtures.router, given["access_token"].as_str().unwrap());
    assert_eq!(machine.asks("GET", "/api/v1/agency/work").await.status, StatusCode::OK);
    let other_scope = format!("{grant}&scope=cases");
    for (user, body, status, error) in [
        (format!("{client}:{}", "0".repeat(64)), grant, 401, "invalid_client"),
        (format!("{client}:"), grant, 401, "invalid_client"),
        (format!("nobody:{secret}"), grant, 401, "invalid_client"),
        (format!("{client}:{secret}"), "grant_type=password", 400, "unsupported_grant_type"),
        (format!("{client}:{secret}"), "", 400, "invalid_request"),
        (format!("{client}:{secret}"), &other_scope, 400, "invalid_scope"),
    ] {
        let answer = ask(&user, body).await;
        assert_eq!(answer.status.as_u16(), status, "{user} {body}");
        assert!(answer.body.contains(error), "{}", answer.body);
    }
}
