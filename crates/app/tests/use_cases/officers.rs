//! Two at once: one is done, the other is told.

use onewindow_app::cases::{self, Decision};
use onewindow_app::testing::World;
use onewindow_app::{AppError, Ctx};
use onewindow_model::actor::Role;
use onewindow_model::case::{Refusal, StageName, Verdict};

const AUTHORITY: &str = "qingshi-market-regulation";

fn decision(verdict: Verdict) -> Decision {
    Decision { verdict, reasons: "材料齐全，符合条件。".to_owned() }
}

fn two(world: &World) -> (Ctx, Ctx) {
    let officer = |number| world.official(AUTHORITY, Role::CaseOfficer, number);
    (officer(0), officer(1))
}

/// Whether an attempt ended as the page of a conflict says it.
fn told(error: &AppError) -> bool {
    matches!(error, AppError::Conflict | AppError::Refusal(Refusal::Stage(_)))
}

#[tokio::test]
async fn two_officers_take_a_case_at_once_and_one_has_it() {
    let world = World::new().await;
    let case = world.submitted("lin-xiaoyu", "small-food-business").await;
    let (first, second) = two(&world);
    let (one, other) = tokio::join!(cases::assign(&first, case), cases::assign(&second, case));
    assert_eq!([one.is_ok(), other.is_ok()].iter().filter(|ok| **ok).count(), 1);
    let holder = if one.is_ok() { &first } else { &second };
    let left = if one.is_ok() { &second } else { &first };
    cases::accept(holder, case).await.unwrap();
    assert!(matches!(cases::accept(left, case).await, Err(AppError::Denied(_))));
}

#[tokio::test]
async fn two_decisions_at_once_and_the_first_stands() {
    let world = World::new().await;
    let case = world.submitted("lin-xiaoyu", "small-food-business").await;
    let (officer, _) = two(&world);
    cases::assign(&officer, case).await.unwrap();
    cases::accept(&officer, case).await.unwrap();
    cases::examine(&officer, case).await.unwrap();
    let grant = cases::decide(&officer, case, decision(Verdict::Granted));
    let refuse = cases::decide(&officer, case, decision(Verdict::Refused));
    let (grant, refuse) = tokio::join!(grant, refuse);
    let (done, failed) = match (grant, refuse) {
        (Ok(()), Err(error)) => (Verdict::Granted, error),
        (Err(error), Ok(())) => (Verdict::Refused, error),
        other => panic!("exactly one must stand: {other:?}"),
    };
    assert!(told(&failed), "{failed:?}");
    let file = cases::open_own(&world.acting("lin-xiaoyu"), case).await.unwrap();
    assert_eq!(file.case.stage.verdict(), Some(done));
    let kinds: Vec<_> = file.decisions.iter().map(|made| made.record.kind.as_str()).collect();
    assert_eq!(kinds.len(), 2, "the lost attempt left no decision: {kinds:?}");
    assert_eq!(file.certificate.is_some(), done == Verdict::Granted);
}

#[tokio::test]
async fn two_certificates_that_draw_one_place_get_one_each() {
    let world = World::new().await;
    let (officer, _) = two(&world);
    let mut granted = Vec::new();
    for person in ["lin-xiaoyu", "zhou-dashan", "gu-mingyuan", "su-wanqing"] {
        let case = world.submitted(person, "small-food-business").await;
        cases::assign(&officer, case).await.unwrap();
        cases::accept(&officer, case).await.unwrap();
        cases::examine(&officer, case).await.unwrap();
        granted.push(case);
    }
    world.random.stick();
    let decide = |case| cases::decide(&officer, case, decision(Verdict::Granted));
    let [a, b, c, d] = granted.as_slice() else { panic!("four") };
    let (a, b, c, d) = tokio::join!(decide(*a), decide(*b), decide(*c), decide(*d));
    assert!([&a, &b, &c, &d].iter().all(|done| done.is_ok()), "{a:?} {b:?} {c:?} {d:?}");
}

#[tokio::test]
async fn an_officer_who_gave_the_case_back_can_do_nothing_more() {
    let world = World::new().await;
    let case = world.submitted("lin-xiaoyu", "small-food-business").await;
    let (first, second) = two(&world);
    cases::assign(&first, case).await.unwrap();
    cases::release(&first, case).await.unwrap();
    cases::assign(&second, case).await.unwrap();
    assert!(matches!(cases::accept(&first, case).await, Err(AppError::Denied(_))));
    cases::accept(&second, case).await.unwrap();
    let file = cases::open(&second, case).await.unwrap();
    assert_eq!(file.case.stage.name(), StageName::Accepted);
}

#[tokio::test]
async fn the_steps_come_in_their_order() {
    let world = World::new().await;
    let case = world.submitted("lin-xiaoyu", "small-food-business").await;
    let (officer, _) = two(&world);
    cases::assign(&officer, case).await.unwrap();
    let early = cases::decide(&officer, case, decision(Verdict::Granted)).await;
    assert!(matches!(early, Err(AppError::Refusal(Refusal::Stage(StageName::Received)))));
    cases::accept(&officer, case).await.unwrap();
    let refused = cases::refuse_intake(&officer, case, "晚了".to_owned()).await;
    assert!(matches!(refused, Err(AppError::Refusal(Refusal::Stage(StageName::Accepted)))));
    let empty = cases::examine(&officer, case).await;
    empty.unwrap();
    let silent = Decision { verdict: Verdict::Refused, reasons: "  \n ".to_owned() };
    let silent = cases::decide(&officer, case, silent).await;
    assert!(matches!(silent, Err(AppError::Invalid(_))), "a decision has reasons");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_looks_while_a_case_moves_on_is_not_sent_away() {
    let world = World::new().await;
    let case = world.submitted("lin-xiaoyu", "small-food-business").await;
    let (officer, _) = two(&world);
    let readers = (0..4).map(|_| {
        let person = world.acting("lin-xiaoyu");
        tokio::spawn(async move {
            for _ in 0..12 {
                let seen = cases::open_own(&person, case).await;
                seen.unwrap_or_else(|error| panic!("a look was lost: {error:?}"));
            }
        })
    });
    let readers: Vec<_> = readers.collect();
    for _ in 0..20 {
        cases::assign(&officer, case).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        cases::release(&officer, case).await.unwrap();
    }
    for reader in readers {
        reader.await.unwrap();
    }
}
