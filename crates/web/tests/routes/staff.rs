//! Officials with passkeys: how they come in, when they are asked again, and that nothing of what
//! they sent is lost or done meanwhile.

use axum::http::StatusCode;
use jiff::SignedDuration;
use onewindow_app::cases;
use onewindow_app::staff::enrolment;
use onewindow_app::testing::Device;
use onewindow_model::actor::Actor;
use onewindow_model::sign_in::Method;
use serde_json::Value;

use crate::browser::{Answer, Browser};
use crate::fixtures::{Fixtures, OWNER};

const KEYS: &str = "/api/v1/desk/passkeys";
const SITE: &str = "http://localhost:8080";
const REASONS: &str = "There is no sink.";

/// What the page asks the browser.
fn asked(page: &Answer) -> String {
    let (_, rest) = page.body.split_once("data-options=\"").unwrap();
    let (options, _) = rest.split_once('"').unwrap();
    options.replace("&#34;", "\"").replace("&quot;", "\"")
}

/// A value in a form.
fn sent(text: &str) -> String {
    let bytes = text.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    });
    bytes.collect()
}

struct Desk {
    fixtures: Fixtures,
    device: Device,
}

impl Desk {
    /// The officer of the case has a passkey.
    async fn new() -> Desk {
        let fixtures = Fixtures::named(SITE).await;
        let mut desk = Desk { fixtures, device: Device::new(SITE, "localhost") };
        let browser = desk.enrols().await;
        assert_eq!(browser.asks("GET", "/desk").await.status, StatusCode::OK);
        desk
    }

    /// Enrols the officer of the case with a code; gives back the browser, signed in.
    async fn enrols(&mut self) -> Browser {
        let Actor::Officer(officer) = self.fixtures.officer() else { panic!("no officer") };
        let system = self.fixtures.world.system();
        let code = enrolment::issue(&system, officer.id).await.unwrap();
        let stranger = self.fixtures.stranger();
        let brought = stranger.posts("/staff/enrol", &format!("code={code}")).await;
        assert_eq!(brought.location, "/staff/enrol/passkey");
        let page = stranger.asks("GET", "/staff/enrol/passkey").await;
        let policy = "script-src 'self'";
        assert!(page.policy.contains(policy), "{}", page.policy);
        let answer = sent(&self.device.makes(&asked(&page)));
        let done = stranger.posts("/staff/enrol/passkey", &format!("name=x&answer={answer}")).await;
        assert_eq!((done.status, &*done.location), (StatusCode::SEE_OTHER, "/desk"));
        stranger.taking(&done.cookie)
    }

    async fn signed_in(&self) -> Browser {
        self.fixtures.browser_by(self.fixtures.officer(), Method::Passkey).await
    }

    /// The answer to what a page asks; gives back the browser with its new session, and where it goes.
    async fn confirms(&mut self, browser: Browser, page: &str) -> (Browser, String) {
        let asking = browser.asks("GET", page).await;
        assert_eq!(asking.status, StatusCode::OK, "{page}");
        let answer = sent(&self.device.signs(&asked(&asking)));
        let back = page.split_once("return=").map_or("", |(_, rest)| rest);
        let back = back.split('&').next().unwrap();
        let fields = format!("answer={answer}&return={back}");
        let done = browser.posts("/staff/confirm", &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        (browser.taking(&done.cookie), done.location)
    }

    fn refusal(&self, step: &str) -> (String, String) {
        let case = self.fixtures.path("/desk/cases/{case}");
        let number = self.fixtures.number();
        (format!("{case}/{step}"), format!("number={number}&refusal={}", sent(REASONS)))
    }

    async fn stage(&self) -> String {
        let case = self.fixtures.path("{case}").parse().unwrap();
        let file = cases::open_own(&self.fixtures.world.acting(OWNER), case).await.unwrap();
        file.case.stage.name().to_string()
    }
}

#[tokio::test]
async fn an_official_signs_in_with_a_passkey() {
    let mut desk = Desk::new().await;
    let stranger = desk.fixtures.stranger();
    let page = stranger.asks("GET", "/staff/sign-in?return=/desk/present").await;
    assert_eq!(page.status, StatusCode::OK);
    let answer = sent(&desk.device.signs(&asked(&page)));
    let fields = format!("answer={answer}&return=/desk/present");
    let done = stranger.posts("/staff/sign-in", &fields).await;
    assert_eq!(done.location, "/desk/present");
    assert!(done.cookie.starts_with("ow-session="), "{}", done.cookie);
    let again = stranger.posts("/staff/sign-in", &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "replayed");
    assert!(again.body.contains("answered already"));
    let browser = stranger.taking(&done.cookie);
    assert_eq!(browser.asks("GET", "/desk/present").await.status, StatusCode::OK);
    let script = page.body.matches("<script").count();
    assert_eq!((script, page.body.contains("<noscript>")), (1, true));
}

#[tokio::test]
async fn a_decision_waits_for_its_author_and_is_not_lost() {
    let mut desk = Desk::new().await;
    let browser = desk.signed_in().await;
    let (path, fields) = desk.refusal("refuse-intake");
    desk.fixtures.world.clock.pass(SignedDuration::from_mins(6));
    let before = desk.stage().await;
    let turned = browser.posts(&path, &fields).await;
    assert_eq!(turned.status, StatusCode::SEE_OTHER);
    assert_eq!(turned.location, "/staff/confirm?return=/staff/resume&typed=kept");
    assert!(turned.cookie.starts_with("ow-kept="), "{}", turned.cookie);
    assert_eq!(desk.stage().await, before, "nothing is done yet");
    // Somebody else at the same browser gets nothing of it.
    let other = desk.fixtures.signed_in_as("officer-jiang").await.carrying(&turned.cookie);
    assert_eq!(other.asks("GET", "/staff/resume").await.location, "/desk");

    let browser = browser.carrying(&turned.cookie);
    let waiting = browser.asks("GET", &turned.location).await;
    assert!(!waiting.body.contains(REASONS) && waiting.body.contains("kept for 30 minutes"));
    let (browser, onward) = desk.confirms(browser, &turned.location).await;
    assert_eq!(onward, "/staff/resume");
    let page = browser.asks("GET", &onward).await;
    assert!(page.body.contains(REASONS) && page.body.contains(&format!("action=\"{path}\"")));
    assert!(page.cookie.starts_with("ow-kept=;"), "the token is given up: {}", page.cookie);
    assert_eq!(browser.asks("GET", &onward).await.location, "/desk", "once");
    let done = browser.posts(&path, &fields).await;
    assert!(done.location.starts_with("/desk?done=intake-refused"), "{}", done.location);
    assert_ne!(desk.stage().await, before);
}

#[tokio::test]
async fn a_desk_that_nobody_uses_locks_and_stays_so() {
    let mut desk = Desk::new().await;
    let browser = desk.signed_in().await;
    let seen = browser.asks("GET", "/desk").await;
    assert!(seen.refresh.starts_with("601; url=/staff/confirm?return=/desk"), "{}", seen.refresh);
    desk.fixtures.world.clock.pass(SignedDuration::from_mins(9));
    assert_eq!(browser.asks("GET", "/desk").await.status, StatusCode::OK, "in use");
    desk.fixtures.world.clock.pass(SignedDuration::from_mins(10));
    for _ in 0..2 {
        let locked = browser.asks("GET", &desk.fixtures.path("/desk/cases/{case}")).await;
        assert_eq!(locked.status, StatusCode::SEE_OTHER);
        assert!(locked.location.starts_with("/staff/confirm?return=/desk/cases/"));
        // Looking at what is public is no use of the desk.
        assert_eq!(browser.asks("GET", "/services").await.status, StatusCode::OK);
    }
    let at = "/staff/confirm?return=/desk/present";
    assert!(browser.asks("GET", at).await.body.contains("The desk is locked"));
    let (path, fields) = desk.refusal("refuse-intake");
    let turned = browser.posts(&path, &fields).await;
    assert_eq!(turned.location, "/staff/confirm?return=/staff/resume&typed=kept");
    let (browser, onward) = desk.confirms(browser, at).await;
    assert_eq!(onward, "/desk/present");
    assert_eq!(browser.asks("GET", "/desk").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_form_of_the_desk_outlives_its_session() {
    let desk = Desk::new().await;
    let browser = desk.signed_in().await;
    desk.fixtures.world.clock.pass(SignedDuration::from_mins(31));
    let (path, fields) = desk.refusal("refuse-intake");
    let turned = browser.posts(&path, &fields).await;
    assert_eq!(turned.location, "/sign-in?return=/staff/resume&typed=kept");
    let again = desk.signed_in().await.carrying(&turned.cookie);
    assert!(again.asks("GET", "/staff/resume").await.body.contains(REASONS));
    // A form that is not ours is not kept.
    desk.fixtures.world.clock.pass(SignedDuration::from_mins(31));
    let forged = browser.forges(&path, &fields).await;
    assert_eq!((forged.status, &*forged.cookie), (StatusCode::FORBIDDEN, ""));
}

#[tokio::test]
async fn in_a_demonstration_nobody_is_asked_again() {
    let desk = Desk::new().await;
    let browser = desk.fixtures.browser_by(desk.fixtures.officer(), Method::Demonstration).await;
    assert_eq!(browser.asks("GET", "/desk").await.refresh, "");
    desk.fixtures.world.clock.pass(SignedDuration::from_mins(20));
    let (path, fields) = desk.refusal("refuse-intake");
    let done = browser.posts(&path, &fields).await;
    assert!(done.location.starts_with("/desk?done=intake-refused"), "{}", done.location);
    let asked = browser.asks("GET", "/staff/confirm?return=/desk").await;
    assert_eq!(asked.location, "/desk", "there is nothing to confirm with");
}

#[tokio::test]
async fn one_more_passkey_takes_a_fresh_proof() {
    let mut desk = Desk::new().await;
    let browser = desk.signed_in().await;
    desk.fixtures.world.clock.pass(SignedDuration::from_mins(6));
    let turned = browser.asks("GET", "/desk/passkeys/new").await;
    assert_eq!(turned.location, "/staff/confirm?return=/desk/passkeys/new");
    let (browser, onward) = desk.confirms(browser, &turned.location).await;
    let page = browser.asks("GET", &onward).await;
    let mut second = Device::new(SITE, "localhost");
    let answer = sent(&second.makes(&asked(&page)));
    let fields = format!("name=Spare+key&answer={answer}");
    let done = browser.posts("/desk/passkeys/new", &fields).await;
    assert_eq!(done.location, "/desk/passkeys?done=added", "{}", done.body);
    let list = browser.asks("GET", "/desk/passkeys").await;
    assert!(list.body.contains("Spare key"), "{}", list.body);
    let theirs = desk.fixtures.official_elsewhere().await.asks("GET", "/desk/passkeys").await;
    assert!(!theirs.body.contains("Spare key"));

    // By programs: another name, and away with it.
    let read = |answer: &Answer| serde_json::from_str::<Value>(&answer.body).unwrap();
    let list = read(&browser.asks("GET", KEYS).await);
    let spare = list["items"].as_array().unwrap().iter().find(|one| one["name"] == "Spare key");
    let spare = format!("{KEYS}/{}", spare.unwrap()["id"].as_str().unwrap());
    let name = Some(("application/json", r#"{"name":"Drawer"}"#.to_owned()));
    assert_eq!(browser.calls("PUT", &spare, name).await.status, StatusCode::NO_CONTENT);
    let list = read(&browser.asks("GET", KEYS).await);
    assert_eq!(list["items"].as_array().unwrap().last().unwrap()["name"], "Drawer");
    assert_eq!(list["record"][0]["what"], "renamed");
    let gone = async |who: &Browser| who.calls("DELETE", &spare, None).await.status;
    let other = desk.fixtures.official_elsewhere().await;
    assert_eq!(gone(&other).await, StatusCode::NOT_FOUND);
    desk.fixtures.world.clock.pass(SignedDuration::from_mins(6));
    assert_eq!(gone(&browser).await, StatusCode::FORBIDDEN, "not proved just now");
    let (browser, _) = desk.confirms(browser, "/staff/confirm?return=/desk/passkeys").await;
    assert_eq!(gone(&browser).await, StatusCode::NO_CONTENT);
    assert_eq!(read(&browser.asks("GET", KEYS).await)["items"].as_array().unwrap().len(), 1);
}
