//! Silence past the limit is acceptance from receipt.

use jiff::SignedDuration;
use onewindow_app::cases;
use onewindow_app::testing::World;
use onewindow_app::{AppError, jobs};
use onewindow_model::actor::Role;
use onewindow_model::case::{Acceptance, Refusal, Stage};

const AUTHORITY: &str = "qingshi-market-regulation";

#[tokio::test]
async fn past_the_limit_a_case_counts_as_accepted_from_receipt() {
    let world = World::new().await;
    let case = world.submitted("lin-xiaoyu", "small-food-business").await;
    let person = world.acting("lin-xiaoyu");
    let received = cases::open_own(&person, case).await.unwrap().case;
    let due = received.stage.due().unwrap();
    // Received on a Monday, five working days: until the Monday after, whatever the hour.
    assert_eq!(due.to_string(), "2026-11-30");
    world.clock.pass(SignedDuration::from_hours(7 * 24 + 14));
    jobs::round(&world.app).await.unwrap();
    let still = cases::open_own(&world.acting("lin-xiaoyu"), case).await.unwrap();
    assert!(matches!(still.case.stage, Stage::Received { .. }), "the last day is not over");
    world.clock.pass(SignedDuration::from_hours(1));
    jobs::round(&world.app).await.unwrap();
    let file = cases::open_own(&world.acting("lin-xiaoyu"), case).await.unwrap();
    let Stage::Accepted(accepted) = &file.case.stage else { panic!("{:?}", file.case.stage) };
    assert_eq!(accepted.how, Acceptance::Silence);
    assert_eq!(accepted.from, received.received_at, "from receipt, not from today");
    // Eight and twenty working days from the receipt.
    assert_eq!(accepted.promised_by.unwrap().to_string(), "2026-12-03");
    assert_eq!(accepted.statutory_by.unwrap().to_string(), "2026-12-21");
    assert_eq!(file.events.last().map(|event| event.kind.as_str()), Some("accepted"));
}

#[tokio::test]
async fn an_officer_who_is_late_can_only_put_the_acceptance_on_record() {
    let world = World::new().await;
    let case = world.submitted("lin-xiaoyu", "small-food-business").await;
    let officer = || world.official(AUTHORITY, Role::CaseOfficer, 0);
    cases::assign(&officer(), case).await.unwrap();
    world.clock.pass(SignedDuration::from_hours(8 * 24));
    let refused = cases::refuse_intake(&officer(), case, "不符合".to_owned()).await;
    assert!(matches!(refused, Err(AppError::Refusal(Refusal::TooLate))), "{refused:?}");
    let evidence = vec!["kitchen_photos".to_owned()];
    let asked = cases::ask_correction(&officer(), case, evidence, "请重拍".to_owned()).await;
    assert!(matches!(asked, Err(AppError::Refusal(Refusal::TooLate))), "{asked:?}");
    cases::accept(&officer(), case).await.unwrap();
    let file = cases::open(&officer(), case).await.unwrap();
    let accepted = file.case.stage.accepted().unwrap();
    assert_eq!((accepted.how, accepted.from), (Acceptance::Silence, file.case.received_at));
}
