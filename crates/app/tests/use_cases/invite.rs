//! The first officials of a node: made on the machine itself, until two administrators are there.

use std::sync::atomic::{AtomicU64, Ordering};

use onewindow_app::staff::invite::{self, Failure, Invited};
use onewindow_app::staff::{self, enrolment};
use onewindow_app::start::{Place, PostgresUrl};
use onewindow_app::testing::{Seeded, World, sample_catalogue};
use onewindow_model::actor::{Actor, Role};
use onewindow_model::reference::EnrolmentCode;

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
    assert!(matches!(never, Err(Failure::NotStarted)));
}
