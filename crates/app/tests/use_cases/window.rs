//! At a window: for anybody who stands there, with or without a number.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use onewindow_app::applications::submit;
use onewindow_app::error::Invalid;
use onewindow_app::intake::{Visitor, start};
use onewindow_app::slips::{claim, slip};
use onewindow_app::testing::{World, one_page_pdf};
use onewindow_app::{AppError, cases, drafts, home};
use onewindow_model::actor::{Actor, Role};
use onewindow_model::case::{Refusal, Stage};
use onewindow_model::id::DraftId;
use onewindow_model::service::{Audience, Channel};

fn visitor(name: &str, number: Option<&str>) -> Visitor {
    Visitor {
        kind: Audience::NaturalPerson,
        name: name.to_owned(),
        number: number.map(str::to_owned),
        phone: None,
    }
}

async fn taken_in(world: &World, visitor: Visitor) -> DraftId {
    let clerk = world.clerk();
    let draft = start(&clerk, "small-food-business", visitor).await.unwrap();
    let current = world.app.catalogue.current();
    let service = current.newest("small-food-business").unwrap();
    let answers = service.examples.first().unwrap().answers.clone();
    drafts::answer_all(&clerk, draft, answers).await.unwrap();
    world.fill(&clerk, draft).await;
    draft
}

#[tokio::test]
async fn someone_without_a_number_follows_the_case_with_the_slip() {
    let world = World::new().await;
    let draft = taken_in(&world, visitor("马守田", None)).await;
    let clerk = world.clerk();
    let receipt = submit(&clerk, draft, true).await.unwrap();
    let printed = slip(&clerk, draft).await.unwrap();
    assert_eq!(printed.number, receipt.number);
    let again = slip(&clerk, draft).await.unwrap();
    assert!(again.claim == printed.claim, "the slip can be printed again");

    let anyone = world.app.ctx(Actor::Stranger);
    let case = claim(&anyone, &printed.number, &printed.claim).await.unwrap();
    let holder = world.app.ctx(Actor::SlipHolder { case });
    let file = cases::follow(&holder, case).await.unwrap();
    assert_eq!(file.case.channel, Channel::Window);
    assert!(file.applicant.is_none() && file.content.values.is_empty(), "the timeline only");
    let event = file.events.first().unwrap();
    assert_eq!((event.kind.as_str(), event.actor.as_str()), ("received", "clerk"));
    assert!(event.place.is_some(), "named as taken in at an office");

    let other = world.submitted("lin-xiaoyu", "small-food-business").await;
    assert!(matches!(cases::follow(&holder, other).await, Err(AppError::NotFound)));
    let wrong = taken_in(&world, visitor("某人", None)).await;
    submit(&clerk, wrong, true).await.unwrap();
    let wrong = slip(&clerk, wrong).await.unwrap();
    let mixed = claim(&anyone, &printed.number, &wrong.claim).await;
    assert!(matches!(mixed, Err(AppError::NotFound)), "another slip's code does not fit");
}

#[tokio::test]
async fn a_known_number_is_the_known_person_and_their_case() {
    let world = World::new().await;
    let draft = taken_in(&world, visitor("林晓屿", Some("990102199203150243"))).await;
    let receipt = submit(&world.clerk(), draft, true).await.unwrap();
    let mine = cases::mine(&world.acting("lin-xiaoyu")).await.unwrap();
    assert_eq!(mine.len(), 1, "counter and web are one timeline");
    assert_eq!(mine.first().map(|mine| mine.case.id), Some(receipt.case));
}

#[tokio::test]
async fn a_wrong_number_is_said_and_only_clerks_take_in() {
    let world = World::new().await;
    let bad = visitor("林晓屿", Some("990102199203150244"));
    let bad = start(&world.clerk(), "small-food-business", bad).await;
    assert!(matches!(bad, Err(AppError::Invalid(Invalid::Number))));
    let citizen = world.acting("lin-xiaoyu");
    let theirs = start(&citizen, "small-food-business", visitor("林晓屿", None)).await;
    assert!(matches!(theirs, Err(AppError::NotFound)));
    let draft = taken_in(&world, visitor("马守田", None)).await;
    assert!(matches!(drafts::open(&citizen, draft).await, Err(AppError::NotFound)));
}

#[tokio::test]
async fn what_is_asked_for_is_handed_in_at_any_window_with_the_slip() {
    let world = World::new().await;
    let clerk = world.clerk();
    let draft = taken_in(&world, visitor("马守田", None)).await;
    let case = submit(&clerk, draft, true).await.unwrap().case;
    let printed = slip(&clerk, draft).await.unwrap();
    let officer = world.official("qingshi-market-regulation", Role::CaseOfficer, 0);
    cases::assign(&officer, case).await.unwrap();
    let evidence = vec!["kitchen_photos".to_owned()];
    cases::ask_correction(&officer, case, evidence, "请重拍".to_owned()).await.unwrap();

    let other = world.official("wangxi-service-bureau", Role::WindowClerk, 0);
    let shown = cases::at_window(&other, &printed.number, &printed.claim).await.unwrap();
    assert!(shown.applicant.is_none() && shown.content.values.is_empty(), "no more than needed");
    let files = |name: &str| BTreeMap::from([(name.to_owned(), vec![one_page_pdf("new")])]);
    let hand_in =
        |name| cases::hand_in_at_window(&other, &printed.number, &printed.claim, files(name));
    let wrong = hand_in("lease").await;
    assert!(matches!(wrong, Err(AppError::Refusal(Refusal::StillMissing(_)))), "{wrong:?}");
    hand_in("kitchen_photos").await.unwrap();

    let file = cases::open(&officer, case).await.unwrap();
    assert!(matches!(file.case.stage, Stage::Received { .. }));
    assert!(!file.content.values.is_empty(), "the form is as it was");
    let event = file.events.last().unwrap();
    assert_eq!((event.kind.as_str(), event.actor.as_str()), ("correction-answered", "clerk"));
    assert_eq!(event.place.as_deref(), Some("shiqiao-station"));
    let again = hand_in("kitchen_photos").await;
    assert!(matches!(again, Err(AppError::Conflict)), "nothing is asked for any more");
    let officer_tries = cases::at_window(&officer, &printed.number, &printed.claim).await;
    assert!(matches!(officer_tries, Err(AppError::Denied(_))));
}

#[tokio::test]
async fn an_intake_ends_with_its_day_whatever_is_saved_in_between() {
    let world = World::new().await;
    let draft = taken_in(&world, visitor("马守田", None)).await;
    world.clock.pass(SignedDuration::from_hours(11));
    let clerk = world.clerk();
    let typed = "海棠花面馆".to_owned();
    let change = drafts::Change::Value { field: "shop_name".to_owned(), typed };
    drafts::change(&clerk, draft, change).await.unwrap();
    assert_eq!(home::taken_in(&clerk).await.unwrap().len(), 1);

    world.clock.pass(SignedDuration::from_hours(1));
    let clerk = world.clerk();
    assert!(home::taken_in(&clerk).await.unwrap().is_empty());
    let late = drafts::open(&clerk, draft).await;
    assert!(matches!(late, Err(AppError::NotFound)), "saving it is no way to keep it");
}
