//! What is on record stays as it was written, and reads as it was written or not at all.

use onewindow_app::cases::{self, Decision};
use onewindow_app::testing::World;
use onewindow_app::{AppError, home, jobs};
use onewindow_model::actor::Role;
use onewindow_model::case::Verdict;
use onewindow_store::testing::append_only;

#[tokio::test]
async fn no_row_of_what_is_on_record_can_be_changed_or_removed() {
    let world = World::new().await;
    let case = world.submitted("zhou-dashan", "food-worker-health").await;
    let service = cases::open_own(&world.acting("zhou-dashan"), case).await.unwrap().service;
    let officer = world.official(&service.authority, Role::CaseOfficer, 0);
    cases::assign(&officer, case).await.unwrap();
    cases::accept(&officer, case).await.unwrap();
    cases::examine(&officer, case).await.unwrap();
    let decision = Decision { verdict: Verdict::Granted, reasons: "符合条件".into() };
    cases::decide(&officer, case, decision).await.unwrap();
    jobs::round(&world.app).await.unwrap();
    let database = world.target();
    let _folder = world.stop().await;
    for table in ["access_entries", "decisions", "certificates", "case_events", "service_versions"]
    {
        assert_eq!(append_only(&database, table).await, Ok(()), "{table}");
    }
    assert!(append_only(&database, "cases").await.is_err(), "the check itself finds something");
}

/// What is said of a row that does not parse: where it stands, and nothing of what it says.
fn named<T>(found: Result<T, AppError>, table: &str, column: &str) {
    let Some(AppError::Internal(told)) = found.err() else { panic!("{table}.{column} was read") };
    assert!(told.contains(&format!("table {table}")), "{told}");
    assert!(told.contains(&format!("column {column}")), "{told}");
    assert!(!told.contains("rumour"), "{told}");
}

#[tokio::test]
async fn a_kind_that_nobody_knows_is_named_by_its_column() {
    let world = World::new().await;
    let zhou = world.acting("zhou-dashan");
    let case = world.submitted("zhou-dashan", "food-worker-health").await;
    let service = cases::open_own(&zhou, case).await.unwrap().service;
    let officer = world.official(&service.authority, Role::CaseOfficer, 0);
    cases::assign(&officer, case).await.unwrap();
    cases::accept(&officer, case).await.unwrap();

    world.spoil("UPDATE notices SET kind = 'rumour'").await;
    named(home::notices(&zhou).await, "notices", "kind");
    world
        .spoil(
            "INSERT INTO case_events (case_id, seq, at, kind, actor) \
             SELECT case_id, 99, at, kind, 'rumour' FROM case_events LIMIT 1",
        )
        .await;
    named(cases::open_own(&zhou, case).await, "case_events", "actor");
    world.spoil("UPDATE cases SET channel = 'rumour'").await;
    named(cases::open_own(&zhou, case).await, "cases", "channel");
}

#[tokio::test]
async fn a_counter_at_its_end_refuses_and_does_not_fall_over() {
    let world = World::new().await;
    let case = world.submitted("zhou-dashan", "food-worker-health").await;
    let service = cases::open_own(&world.acting("zhou-dashan"), case).await.unwrap().service;
    let officer = world.official(&service.authority, Role::CaseOfficer, 0);
    world.spoil("UPDATE cases SET revision = 4294967295").await;
    let assigned = cases::assign(&officer, case).await;
    assert!(matches!(assigned.err(), Some(AppError::Conflict)));
}
