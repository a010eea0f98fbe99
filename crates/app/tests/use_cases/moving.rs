//! A node's data moves to PostgreSQL, and everything is found there.

use onewindow_app::cases::{self, Decision};
use onewindow_app::moving::{self, MoveError, Told};
use onewindow_app::start::PostgresUrl;
use onewindow_app::testing::World;
use onewindow_app::{certificates, jobs};
use onewindow_model::actor::Role;
use onewindow_model::case::Verdict;
use onewindow_store::StoreError;

#[tokio::test]
#[ignore = "needs PostgreSQL"]
async fn a_person_finds_everything_again() {
    let world = World::on(tempfile::tempdir().unwrap(), None).await;
    let case = world.submitted("zhou-dashan", "food-worker-health").await;
    let service = cases::open_own(&world.acting("zhou-dashan"), case).await.unwrap().service;
    let officer = world.official(&service.authority, Role::CaseOfficer, 0);
    cases::assign(&officer, case).await.unwrap();
    cases::accept(&officer, case).await.unwrap();
    cases::examine(&officer, case).await.unwrap();
    let decision = Decision { verdict: Verdict::Granted, reasons: "符合条件".into() };
    cases::decide(&officer, case, decision).await.unwrap();
    jobs::round(&world.app).await.unwrap();
    let zhou = world.acting("zhou-dashan");
    let person = zhou.actor.person().unwrap();
    let held = certificates::mine(&zhou).await.unwrap().len();
    let entries = world.entries_about(person).await;
    let folder = world.stop().await;

    let url = onewindow_testbed::database().unwrap();
    let target = PostgresUrl::parse(&url).unwrap();
    let data = folder.path().join("data");
    let mut stops = 0;
    let mut told = |told: Told<'_>| stops += u32::from(matches!(told, Told::Stop));
    let proved = moving::run(&data, &target, &mut told).await.unwrap();
    assert!(proved.iter().any(|table| table.table == "cases" && table.rows == 1), "{proved:?}");
    assert_eq!(stops, 0, "the node was stopped already");
    let again = moving::run(&data, &target, &mut |_| {}).await.unwrap_err();
    assert!(matches!(again, MoveError::Store(StoreError::Moved(_))), "{again}");

    let world = World::on(folder, Some(url)).await;
    assert_eq!(world.entries_about(person).await, entries);
    let zhou = world.acting("zhou-dashan");
    let seen = cases::open_own(&zhou, case).await.unwrap();
    assert_eq!(seen.case.id, case);
    assert_eq!(certificates::mine(&zhou).await.unwrap().len(), held);
    world.submitted("zhou-dashan", "food-worker-health").await;
}
