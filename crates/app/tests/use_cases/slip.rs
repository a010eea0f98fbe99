//! With the slip alone: a correction is answered, and nothing else is opened or changed.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use onewindow_app::applications::submit;
use onewindow_app::intake::{Visitor, start};
use onewindow_app::slips::{Slip, claim, slip};
use onewindow_app::testing::{World, one_page_pdf};
use onewindow_app::{AppError, Ctx, accesses, cases, drafts};
use onewindow_gate::Denial;
use onewindow_gate::entry::Outcome;
use onewindow_model::actor::{Actor, Role};
use onewindow_model::case::{EventKind, Refusal, SLIP_DAYS, Stage};
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::service::Audience;

const NUMBER: &str = "990102199203150243";

/// A case of Lin Xiaoyu, taken in at a window, with its slip.
async fn taken_in(world: &World) -> Slip {
    let clerk = world.clerk();
    let visitor = Visitor {
        kind: Audience::NaturalPerson,
        name: "林晓屿".to_owned(),
        number: Some(NUMBER.to_owned()),
        phone: None,
    };
    let draft = start(&clerk, "small-food-business", visitor).await.unwrap();
    let current = world.app.catalogue.current();
    let service = current.newest("small-food-business").unwrap();
    let answers = service.examples.first().unwrap().answers.clone();
    drafts::answer_all(&clerk, draft, answers).await.unwrap();
    world.fill(&clerk, draft).await;
    submit(&clerk, draft, true).await.unwrap();
    slip(&clerk, draft).await.unwrap()
}

fn officer(world: &World) -> Ctx {
    world.official("qingshi-market-regulation", Role::CaseOfficer, 0)
}

fn files(names: &[&str]) -> BTreeMap<String, Vec<Vec<u8>>> {
    names.iter().map(|name| ((*name).to_owned(), vec![one_page_pdf("new")])).collect()
}

#[tokio::test]
async fn a_correction_is_answered_with_the_slip_and_the_person_sees_it() {
    let world = World::new().await;
    let printed = taken_in(&world).await;
    let case = printed.case;
    let holder = world.app.ctx(Actor::SlipHolder { case });
    let early = cases::answer_with_slip(&holder, files(&["kitchen_photos"])).await;
    assert!(matches!(early, Err(AppError::Conflict)), "nothing is asked for: {early:?}");

    cases::assign(&officer(&world), case).await.unwrap();
    let before = cases::open(&officer(&world), case).await.unwrap();
    let evidence = vec!["kitchen_photos".to_owned(), "lease".to_owned()];
    cases::ask_correction(&officer(&world), case, evidence, "请重拍".to_owned()).await.unwrap();
    let half = cases::answer_with_slip(&holder, files(&["kitchen_photos"])).await;
    assert!(matches!(half, Err(AppError::Refusal(Refusal::StillMissing(_)))), "{half:?}");
    cases::answer_with_slip(&holder, files(&["kitchen_photos", "lease"])).await.unwrap();

    let after = cases::open(&officer(&world), case).await.unwrap();
    assert!(matches!(after.case.stage, Stage::Received { .. }));
    assert_eq!(after.content.values, before.content.values, "the form is as it was");
    assert_eq!(after.content.answers, before.content.answers);
    for (name, supply) in &before.content.supplies {
        let asked = ["kitchen_photos", "lease"].contains(&name.as_str());
        assert_eq!(after.content.supplies.get(name) != Some(supply), asked, "{name}");
    }
    let answered = after.events.iter().filter(|event| event.kind == EventKind::CorrectionAnswered);
    assert_eq!(answered.count(), 1, "one event on the one timeline");

    let person = world.acting("lin-xiaoyu");
    let me = person.actor.person().unwrap();
    let page = accesses::list(&person, me, None).await.unwrap();
    let written = page.entries.iter().map(|(_, entry)| entry).find(|entry| {
        entry.actor == "slip" && entry.action == Action::Write && entry.purpose == Purpose::Supply
    });
    let written = written.expect("the person sees that papers were handed in with the slip");
    assert!(written.case == Some(case) && written.outcome == Outcome::Allow && !written.own);

    let again = cases::answer_with_slip(&holder, files(&["kitchen_photos", "lease"])).await;
    assert!(matches!(again, Err(AppError::Conflict)), "once: {again:?}");
}

#[tokio::test]
async fn only_the_slip_of_the_case_answers_it() {
    let world = World::new().await;
    let printed = taken_in(&world).await;
    let other = world.submitted("lin-xiaoyu", "small-food-business").await;
    for id in [printed.case, other] {
        cases::assign(&officer(&world), id).await.unwrap();
        let evidence = vec!["kitchen_photos".to_owned()];
        cases::ask_correction(&officer(&world), id, evidence, "请重拍".to_owned()).await.unwrap();
    }
    let stranger = world.app.ctx(Actor::Stranger);
    let tried = cases::answer_with_slip(&stranger, files(&["kitchen_photos"])).await;
    assert!(matches!(tried, Err(AppError::NotFound)));
    let holder = world.app.ctx(Actor::SlipHolder { case: printed.case });
    cases::answer_with_slip(&holder, files(&["kitchen_photos"])).await.unwrap();
    let untouched = cases::open(&officer(&world), other).await.unwrap();
    assert!(matches!(untouched.case.stage, Stage::CorrectionAsked { .. }));
}

#[tokio::test]
async fn a_slip_ends_ninety_days_after_its_case_and_says_so_only_to_the_right_code() {
    let world = World::new().await;
    let printed = taken_in(&world).await;
    let other = taken_in(&world).await;
    let stranger = || world.app.ctx(Actor::Stranger);
    cases::withdraw(&world.acting("lin-xiaoyu"), printed.case).await.unwrap();
    world.clock.pass(SignedDuration::from_hours(i64::from(SLIP_DAYS) * 24));
    assert_eq!(
        claim(&stranger(), &printed.number, &printed.claim).await.unwrap(),
        printed.case,
        "the last day counts"
    );
    let holder = world.app.ctx(Actor::SlipHolder { case: printed.case });
    assert!(cases::follow(&holder, printed.case).await.is_ok());

    world.clock.pass(SignedDuration::from_hours(24));
    let right = claim(&stranger(), &printed.number, &printed.claim).await;
    assert!(matches!(right, Err(AppError::Denied(Denial::SlipEnded))), "{right:?}");
    let wrong = claim(&stranger(), &printed.number, &other.claim).await;
    assert!(matches!(wrong, Err(AppError::NotFound)), "a wrong code learns nothing: {wrong:?}");
    let holder = world.app.ctx(Actor::SlipHolder { case: printed.case });
    let stale = cases::follow(&holder, printed.case).await;
    assert!(matches!(stale, Err(AppError::NotFound)), "an open session ends with the slip");
    let open = claim(&stranger(), &other.number, &other.claim).await;
    assert_eq!(open.unwrap(), other.case, "an open case keeps its slip");

    let person = world.acting("lin-xiaoyu");
    let me = person.actor.person().unwrap();
    let page = accesses::list(&person, me, None).await.unwrap();
    let ended = Outcome::Deny("slip-ended".to_owned());
    assert!(page.entries.iter().any(|(_, entry)| entry.outcome == ended), "refused, on record");
}
