//! The first officials of an organisation: made on the machine itself, until it has two
//! administrators, who give the codes out from then on.

use std::sync::atomic::{AtomicU64, Ordering};

use onewindow_app::Ctx;
use onewindow_app::staff::invite::{self, Failure, Invited};
use onewindow_app::staff::{self, enrolment};
use onewindow_app::staffing::{self, Wish};
use onewindow_app::start::{Place, PostgresUrl, StartError};
use onewindow_app::testing::{Device, Seeded, World, sample_catalogue};
use onewindow_model::actor::{Actor, Role};
use onewindow_model::reference::EnrolmentCode;
use onewindow_model::staffing::{Change, Post};

fn place(world: &World) -> Place {
    let database = world.database.as_deref().map(|url| PostgresUrl::parse(url).unwrap());
    Place { data: world.folder.path().join("data"), database }
}

fn somebody(login: &str, roles: &[Role]) -> Invited {
    Invited {
        login: login.to_owned(),
        name: format!("{login} 的姓名"),
        organisation: "qingshi-market-regulation".to_owned(),
        roles: roles.to_vec(),
    }
}

async fn invited(world: &World, who: Invited) -> Result<EnrolmentCode, Failure> {
    // The command draws anew each time that it is called.
    static CALLS: AtomicU64 = AtomicU64::new(77);
    let random = Seeded::new(CALLS.fetch_add(1, Ordering::Relaxed));
    invite::run(&place(world), &sample_catalogue(), who, world.app.now(), &random).await
}

#[tokio::test]
async fn an_invited_official_is_there_and_their_code_serves() {
    let world = World::real("http://localhost:8080").await;
    let code = invited(&world, somebody("meng", &[Role::Administrator])).await.unwrap();
    let all = staff::all(&world.app).await.unwrap();
    let [meng] = all.as_slice() else { panic!("{} officials", all.len()) };
    assert_eq!((meng.login.as_str(), meng.officer.is(Role::Administrator)), ("meng", true));
    let nobody = world.app.ctx(Actor::Stranger);
    enrolment::begin(&nobody, &[1; 32], &code).await.unwrap();
    let begun = enrolment::begun(&nobody, &[1; 32]).await.unwrap();
    assert_eq!(begun.official.officer.id, meng.officer.id);
    let own = world.app.ctx(Actor::Officer(meng.officer.clone()));
    let record = staff::passkeys::record(&own).await;
    assert!(record.unwrap().iter().all(|event| event.actor == staff::MACHINE));
    // Said again, it is another code for the same official.
    let again = invited(&world, somebody("meng", &[Role::Administrator])).await.unwrap();
    assert_ne!(again.as_str(), code.as_str());
    assert_eq!(staff::all(&world.app).await.unwrap().len(), 1);
    let other = invited(&world, somebody("meng", &[Role::CaseOfficer])).await;
    assert!(matches!(other, Err(Failure::Login(_))));
}

#[tokio::test]
async fn a_lost_device_is_replaced_by_a_new_code_and_the_earlier_one_ends() {
    let world = World::real("http://localhost:8080").await;
    let officer = || somebody("meng", &[Role::CaseOfficer]);
    let first = invited(&world, officer()).await.unwrap();
    let second = invited(&world, officer()).await.unwrap();
    let nobody = world.app.ctx(Actor::Stranger);
    assert!(enrolment::begin(&nobody, &[1; 32], &first).await.is_err());
    enrolment::begin(&nobody, &[2; 32], &second).await.unwrap();
    invited(&world, somebody("tang", &[Role::Reviewer])).await.unwrap();
    assert_eq!(staff::all(&world.app).await.unwrap().len(), 2);
}

#[tokio::test]
async fn nobody_is_invited_to_where_they_cannot_work() {
    let world = World::real("http://localhost:8080").await;
    let nowhere = Invited { organisation: "nowhere".into(), ..somebody("a", &[Role::Reviewer]) };
    assert!(matches!(invited(&world, nowhere).await, Err(Failure::Organisation(_))));
    let demonstration = World::new().await;
    let refused = invited(&demonstration, somebody("a", &[Role::Administrator])).await;
    assert!(matches!(refused, Err(Failure::Demonstration)));
    let empty = tempfile::tempdir().unwrap();
    let place = Place { data: empty.path().to_owned(), database: None };
    let somebody = somebody("a", &[Role::Administrator]);
    let random = Seeded::new(1);
    let never = invite::run(&place, &sample_catalogue(), somebody, world.app.now(), &random).await;
    assert!(matches!(never, Err(Failure::Start(StartError::NotStarted(_)))));
}

/// The official of a login, as they act.
async fn acting(world: &World, login: &str) -> Ctx {
    let all = staff::all(&world.app).await.unwrap();
    let known = all.into_iter().find(|known| known.login == login).unwrap();
    world.app.ctx(Actor::Officer(known.officer))
}

fn joins(login: &str) -> Wish {
    let post = Post {
        organisation: "qingshi-market-regulation".to_owned(),
        office: None,
        roles: vec![Role::CaseOfficer],
    };
    let (login, name) = (login.to_owned(), "新人".to_owned());
    Wish { officer: None, change: Change::Join { login, name, post }, at_once: false }
}

/// Registers a passkey with the code.
async fn enrols(world: &World, code: &EnrolmentCode) {
    let nobody = world.app.ctx(Actor::Stranger);
    enrolment::begin(&nobody, &[9; 32], code).await.unwrap();
    let begun = enrolment::begun(&nobody, &[9; 32]).await.unwrap();
    let answer = Device::new("http://localhost:8080", "localhost").makes(&begun.options);
    enrolment::finish(&nobody, &[9; 32], "A", &answer).await.unwrap();
}

#[tokio::test]
async fn a_lost_code_of_the_second_administrator_locks_nobody_out() {
    let world = World::real("http://localhost:8080").await;
    let first = || somebody("meng", &[Role::Administrator]);
    let second = || somebody("tang", &[Role::Administrator]);
    let code = invited(&world, first()).await.unwrap();
    invited(&world, second()).await.unwrap();
    enrols(&world, &code).await;
    let enough = |done: Result<EnrolmentCode, Failure>| matches!(done, Err(Failure::Enough(_)));
    assert!(enough(invited(&world, first()).await), "who has a passkey gets no code here");
    assert!(enough(invited(&world, somebody("third", &[Role::Administrator])).await));
    let namesake = Invited { login: "tang-2".into(), ..second() };
    assert!(enough(invited(&world, namesake).await), "that would be a third");
    let renamed = Invited { name: "他人".into(), ..second() };
    assert!(invited(&world, renamed).await.is_err());
    let again = invited(&world, second()).await.unwrap();
    enrols(&world, &again).await;
    assert!(enough(invited(&world, second()).await), "both can sign in now");
}

#[tokio::test]
async fn two_administrators_close_the_way_for_their_organisation_and_give_out_the_codes() {
    let world = World::real("http://localhost:8080").await;
    for login in ["meng", "tang"] {
        invited(&world, somebody(login, &[Role::Administrator])).await.unwrap();
    }
    let refused = invited(&world, somebody("a", &[Role::CaseOfficer])).await;
    assert!(matches!(refused, Err(Failure::Enough(house)) if house == "qingshi-market-regulation"));
    let elsewhere =
        Invited { organisation: "qingshi-health".into(), ..somebody("b", &[Role::Administrator]) };
    invited(&world, elsewhere).await.unwrap();

    let (meng, tang) = (acting(&world, "meng").await, acting(&world, "tang").await);
    let nobody = world.app.ctx(Actor::Stranger);
    let joining = staffing::propose(&meng, joins("ping"), "新录用人员").await.unwrap();
    let code = staffing::agree(&tang, joining).await.unwrap().unwrap();
    let ping = acting(&world, "ping").await;
    enrolment::begin(&nobody, &[1; 32], &code).await.unwrap();
    let begun = enrolment::begun(&nobody, &[1; 32]).await.unwrap();
    assert_eq!(Some(begun.official.officer.id), ping.actor.officer().map(|officer| officer.id));

    let lost = Wish {
        officer: ping.actor.officer().map(|officer| officer.id),
        change: Change::Passkey,
        at_once: false,
    };
    let again = staffing::propose(&meng, lost, "设备遗失").await.unwrap();
    let second = staffing::agree(&tang, again).await.unwrap().unwrap();
    assert!(enrolment::begin(&nobody, &[2; 32], &code).await.is_err(), "the earlier code ended");
    enrolment::begin(&nobody, &[3; 32], &second).await.unwrap();
}
