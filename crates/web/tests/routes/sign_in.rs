//! Sign-in at an identity provider, which may lie.

mod bad_input;
mod step_up;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use onewindow_app::testing::{World, monday};
use onewindow_app::{accesses, parties};
use onewindow_model::actor::Actor;
use onewindow_model::id::PersonId;
use onewindow_model::purpose::Action;
use onewindow_web::edge::{Rate, RatePlan};
use onewindow_web::server;
use onewindow_web::session::{SessionToken, Sessions};
use serde_json::{Value, json};

use crate::browser::{Answer, Browser};
use crate::provider::TestProvider;

const NUMBER: &str = "11010519491231002X";

/// A platform and its provider.
struct House {
    world: World,
    provider: TestProvider,
    router: Router,
}

impl House {
    async fn new() -> House {
        let clock = monday();
        let provider = TestProvider::new(Arc::clone(&clock)).await;
        let world = World::signing_in(clock, provider.sign_in()).await;
        let mut site = server::site(&world.app, world.clock.clone(), world.random.clone());
        let plenty = Rate { burst: 100_000, pause: Duration::from_millis(1) };
        site.rates = RatePlan { ordinary: plenty, sensitive: plenty };
        let router = server::router(Arc::clone(&world.app), Arc::new(site));
        House { world, provider, router }
    }

    /// Goes to the provider, as `browser`; where that leads, and the browser with its new cookie.
    async fn leave(&self, browser: Browser, start: &str) -> (String, Browser) {
        let sent = browser.asks("GET", start).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        assert!(sent.cookie.starts_with("ow-sign-in="), "{}", sent.cookie);
        assert!(sent.cookie.contains("; HttpOnly; SameSite=Lax"), "{}", sent.cookie);
        let browser = browser.carrying(&sent.cookie);
        (sent.location, browser)
    }

    /// Signs in as whoever the claims say; the answer of the page where one comes back.
    async fn sign_in(&self, claims: Value) -> Answer {
        let (address, browser) =
            self.leave(self.stranger(), "/sign-in/start?return=/account").await;
        browser.asks("GET", &self.provider.approves(&address, claims)).await
    }

    fn stranger(&self) -> Browser {
        Browser::stranger(&self.router)
    }

    /// The browser that holds the session of this answer.
    fn signed_in(&self, answer: &Answer) -> Browser {
        Browser::with_session(&self.router, &token(answer))
    }

    /// Who that session says it is.
    async fn actor(&self, answer: &Answer) -> Actor {
        let hash = SessionToken::parse(&token(answer)).unwrap().hash();
        let sessions = onewindow_web::session::AppSessions(Arc::clone(&self.world.app));
        sessions.load(hash, self.world.app.now()).await.unwrap().unwrap().actor
    }

    async fn person(&self, answer: &Answer) -> PersonId {
        self.actor(answer).await.person().unwrap()
    }
}

fn token(answer: &Answer) -> String {
    let cookie =
        answer.cookie.strip_prefix("ow-session=").unwrap_or_else(|| panic!("{}", answer.body));
    cookie.split(';').next().unwrap().to_owned()
}

/// Somebody with an identity number, proved by face.
fn wen(name: &str) -> Value {
    json!({ "sub": "w-1", "acr": "face", "name": name, "birthdate": "1949-12-31", "id_number": NUMBER })
}

#[tokio::test]
async fn the_first_sign_in_makes_a_record_and_the_next_finds_it() {
    let house = House::new().await;
    let first = house.sign_in(wen("文静")).await;
    assert_eq!((first.status, &*first.location), (StatusCode::SEE_OTHER, "/account"));
    let person = house.person(&first).await;
    let page = house.signed_in(&first).asks("GET", "/account").await;
    assert!(page.body.contains("文静"), "the header greets them");

    let own = house.world.app.ctx(house.actor(&first).await);
    let looks = accesses::list(&own, person, None).await.unwrap();
    assert!(looks.entries.iter().any(|(_, look)| look.action == Action::Write), "on record");

    // Another account with the same number is the same person.
    let mut other = wen("文静");
    other["sub"] = json!("w-2");
    assert_eq!(house.person(&house.sign_in(other).await).await, person);
    // Married, and the register has the new name: the record follows.
    let renamed = house.sign_in(wen("文静怡")).await;
    assert_eq!(house.person(&renamed).await, person);
    let own = house.world.app.ctx(house.actor(&renamed).await);
    let record = parties::open_own(&own, person).await.unwrap();
    assert_eq!(record.identity.name, "文静怡");
    assert_eq!(record.identity.number.unwrap().number(), NUMBER);
}

#[tokio::test]
async fn an_account_without_a_number_is_known_by_itself() {
    let house = House::new().await;
    let account = |sub: &str| json!({ "sub": sub, "name": "Ana Petrović" });
    let one = house.person(&house.sign_in(account("a")).await).await;
    assert_eq!(house.person(&house.sign_in(account("a")).await).await, one);
    assert_ne!(house.person(&house.sign_in(account("b")).await).await, one);
    let company = json!({ "sub": "c", "name": "海棠面馆", "credit_code": "91350100M000100Y43" });
    let company = house.sign_in(company).await;
    let own = house.world.app.ctx(house.actor(&company).await);
    let record = parties::open_own(&own, own.actor.person().unwrap()).await.unwrap();
    assert_eq!(record.kind, onewindow_model::service::Audience::LegalPerson);
}

#[tokio::test]
async fn at_a_demonstration_with_a_provider_only_officials_are_chosen() {
    let house = House::new().await;
    let page = house.stranger().asks("GET", "/sign-in").await;
    assert!(page.body.contains("/sign-in/start") && page.body.contains("clerk-bai"));
    assert!(!page.body.contains("lin-xiaoyu"));
    let chosen = house.stranger().types("/sign-in", "account=lin-xiaoyu&return=").await;
    assert_eq!((chosen.status, &*chosen.cookie), (StatusCode::NOT_FOUND, ""));
    let official = house.stranger().types("/sign-in", "account=clerk-bai&return=").await;
    assert_eq!(official.status, StatusCode::SEE_OTHER);
    // Somebody invented is found by the number that the provider gives.
    let lin = house.world.acting("lin-xiaoyu");
    let mut proved = wen("林晓屿");
    proved["id_number"] = json!("990102199203150243");
    assert_eq!(Some(house.person(&house.sign_in(proved).await).await), lin.actor.person());
}

#[tokio::test]
async fn a_key_that_is_newer_than_what_is_known_is_fetched() {
    let house = House::new().await;
    house.person(&house.sign_in(wen("文静")).await).await;
    house.provider.rotates();
    house.world.clock.pass(jiff::SignedDuration::from_mins(1));
    assert_eq!(house.sign_in(wen("文静")).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn whoever_signs_out_here_signs_out_there_too() {
    let house = House::new().await;
    let signed_in = house.sign_in(wen("文静")).await;
    let browser = house.signed_in(&signed_in);
    let out = browser.asks("POST", "/sign-out").await;
    assert_eq!(out.location, "/signed-out?provider=1");
    let told = house.stranger().asks("GET", &out.location).await;
    let there = format!("{}/end?client_id=onewindow&amp;", house.provider.issuer);
    assert!(
        told.body.contains(&there) || told.body.contains(&there.replace("&amp;", "&#38;")),
        "{}",
        told.body
    );
    let account = browser.asks("GET", "/account").await;
    assert!(account.location.starts_with("/sign-in"), "the session has ended");
}
