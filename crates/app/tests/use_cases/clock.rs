//! A clock that is set wrong: what is done by it may be refused, but nothing may fall over.

use jiff::{SignedDuration, Timestamp};
use onewindow_app::cases::{self, Decision};
use onewindow_app::start::{Place, PostgresUrl, Start, start};
use onewindow_app::testing::{Seeded, SetClock, World, sample_catalogue};
use onewindow_app::{
    AppError, accesses, applications, bookings, certificates, drafts, home, jobs, readiness,
};
use onewindow_model::actor::Role;
use onewindow_model::case::{Stage, Verdict};
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

const SIXTY_DAYS: SignedDuration = SignedDuration::from_hours(60 * 24);

async fn ill(app: &std::sync::Arc<onewindow_app::App>) -> Vec<&'static str> {
    let checks = readiness::ready(app).await;
    checks.into_iter().filter(|check| check.ill.is_some()).map(|check| check.what).collect()
}

#[tokio::test]
async fn by_a_clock_that_jumped_no_silence_is_counted_and_nothing_is_taken() {
    let world = World::new().await;
    let case = world.submitted("lin-xiaoyu", "small-food-business").await;
    let lin = || world.acting("lin-xiaoyu");
    let is_received = async || {
        let stage = cases::open_own(&lin(), case).await.unwrap().case.stage;
        matches!(stage, Stage::Received { .. })
    };
    jobs::round(&world.app).await.unwrap();
    assert_eq!(ill(&world.app).await, [""; 0]);
    let draft = world.filled(&lin(), "food-worker-health").await;

    world.clock.jump(SIXTY_DAYS);
    jobs::round(&world.app).await.unwrap();
    assert_eq!(ill(&world.app).await, ["clock"]);
    assert!(is_received().await, "the office was not silent for sixty days");
    let sent = applications::submit(&lin(), draft, true).await;
    assert!(matches!(sent, Err(AppError::Clock)), "{sent:?}");
    let officer = world.official("qingshi-market-regulation", Role::CaseOfficer, 0);
    cases::assign(&officer, case).await.unwrap();
    assert!(matches!(cases::accept(&officer, case).await, Err(AppError::Clock)));

    world.clock.jump(-SIXTY_DAYS);
    jobs::round(&world.app).await.unwrap();
    assert_eq!(ill(&world.app).await, [""; 0]);
    applications::submit(&lin(), draft, true).await.unwrap();
    world.clock.pass(SIXTY_DAYS);
    jobs::round(&world.app).await.unwrap();
    assert!(!is_received().await, "now it was");
}

#[tokio::test]
async fn a_clock_behind_what_is_on_record_is_held_until_somebody_has_looked() {
    let world = World::new().await;
    jobs::round(&world.app).await.unwrap();
    let database = world.database.as_deref().map(|url| PostgresUrl::parse(url).unwrap());
    let folder = world.stop().await;
    let place = Place { data: folder.path().join("data"), database };
    let starts = async |moment: &str, clock_is_right| {
        let options = Start {
            place: place.clone(),
            catalogue: sample_catalogue(),
            base_url: "http://127.0.0.1:8080".to_owned(),
            demo: true,
            demo_code: None,
            sign_in: None,
            clock_is_right,
        };
        let clock = std::sync::Arc::new(SetClock::at(moment));
        let random = std::sync::Arc::new(Seeded::new(3));
        let (app, _lock) = start(&options, clock.clone(), random).await.unwrap();
        jobs::round(&app).await.unwrap();
        let at_first = ill(&app).await;
        clock.pass(SignedDuration::from_hours(48));
        jobs::round(&app).await.unwrap();
        let later = ill(&app).await;
        app.close().await;
        (at_first, later)
    };
    // The world's first round was on 2026-11-23.
    let (well, held) = (Vec::<&str>::new(), vec!["clock"]);
    assert_eq!(
        starts("2026-11-22T01:30:00Z", false).await,
        (held, well.clone()),
        "past it, it counts"
    );
    assert_eq!(starts("2026-11-21T01:30:00Z", true).await, (well.clone(), well.clone()));
    assert_eq!(
        starts("2026-11-23T01:30:30Z", false).await,
        (well.clone(), well),
        "the new record counts"
    );
}
