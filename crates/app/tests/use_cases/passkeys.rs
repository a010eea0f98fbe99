//! Officials come in with a passkey: each way in which an answer is none, and what is on record.

use jiff::SignedDuration;
use onewindow_app::sessions::{self, Session};
use onewindow_app::staff::{Refusal, enrolment, passkeys};
use onewindow_app::staffing::{self, Wish};
use onewindow_app::testing::{Device, World};
use onewindow_app::{AppError, Ctx};
use onewindow_model::actor::{Actor, Role};
use onewindow_model::passkey::EventKind;
use onewindow_model::sign_in::Method;
use onewindow_model::staffing::Change;
use onewindow_store::testing::append_only;

const SITE: &str = "http://localhost:8080";
const HERE: [u8; 32] = [1; 32];
const ELSEWHERE: [u8; 32] = [2; 32];

struct Desk {
    world: World,
    /// Nobody has signed in.
    nobody: Ctx,
    /// An official of the market authority.
    jiang: Ctx,
    /// Another.
    other: Ctx,
}

async fn desk() -> Desk {
    let world = World::named(SITE).await;
    let nobody = world.app.ctx(Actor::Stranger);
    let jiang = world.acting("officer-jiang");
    let other = world.acting("officer-fang");
    assert!(jiang.actor.officer().is_some_and(|officer| officer.is(Role::CaseOfficer)));
    Desk { world, nobody, jiang, other }
}

impl Desk {
    fn nobody(&self) -> Ctx {
        self.world.app.ctx(Actor::Stranger)
    }

    /// A device with a passkey of an official, enrolled with a code.
    async fn enrolled(&self, who: &Ctx) -> Device {
        let mut device = Device::new(SITE, "localhost");
        let officer = who.actor.officer().unwrap().id;
        let code = enrolment::issue(&self.world.system(), officer).await.unwrap();
        enrolment::begin(&self.nobody(), &HERE, &code).await.unwrap();
        let begun = enrolment::begun(&self.nobody(), &HERE).await.unwrap();
        assert_eq!(begun.official.officer.id, officer);
        let answer = device.makes(&begun.options);
        let done = enrolment::finish(&self.nobody(), &HERE, " 工作 电脑 ", &answer).await.unwrap();
        assert_eq!(done.officer.id, officer);
        device
    }

    async fn signs_in(&self, device: &mut Device) -> Result<String, AppError> {
        let asked = passkeys::ask_sign_in(&self.nobody(), &HERE).await?;
        let answer = device.signs(&asked);
        let official = passkeys::sign_in(&self.nobody(), &HERE, &answer).await?;
        Ok(official.login)
    }

    async fn kinds(&self, who: &Ctx) -> Vec<EventKind> {
        let record = passkeys::record(who).await.unwrap();
        record.into_iter().map(|event| event.kind).collect()
    }
}

fn why<T>(done: Result<T, AppError>) -> Refusal {
    match done {
        Err(AppError::Passkey(why)) => why,
        Err(other) => panic!("refused for another reason: {other:?}"),
        Ok(_) => panic!("not refused"),
    }
}

#[tokio::test]
async fn a_code_makes_a_passkey_and_the_passkey_brings_its_owner_in() {
    let desk = desk().await;
    let mut device = desk.enrolled(&desk.jiang).await;
    assert_eq!(desk.signs_in(&mut device).await.unwrap(), "officer-jiang");
    let all = passkeys::list(&desk.jiang).await.unwrap();
    let [passkey] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(passkey.name, "工作 电脑");
    assert!(passkey.used_at.is_some());
    assert_eq!(desk.kinds(&desk.jiang).await, [EventKind::Added, EventKind::CodeIssued]);
    assert!(passkeys::list(&desk.other).await.unwrap().is_empty());
    let (target, _folder) = (desk.world.target(), desk.world.stop().await);
    assert_eq!(append_only(&target, "passkey_events").await, Ok(()));
}

#[tokio::test]
async fn an_answer_counts_once_soon_and_in_its_own_browser() {
    let desk = desk().await;
    let mut device = desk.enrolled(&desk.jiang).await;
    let asked = passkeys::ask_sign_in(&desk.nobody, &HERE).await.unwrap();
    let answer = device.signs(&asked);
    let elsewhere = passkeys::sign_in(&desk.nobody, &ELSEWHERE, &answer).await;
    assert_eq!(why(elsewhere), Refusal::Expired);
    passkeys::sign_in(&desk.nobody, &HERE, &answer).await.unwrap();
    let again = passkeys::sign_in(&desk.nobody, &HERE, &answer).await;
    assert_eq!(why(again), Refusal::Expired, "replayed");
    passkeys::ask_sign_in(&desk.nobody, &HERE).await.unwrap();
    let old = passkeys::sign_in(&desk.nobody, &HERE, &answer).await;
    assert_eq!(why(old), Refusal::Expired, "an answer to an earlier question");
    let asked = passkeys::ask_sign_in(&desk.nobody, &HERE).await.unwrap();
    let answer = device.signs(&asked);
    desk.world.clock.pass(SignedDuration::from_mins(5));
    let late = passkeys::sign_in(&desk.nobody(), &HERE, &answer).await;
    assert_eq!(why(late), Refusal::Expired, "late");
}

#[tokio::test]
async fn an_answer_from_another_site_or_without_its_owner_is_none() {
    let desk = desk().await;
    let mut device = desk.enrolled(&desk.jiang).await;
    device.origin = "http://localhost:9090".into();
    assert_eq!(why(desk.signs_in(&mut device).await), Refusal::Site);
    device.origin = SITE.into();
    device.host = "example.gov".into();
    assert_eq!(why(desk.signs_in(&mut device).await), Refusal::Site);
    device.host = "localhost".into();
    device.verifies = false;
    assert_eq!(why(desk.signs_in(&mut device).await), Refusal::Unverified);
    device.verifies = true;
    assert_eq!(desk.signs_in(&mut device).await.unwrap(), "officer-jiang");
    let asked = passkeys::ask_sign_in(&desk.nobody, &HERE).await;
    asked.unwrap();
    let nonsense = passkeys::sign_in(&desk.nobody, &HERE, "{}").await;
    assert_eq!(why(nonsense), Refusal::Unreadable);
    let mut unknown = Device::new(SITE, "localhost");
    assert_eq!(why(desk.signs_in(&mut unknown).await), Refusal::Unknown);
}

#[tokio::test]
async fn nobody_confirms_for_another() {
    let desk = desk().await;
    let mut jiang = desk.enrolled(&desk.jiang).await;
    let mut other = desk.enrolled(&desk.other).await;
    let asked = passkeys::ask_confirm(&desk.jiang, &HERE).await.unwrap();
    let theirs = passkeys::confirm(&desk.jiang, &HERE, &other.signs(&asked)).await;
    assert_eq!(why(theirs), Refusal::Other);
    let asked = passkeys::ask_confirm(&desk.jiang, &HERE).await.unwrap();
    let answer = jiang.signs(&asked);
    let taken = passkeys::confirm(&desk.other, &HERE, &answer).await;
    assert_eq!(why(taken), Refusal::Other, "answered while somebody else is signed in");
    let asked = passkeys::ask_confirm(&desk.jiang, &HERE).await.unwrap();
    let own = passkeys::confirm(&desk.jiang, &HERE, &jiang.signs(&asked)).await.unwrap();
    assert_eq!(own.login, "officer-jiang");
    // A question for signing in is no question for this.
    let asked = passkeys::ask_sign_in(&desk.nobody, &HERE).await.unwrap();
    let mixed = passkeys::confirm(&desk.jiang, &HERE, &jiang.signs(&asked)).await;
    assert_eq!(why(mixed), Refusal::Expired);
}

#[tokio::test]
async fn a_passkey_that_counts_back_is_blocked_for_both() {
    let desk = desk().await;
    let mut device = desk.enrolled(&desk.jiang).await;
    device.count = 50;
    desk.signs_in(&mut device).await.unwrap();
    let session = Session::begun(desk.jiang.actor.clone(), Method::Passkey, desk.jiang.now);
    sessions::put(&desk.world.app, None, [9; 32], session).await.unwrap();
    device.count = 10;
    assert_eq!(why(desk.signs_in(&mut device).await), Refusal::Copied);
    device.count = 100;
    assert_eq!(why(desk.signs_in(&mut device).await), Refusal::Copied, "the other one too");
    let session = sessions::load(&desk.world.app, [9; 32]).await.unwrap();
    assert!(session.is_none(), "whoever is in goes out");
    assert_eq!(desk.kinds(&desk.jiang).await.first(), Some(&EventKind::Copied));
    let all = passkeys::list(&desk.jiang).await.unwrap();
    assert!(all.iter().all(|passkey| !passkeys::serves(passkey)) && all.len() == 1);
    let key = passkeys::key(all.first().unwrap());
    passkeys::remove(&desk.jiang, &key).await.unwrap();
    desk.enrolled(&desk.jiang).await;
}

#[tokio::test]
async fn a_code_serves_once_and_for_three_days() {
    let desk = desk().await;
    let officer = desk.jiang.actor.officer().unwrap().id;
    let system = desk.world.system();
    let replaced = enrolment::issue(&system, officer).await.unwrap();
    let code = enrolment::issue(&system, officer).await.unwrap();
    let begun = enrolment::begin(&desk.nobody, &HERE, &replaced).await;
    assert_eq!(why(begun), Refusal::CodeUnknown);
    // Two browsers at once: one of them wins.
    let mut devices = [Device::new(SITE, "localhost"), Device::new(SITE, "localhost")];
    let mut answers = Vec::new();
    for (browser, device) in [HERE, ELSEWHERE].iter().zip(&mut devices) {
        enrolment::begin(&desk.nobody, browser, &code).await.unwrap();
        let begun = enrolment::begun(&desk.nobody, browser).await.unwrap();
        answers.push((browser, device.makes(&begun.options)));
    }
    let [(here, first), (there, second)] = answers.as_slice() else { panic!() };
    enrolment::finish(&desk.nobody, here, "", first).await.unwrap();
    let late = enrolment::finish(&desk.nobody, there, "", second).await;
    assert_eq!(why(late), Refusal::CodeUsed);
    let begun = enrolment::begin(&desk.nobody, &HERE, &code).await;
    assert_eq!(why(begun), Refusal::CodeUsed);
    let code = enrolment::issue(&desk.world.system(), officer).await.unwrap();
    desk.world.clock.pass(SignedDuration::from_hours(72));
    let begun = enrolment::begin(&desk.nobody(), &HERE, &code).await;
    assert_eq!(why(begun), Refusal::CodeOver);
}

#[tokio::test]
async fn a_wrong_answer_does_not_use_the_code_up() {
    let desk = desk().await;
    let officer = desk.jiang.actor.officer().unwrap().id;
    let code = enrolment::issue(&desk.world.system(), officer).await.unwrap();
    enrolment::begin(&desk.nobody, &HERE, &code).await.unwrap();
    let options = enrolment::begun(&desk.nobody, &HERE).await.unwrap().options;
    let mut device = Device::new(SITE, "localhost");
    device.verifies = false;
    let answer = device.makes(&options);
    let refused = enrolment::finish(&desk.nobody, &HERE, "", &answer).await;
    assert_eq!(why(refused), Refusal::Unverified);
    device.verifies = true;
    let stale = device.makes(&options);
    let again = enrolment::begun(&desk.nobody, &HERE).await.unwrap().options;
    assert_ne!(again, options, "a question is asked once");
    let refused = enrolment::finish(&desk.nobody, &HERE, "", &stale).await;
    assert_eq!(why(refused), Refusal::Expired);
    let again = enrolment::begun(&desk.nobody, &HERE).await.unwrap().options;
    let answer = device.makes(&again);
    enrolment::finish(&desk.nobody, &HERE, "", &answer).await.unwrap();
    let named = passkeys::list(&desk.jiang).await.unwrap();
    assert_eq!(named.first().unwrap().name, "2026-11-23", "a name that says something");
}

#[tokio::test]
async fn a_second_passkey_can_be_added_named_and_removed_but_not_the_last() {
    let desk = desk().await;
    let mut first = desk.enrolled(&desk.jiang).await;
    let only = passkeys::list(&desk.jiang).await.unwrap();
    let only = passkeys::key(only.first().unwrap());
    assert_eq!(why(passkeys::remove(&desk.jiang, &only).await), Refusal::Last);

    let mut second = Device::new(SITE, "localhost");
    let asked = passkeys::ask_add(&desk.jiang, &HERE).await.unwrap();
    let stolen = passkeys::add(&desk.other, &HERE, "x", &second.makes(&asked)).await;
    assert_eq!(why(stolen), Refusal::Other, "asked of one, answered as another");
    let asked = passkeys::ask_add(&desk.jiang, &HERE).await.unwrap();
    passkeys::add(&desk.jiang, &HERE, "安全密钥", &second.makes(&asked)).await.unwrap();
    let asked = passkeys::ask_add(&desk.jiang, &HERE).await.unwrap();
    let again = passkeys::add(&desk.jiang, &HERE, "x", &second.makes(&asked)).await;
    assert_eq!(why(again), Refusal::Kind, "the device has one already");
    let theirs = passkeys::remove(&desk.other, &only).await;
    assert!(matches!(theirs, Err(AppError::NotFound)), "another's is not there");

    passkeys::rename(&desk.jiang, &only, "旧电脑").await.unwrap();
    passkeys::remove(&desk.jiang, &only).await.unwrap();
    assert_eq!(why(desk.signs_in(&mut first).await), Refusal::Unknown);
    assert_eq!(desk.signs_in(&mut second).await.unwrap(), "officer-jiang");
    let expected = [
        EventKind::Removed,
        EventKind::Renamed,
        EventKind::Added,
        EventKind::Added,
        EventKind::CodeIssued,
    ];
    assert_eq!(desk.kinds(&desk.jiang).await, expected);

    let last = passkeys::list(&desk.jiang).await.unwrap();
    let last = passkeys::key(last.first().unwrap());
    let officer = desk.jiang.actor.officer().unwrap().id;
    enrolment::issue(&desk.world.system(), officer).await.unwrap();
    passkeys::remove(&desk.jiang, &last).await.unwrap();
}

#[tokio::test]
async fn who_has_left_is_told_so_and_does_not_come_in() {
    let desk = desk().await;
    let mut device = desk.enrolled(&desk.jiang).await;
    let officer = desk.jiang.actor.officer().unwrap().id;
    let code = enrolment::issue(&desk.world.system(), officer).await.unwrap();
    desk.world.spoil("UPDATE officers SET left_at = 1 WHERE login = 'officer-jiang'").await;
    assert_eq!(why(desk.signs_in(&mut device).await), Refusal::Left);
    let begun = enrolment::begin(&desk.nobody, &HERE, &code).await;
    assert_eq!(why(begun), Refusal::Left);
    let issued = enrolment::issue(&desk.world.system(), officer).await;
    assert!(matches!(issued, Err(AppError::NotFound)));
}

#[tokio::test]
async fn a_new_passkey_that_two_administrators_gave_ends_the_earlier_ones() {
    let desk = desk().await;
    let mut device = desk.enrolled(&desk.other).await;
    let officer = desk.other.actor.officer().unwrap().id;
    let wish = Wish { officer: Some(officer), change: Change::Passkey, at_once: false };
    let first = desk.world.acting("admin-qin");
    let grant = staffing::propose(&first, wish, "设备遗失").await.unwrap();
    desk.signs_in(&mut device).await.expect("one alone takes nothing away");
    staffing::agree(&desk.world.acting("admin-hou"), grant).await.unwrap();
    assert!(desk.signs_in(&mut device).await.is_err());
    assert!(passkeys::list(&desk.other).await.unwrap().is_empty());
    assert!(desk.kinds(&desk.other).await.contains(&EventKind::Removed));
}

#[tokio::test]
async fn an_address_without_a_name_has_no_passkeys() {
    let world = World::named("http://127.0.0.1:8080").await;
    let nobody = world.app.ctx(Actor::Stranger);
    assert!(world.app.without_passkeys().is_some());
    assert_eq!(why(passkeys::ask_sign_in(&nobody, &HERE).await), Refusal::Unready);
}
