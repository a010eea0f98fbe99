//! A clock that is set wrong: what is done by it may be refused, but nothing may fall over.

use jiff::Timestamp;
use onewindow_app::cases::{self, Decision};
use onewindow_app::testing::World;
use onewindow_app::{accesses, applications, bookings, certificates, drafts, home, jobs};
use onewindow_model::actor::Role;
use onewindow_model::case::Verdict;
use onewindow_rules::Answers;

/// Everything that counts days or minutes, by whoever may do it. Refusals are fine.
async fn everything(world: &World) {
    let lin = world.acting("lin-xiaoyu");
    let me = lin.actor.person().unwrap();
    for service in ["food-worker-health", "marriage-appointment", "housing-rent-subsidy"] {
        let Ok(begun) = drafts::start(&lin, service, me, Answers::new()).await else { continue };
        let Ok(view) = drafts::open(&lin, begun.id).await else { continue };
        let _ = drafts::problems(&lin, &view, true);
        let _ = applications::submit(&lin, begun.id, true).await;
    }
    if let Ok(offer) = bookings::offer(&lin, "marriage-appointment").await {
        let _ = offer.next_free("", 5);
    }
    for mine in cases::mine(&lin).await.unwrap_or_default() {
        let id = mine.case.id;
        let officer = world.official(&mine.case.authority, Role::CaseOfficer, 0);
        let _ = cases::open_own(&lin, id).await;
        let _ = cases::assign(&officer, id).await;
        let _ = cases::ask_correction(&officer, id, Vec::new(), "原因".to_owned()).await;
        let _ = cases::accept(&officer, id).await;
        let _ = cases::examine(&officer, id).await;
        let decision = Decision { verdict: Verdict::Granted, reasons: "符合".to_owned() };
        let _ = cases::decide(&officer, id, decision).await;
        let _ = bookings::cancel(&lin, id).await;
        let _ = cases::work(&officer, None).await;
    }
    for held in certificates::mine(&lin).await.unwrap_or_default() {
        let _ = certificates::open_own(&lin, held.record.id).await;
        let _ = certificates::present(&lin, held.record.id, &[]).await;
        let _ = certificates::status_token(&world.app, 1, world.app.now()).await;
    }
    let _ = home::notices(&lin).await;
    let _ = accesses::list(&lin, me, None).await;
    let _ = jobs::round(&world.app).await;
}

#[tokio::test]
async fn at_either_end_of_time_nothing_falls_over() {
    let world = World::new().await;
    for service in ["food-worker-health", "small-food-business", "marriage-appointment"] {
        world.submitted("lin-xiaoyu", service).await;
    }
    let me = world.acting("lin-xiaoyu").actor.person().unwrap();
    let ends = [Timestamp::MAX, Timestamp::MIN, Timestamp::UNIX_EPOCH];
    for moment in ends.into_iter().chain(["1582-10-15T00:00:00Z".parse().unwrap()]) {
        world.clock.pass(moment.duration_since(world.app.now()));
        let before = world.entries_about(me).await;
        everything(&world).await;
        let tried = world.entries_about(me).await - before;
        assert!(tried >= 15, "only {tried} looks and steps were judged at {moment}");
    }
    // And back: what was done meanwhile is still there.
    let today: Timestamp = "2026-11-23T01:30:00Z".parse().unwrap();
    world.clock.pass(today.duration_since(world.app.now()));
    assert!(cases::mine(&world.acting("lin-xiaoyu")).await.unwrap().len() >= 3);
}
