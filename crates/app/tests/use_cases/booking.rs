//! Appointments: chosen, taken with the application, moved, given back.

use jiff::SignedDuration;
use onewindow_app::applications::submit;
use onewindow_app::error::Appointment;
use onewindow_app::testing::World;
use onewindow_app::{AppError, Ctx, bookings, cases, drafts, jobs};
use onewindow_model::actor::{Actor, Role};
use onewindow_model::application::{Place, ProblemCode};
use onewindow_model::booking::Slot;
use onewindow_model::id::{CaseId, DraftId};

const SERVICE: &str = "marriage-appointment";
const WHO: &str = "su-wanqing";

/// The appointment of a case and the kinds of its events.
async fn seen(ctx: &Ctx, case: CaseId) -> (Option<Slot>, Vec<String>) {
    let file = cases::open_own(ctx, case).await.unwrap();
    let slot = file.appointment().map(|booking| booking.slot.clone());
    (slot, file.events.into_iter().map(|event| event.kind.to_string()).collect())
}

async fn free(ctx: &Ctx, slot: &Slot) -> u32 {
    bookings::offer(ctx, SERVICE).await.unwrap().free(slot)
}

async fn next(ctx: &Ctx, at: usize) -> Slot {
    bookings::offer(ctx, SERVICE).await.unwrap().next_free("", 40).swap_remove(at)
}

/// A slot that lies well before its limits.
async fn in_days(ctx: &Ctx) -> Slot {
    let offer = bookings::offer(ctx, SERVICE).await.unwrap();
    let day = offer.days("qingshi-marriage-registry")[5].day;
    offer.times("qingshi-marriage-registry", day)[0].slot.clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_who_send_at_once_get_as_many_places_as_there_are() {
    let world = World::new().await;
    let ctx = world.acting(WHO);
    let wanted = next(&ctx, 3).await;
    let mut sent = Vec::new();
    for _ in 0..12 {
        let draft = world.filled(&ctx, SERVICE).await;
        drafts::change(&ctx, draft, drafts::Change::Slot(wanted.clone())).await.unwrap();
        sent.push(draft);
    }
    assert_eq!(free(&ctx, &wanted).await, 2, "choosing holds nothing");
    let sends = sent.iter().map(|draft| {
        let (ctx, draft) = (ctx.clone(), *draft);
        tokio::spawn(async move { (draft, submit(&ctx, draft, true).await) })
    });
    let (mut got, mut left): (usize, Vec<DraftId>) = (0, Vec::new());
    for send in sends.collect::<Vec<_>>() {
        match send.await.unwrap() {
            (_, Ok(_)) => got += 1,
            (draft, Err(AppError::Appointment(Appointment::Taken(slot)))) => {
                assert_eq!(slot, wanted, "it says which");
                left.push(draft);
            }
            (_, Err(other)) => panic!("{other:?}"),
        }
    }
    assert_eq!((got, left.len()), (2, 10));
    assert_eq!(free(&ctx, &wanted).await, 0);
    assert_eq!(cases::mine(&ctx).await.unwrap().len(), 2, "who got no place made no case");

    let kept = drafts::open(&ctx, left[0]).await.unwrap();
    assert!(kept.draft.case.is_none());
    assert!(kept.content.values.len() >= 4 && !kept.content.supplies.is_empty());
    assert_eq!(kept.content.slot, Some(wanted.clone()));
    let instead = bookings::offer(&ctx, SERVICE).await.unwrap().instead_of(&wanted, 3);
    assert_eq!(instead[0], next(&ctx, 3).await, "the next after the one wished for");
    let other = next(&ctx, 0).await;
    drafts::change(&ctx, left[0], drafts::Change::Slot(other.clone())).await.unwrap();
    let receipt = submit(&ctx, left[0], true).await.unwrap();
    let (slot, events) = seen(&ctx, receipt.case).await;
    assert_eq!(slot, Some(other));
    assert_eq!(events, ["received", "booked"]);
}

#[tokio::test]
async fn two_clicks_at_once_take_one_place() {
    let world = World::new().await;
    let ctx = world.acting(WHO);
    let draft = world.filled(&ctx, SERVICE).await;
    let (one, two) = tokio::join!(submit(&ctx, draft, true), submit(&ctx, draft, true));
    let case = one.unwrap().case;
    assert_eq!(case, two.unwrap().case);
    let slot = seen(&ctx, case).await.0.unwrap();
    assert_eq!(free(&ctx, &slot).await, 1);
}

#[tokio::test]
async fn nothing_is_sent_without_a_time_or_with_one_that_has_passed() {
    let world = World::new().await;
    let ctx = world.acting(WHO);
    let problem = |error| match error {
        Err(AppError::Problems(problems)) => problems,
        other => panic!("{other:?}"),
    };
    let draft = drafts::start(&ctx, SERVICE, ctx.actor.person().unwrap(), Default::default()).await;
    let open = problem(submit(&ctx, draft.unwrap().id, true).await);
    assert!(open.iter().any(|p| p.place == Place::Slot && p.code == ProblemCode::Missing));

    let draft = world.filled(&ctx, SERVICE).await;
    let slot = drafts::open(&ctx, draft).await.unwrap().content.slot.unwrap();
    let never = Slot { day: slot.day.yesterday().unwrap(), ..slot };
    let refused = drafts::change(&ctx, draft, drafts::Change::Slot(never)).await;
    assert!(matches!(refused, Err(AppError::Appointment(Appointment::NotOffered))));
    world.clock.pass(SignedDuration::from_hours(24));
    let late = problem(submit(&world.acting(WHO), draft, true).await);
    assert_eq!(late.len(), 1);
    assert_eq!((&late[0].place, &late[0].code), (&Place::Slot, &ProblemCode::SlotTaken));
}

#[tokio::test]
async fn it_is_moved_and_given_back_by_whose_case_it_is() {
    let world = World::new().await;
    let ctx = world.acting(WHO);
    let case = world.submitted(WHO, SERVICE).await;
    let soon = seen(&ctx, case).await.0.unwrap();
    let moved = bookings::rebook(&ctx, case, in_days(&ctx).await).await;
    assert!(matches!(moved, Err(AppError::Appointment(Appointment::TooLate))), "24 hours before");
    assert_eq!(free(&ctx, &soon).await, 1);

    let draft = world.filled(&ctx, SERVICE).await;
    let first = in_days(&ctx).await;
    drafts::change(&ctx, draft, drafts::Change::Slot(first.clone())).await.unwrap();
    let case = submit(&ctx, draft, true).await.unwrap().case;
    let stranger = world.acting("zhou-dashan");
    let second = next(&ctx, 30).await;
    let theirs = bookings::rebook(&stranger, case, second.clone()).await;
    assert!(matches!(theirs, Err(AppError::NotFound)));
    assert!(matches!(bookings::cancel(&stranger, case).await, Err(AppError::NotFound)));

    let before = world.entries_about(ctx.actor.person().unwrap()).await;
    bookings::rebook(&ctx, case, second.clone()).await.unwrap();
    assert!(world.entries_about(ctx.actor.person().unwrap()).await > before, "on record");
    assert_eq!((free(&ctx, &first).await, free(&ctx, &second).await), (2, 1));
    bookings::cancel(&ctx, case).await.unwrap();
    let (slot, events) = seen(&ctx, case).await;
    assert_eq!((slot, free(&ctx, &second).await), (None, 2));
    assert_eq!(events, ["received", "booked", "booking-moved", "booking-cancelled"]);
    let again = bookings::cancel(&ctx, case).await;
    assert!(matches!(again, Err(AppError::Appointment(Appointment::None))));
    bookings::rebook(&ctx, case, first.clone()).await.unwrap();
    assert_eq!(seen(&ctx, case).await.0, Some(first), "another time can be booked");
}

#[tokio::test]
async fn the_slip_of_a_case_moves_its_appointment_and_no_other() {
    let world = World::new().await;
    let ctx = world.acting(WHO);
    let draft = world.filled(&ctx, SERVICE).await;
    drafts::change(&ctx, draft, drafts::Change::Slot(in_days(&ctx).await)).await.unwrap();
    let case = submit(&ctx, draft, true).await.unwrap().case;
    let other = world.submitted("zhou-dashan", SERVICE).await;
    let found = world.app.ctx(Actor::SlipHolder { case: other });
    let second = next(&ctx, 30).await;
    let theirs = bookings::rebook(&found, case, second.clone()).await;
    assert!(matches!(theirs, Err(AppError::NotFound)), "{theirs:?}");
    assert!(matches!(bookings::cancel(&found, case).await, Err(AppError::NotFound)));

    let holder = world.app.ctx(Actor::SlipHolder { case });
    let before = world.entries_about(ctx.actor.person().unwrap()).await;
    bookings::rebook(&holder, case, second.clone()).await.unwrap();
    assert!(world.entries_about(ctx.actor.person().unwrap()).await > before, "on record");
    assert_eq!(seen(&ctx, case).await.0, Some(second));
    bookings::cancel(&holder, case).await.unwrap();
    assert_eq!(seen(&ctx, case).await.0, None);
}

#[tokio::test]
async fn a_full_slot_leaves_the_old_appointment_where_it_was() {
    let world = World::new().await;
    let ctx = world.acting(WHO);
    let draft = world.filled(&ctx, SERVICE).await;
    let mine = in_days(&ctx).await;
    drafts::change(&ctx, draft, drafts::Change::Slot(mine.clone())).await.unwrap();
    let case = submit(&ctx, draft, true).await.unwrap().case;
    let full = next(&ctx, 0).await;
    for who in ["qiao-senmu", "zhou-dashan"] {
        world.submitted(who, SERVICE).await;
    }
    assert_eq!(free(&ctx, &full).await, 0);
    let moved = bookings::rebook(&ctx, case, full.clone()).await;
    assert!(matches!(moved, Err(AppError::Appointment(Appointment::Taken(slot))) if slot == full));
    let (slot, events) = seen(&ctx, case).await;
    assert_eq!((slot, events.len()), (Some(mine), 2));
}

#[tokio::test]
async fn a_case_that_ends_without_a_result_frees_its_place() {
    let world = World::new().await;
    let ctx = world.acting(WHO);
    let taken_back = world.submitted(WHO, SERVICE).await;
    let slot = seen(&ctx, taken_back).await.0.unwrap();
    cases::withdraw(&ctx, taken_back).await.unwrap();
    let (now, events) = seen(&ctx, taken_back).await;
    assert_eq!(
        (now, events),
        (
            None,
            vec!["received".into(), "booked".into(), "withdrawn".into(), "booking-freed".into()]
        )
    );
    let none = bookings::rebook(&ctx, taken_back, slot.clone()).await;
    assert!(matches!(none, Err(AppError::Refusal(_))), "{none:?}");

    let officer = world.official("qingshi-civil-affairs", Role::CaseOfficer, 0);
    let refused = world.submitted(WHO, SERVICE).await;
    cases::assign(&officer, refused).await.unwrap();
    cases::refuse_intake(&officer, refused, "不符合条件".to_owned()).await.unwrap();
    assert_eq!(seen(&ctx, refused).await.0, None);
    assert_eq!(free(&ctx, &slot).await, 2);

    let granted = world.submitted(WHO, SERVICE).await;
    cases::assign(&officer, granted).await.unwrap();
    cases::accept(&officer, granted).await.unwrap();
    cases::examine(&officer, granted).await.unwrap();
    let decision = cases::Decision {
        verdict: onewindow_model::case::Verdict::Granted,
        reasons: "预约成功".to_owned(),
    };
    cases::decide(&officer, granted, decision).await.unwrap();
    jobs::round(&world.app).await.unwrap();
    assert_eq!(seen(&ctx, granted).await.0, Some(slot), "a granted one is kept");
}

#[tokio::test]
async fn an_office_sees_times_and_numbers_of_its_own() {
    let world = World::new().await;
    let ctx = world.acting(WHO);
    let case = world.submitted(WHO, SERVICE).await;
    let registry = world.official("qingshi-civil-affairs", Role::CaseOfficer, 0);
    let page = bookings::at_office(&registry, None).await.unwrap();
    assert_eq!(page.office.as_deref(), Some("qingshi-marriage-registry"));
    let [item] = page.items.as_slice() else { panic!("one appointment") };
    assert_eq!((item.case, item.mine), (case, false));
    let elsewhere = bookings::at_office(&world.clerk(), None).await.unwrap();
    assert!(elsewhere.items.is_empty(), "another office");
    assert!(matches!(bookings::at_office(&ctx, None).await, Err(AppError::NotFound)));
}
