//! Officials come, move and go by two administrators, and cases change hands with them.

use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use onewindow_app::cases::{self, Decision};
use onewindow_app::staffing::{self, Receiver, Wish};
use onewindow_app::testing::World;
use onewindow_app::{AppError, Ctx, accesses, jobs, staff};
use onewindow_gate::AccessEntry;
use onewindow_model::actor::{Actor, Role};
use onewindow_model::case::{EventKind, StageName, Verdict};
use onewindow_model::id::{CaseId, GrantId, OfficerId};
use onewindow_model::staffing::{Change, Post, Refusal, Review, StageName as Stands};

const HOUSE: &str = "qingshi-market-regulation";
const PERSON: &str = "lin-xiaoyu";
const SERVICE: &str = "small-food-business";

fn two(world: &World) -> (Ctx, Ctx) {
    (world.acting("admin-qin"), world.acting("admin-hou"))
}

fn id(ctx: &Ctx) -> OfficerId {
    ctx.actor.officer().unwrap().id
}

fn post(roles: &[Role]) -> Post {
    let office = Some("qingshi-centre".to_owned());
    Post { organisation: HOUSE.to_owned(), office, roles: roles.to_vec() }
}

fn about(officer: OfficerId, change: Change) -> Wish {
    Wish { officer: Some(officer), change, at_once: false }
}

fn joiner(login: &str) -> Wish {
    let (login, name) = (login.to_owned(), "新人".to_owned());
    let change = Change::Join { login, name, post: post(&[Role::CaseOfficer]) };
    Wish { officer: None, change, at_once: false }
}

/// Proposed by one, agreed to by the other.
async fn done(world: &World, wish: Wish) -> GrantId {
    let (first, second) = two(world);
    let grant = staffing::propose(&first, wish, "工作需要").await.unwrap();
    staffing::agree(&second, grant).await.unwrap();
    grant
}

/// The official as their next request finds them.
async fn next_request(world: &World, id: OfficerId) -> Option<Ctx> {
    match staff::find(&world.app, id).await {
        Ok(record) => Some(world.app.ctx(Actor::Officer(record.officer))),
        Err(AppError::NotFound) => None,
        Err(error) => panic!("{error:?}"),
    }
}

async fn taken(world: &World, officer: &Ctx) -> CaseId {
    let case = world.submitted(PERSON, SERVICE).await;
    cases::assign(officer, case).await.unwrap();
    case
}

fn refused<T>(result: Result<T, AppError>) -> Refusal {
    match result {
        Err(AppError::Staffing(refusal)) => refusal,
        Err(other) => panic!("refused for another reason: {other:?}"),
        Ok(_) => panic!("not refused"),
    }
}

#[tokio::test]
async fn a_joiner_comes_by_two_and_can_work() {
    let world = World::new().await;
    let (first, second) = two(&world);
    let grant = staffing::propose(&first, joiner("officer-new"), "新录用").await.unwrap();
    let known = |all: Vec<staffing::OfficerRecord>| all.iter().any(|o| o.login == "officer-new");
    assert!(!known(staff::all(&world.app).await.unwrap()), "nothing yet");
    assert_eq!(refused(staffing::agree(&first, grant).await), Refusal::SamePerson);
    staffing::agree(&second, grant).await.unwrap();
    assert!(known(staff::all(&world.app).await.unwrap()));
    let joined = world.acting("officer-new");
    let joined = next_request(&world, id(&joined)).await.unwrap();
    let case = taken(&world, &joined).await;
    cases::accept(&joined, case).await.unwrap();
    let again = staffing::propose(&first, joiner("officer-new"), "重复").await;
    assert_eq!(refused(again), Refusal::Login, "a login is given once");
    let kinds: Vec<_> = steps(&first).await.into_iter().take(2).collect();
    assert_eq!(kinds, ["agreed", "proposed"]);
}

async fn steps(admin: &Ctx) -> Vec<String> {
    let record = staffing::record(admin, None, 50).await.unwrap().items;
    record.iter().map(|step| step.event.kind.to_string()).collect()
}

#[tokio::test]
async fn nobody_else_proposes_agrees_or_reads() {
    let world = World::new().await;
    let (first, second) = two(&world);
    let grant = staffing::propose(&first, joiner("officer-new"), "新录用").await.unwrap();
    let officer = world.official(HOUSE, Role::CaseOfficer, 0);
    let leader = world.official(HOUSE, Role::Supervisor, 0);
    for other in [&officer, &leader] {
        for refused in [
            staffing::propose(other, joiner("officer-two"), "新录用").await.map(|_| ()),
            staffing::agree(other, grant).await.map(|_| ()),
            staffing::decline(other, grant, "不同意").await,
            staffing::record(other, None, 50).await.map(|_| ()),
            staffing::grant(other, grant).await.map(|_| ()),
        ] {
            assert!(matches!(refused, Err(AppError::Denied(_))), "{refused:?}");
        }
    }
    let own = staffing::propose(&first, about(id(&first), Change::Restore), "自己").await;
    assert!(matches!(own, Err(AppError::Staffing(_))));
    let own = Change::Move { post: post(&[Role::CaseOfficer]), from: first.today() };
    let own = staffing::propose(&first, about(id(&first), own), "自己").await;
    assert_eq!(refused(own), Refusal::Oneself);
    staffing::decline(&second, grant, "编制已满").await.unwrap();
    let view = staffing::grant(&first, grant).await.unwrap();
    assert_eq!(view.grant.stage.name(), Stands::Declined);
    let late = staffing::agree(&second, grant).await;
    assert_eq!(refused(late), Refusal::Stage(Stands::Declined));
}

#[tokio::test]
async fn two_at_once_and_one_is_told() {
    let world = World::new().await;
    let (first, second) = two(&world);
    done(&world, Wish { change: admin_joins(), ..joiner("admin-three") }).await;
    let third = world.acting("admin-three");
    let grant = staffing::propose(&first, joiner("officer-new"), "新录用").await.unwrap();
    let (agreed, declined) =
        tokio::join!(staffing::agree(&second, grant), staffing::decline(&third, grant, "不同意"));
    assert_eq!([agreed.is_ok(), declined.is_ok()].iter().filter(|ok| **ok).count(), 1);
    let told = agreed.err().or(declined.err()).unwrap();
    assert!(matches!(told, AppError::Conflict | AppError::Staffing(Refusal::Stage(_))), "{told:?}");
}

fn admin_joins() -> Change {
    let (login, name) = ("admin-three".to_owned(), "管理员三".to_owned());
    Change::Join { login, name, post: post(&[Role::Administrator]) }
}

#[tokio::test]
async fn a_leaver_is_out_at_once_and_the_cases_are_free_again() {
    let world = World::new().await;
    let officer = world.official(HOUSE, Role::CaseOfficer, 0);
    let case = taken(&world, &officer).await;
    let (first, _) = two(&world);
    done(&world, about(id(&officer), Change::Leave { from: first.today() })).await;
    assert!(next_request(&world, id(&officer)).await.is_none());
    jobs::round(&world.app).await.unwrap();
    let person = world.acting(PERSON);
    let file = cases::open_own(&person, case).await.unwrap();
    assert_eq!(file.case.assignee, None);
    assert_eq!(file.events.last().unwrap().kind, EventKind::Reassigned);
    let entries = seen(&person).await;
    assert!(entries.iter().any(|e| e.purpose.as_str() == "reassign"), "the person sees it");
    assert!(entries.iter().any(|e| e.pseudonym.is_some()), "and those before, as they were");
    let other = world.official(HOUSE, Role::CaseOfficer, 0);
    assert_ne!(id(&other), id(&officer), "gone from the demonstration too");
    cases::assign(&other, case).await.unwrap();
}

async fn seen(person: &Ctx) -> Vec<AccessEntry> {
    let page = accesses::list(person, id_of(person), None).await.unwrap();
    page.entries.into_iter().map(|(_, entry)| entry).collect()
}

fn id_of(person: &Ctx) -> onewindow_model::id::PersonId {
    person.actor.person().unwrap()
}

#[tokio::test]
async fn a_leaver_of_another_day_works_until_then() {
    let world = World::new().await;
    let officer = world.official(HOUSE, Role::CaseOfficer, 0);
    let (first, _) = two(&world);
    let from = first.today().saturating_add(2.days());
    let grant = done(&world, about(id(&officer), Change::Leave { from })).await;
    jobs::round(&world.app).await.unwrap();
    assert!(next_request(&world, id(&officer)).await.is_some());
    world.clock.pass(SignedDuration::from_hours(48));
    jobs::round(&world.app).await.unwrap();
    assert!(next_request(&world, id(&officer)).await.is_none());
    let view = staffing::grant(&two(&world).0, grant).await.unwrap();
    assert_eq!(view.grant.stage.name(), Stands::InForce);
}

#[tokio::test]
async fn in_an_emergency_one_is_enough_and_the_second_can_take_it_back() {
    let world = World::new().await;
    let (first, second) = two(&world);
    let officer = world.official(HOUSE, Role::CaseOfficer, 0);
    let leave = || Change::Leave { from: first.today() };
    let wish = Wish { at_once: true, ..about(id(&officer), leave()) };
    let grant = staffing::propose(&first, wish, "设备被盗").await.unwrap();
    assert!(next_request(&world, id(&officer)).await.is_none(), "out before anybody looked");
    assert_eq!(refused(staffing::agree(&first, grant).await), Refusal::SamePerson);
    world.clock.pass(SignedDuration::from_hours(24 * 8));
    jobs::round(&world.app).await.unwrap();
    assert!(next_request(&world, id(&officer)).await.is_none(), "it does not lapse");
    staffing::decline(&two(&world).1, grant, "设备已找回").await.unwrap();
    assert!(next_request(&world, id(&officer)).await.is_some(), "in again");
    let wish = Wish { at_once: true, ..about(id(&second), leave_today(&world)) };
    let alone = staffing::propose(&two(&world).0, wish, "离职").await;
    assert_eq!(refused(alone), Refusal::NoSecond, "the last who could look stays");
}

fn leave_today(world: &World) -> Change {
    Change::Leave { from: two(world).0.today() }
}

#[tokio::test]
async fn a_mover_keeps_nothing_of_the_old_office() {
    let world = World::new().await;
    let officer = world.official(HOUSE, Role::CaseOfficer, 0);
    let case = taken(&world, &officer).await;
    let (first, second) = two(&world);
    let health = Post { organisation: "qingshi-health".to_owned(), ..post(&[Role::CaseOfficer]) };
    let change = Change::Move { post: health, from: first.today() };
    let grant = staffing::propose(&first, about(id(&officer), change), "轮岗").await.unwrap();
    assert_eq!(refused(staffing::agree(&second, grant).await), Refusal::OtherOrganisation);
    let theirs = Actor::Officer(onewindow_model::actor::Officer {
        organisation: "qingshi-health".to_owned(),
        ..second.actor.officer().unwrap().clone()
    });
    staffing::agree(&world.app.ctx(theirs), grant).await.unwrap();
    let moved = next_request(&world, id(&officer)).await.unwrap();
    assert_eq!(moved.actor.officer().unwrap().organisation, "qingshi-health");
    assert!(matches!(cases::open(&moved, case).await.err(), Some(AppError::Denied(_))));
    jobs::round(&world.app).await.unwrap();
    let file = cases::open_own(&world.acting(PERSON), case).await.unwrap();
    assert_eq!(file.case.assignee, None);
}

#[tokio::test]
async fn a_proposal_lapses_and_can_be_made_again() {
    let world = World::new().await;
    let (first, _) = two(&world);
    let grant = staffing::propose(&first, joiner("officer-new"), "新录用").await.unwrap();
    world.clock.pass(SignedDuration::from_hours(24 * 7 + 1));
    jobs::round(&world.app).await.unwrap();
    let (first, second) = two(&world);
    let view = staffing::grant(&first, grant).await.unwrap();
    assert_eq!(view.grant.stage.name(), Stands::Lapsed);
    assert!(staffing::agree(&second, grant).await.is_err());
    done(&world, joiner("officer-new")).await;
}

#[tokio::test]
async fn a_deputy_decides_in_the_place_of_the_absent_officer_until_the_last_day() {
    let world = World::new().await;
    let absent = world.official(HOUSE, Role::CaseOfficer, 0);
    let deputy = world.official(HOUSE, Role::CaseOfficer, 1);
    let case = taken(&world, &absent).await;
    let (from, until) = (absent.today(), absent.today().saturating_add(3.days()));
    let change = Change::Deputy { deputy: id(&deputy), from, until };
    done(&world, about(id(&absent), change)).await;
    let acting = next_request(&world, id(&deputy)).await.unwrap();
    let work = cases::work(&acting, None).await.unwrap();
    assert!(work.items.iter().any(|item| item.id == case && item.in_place && !item.mine));
    cases::accept(&acting, case).await.unwrap();
    cases::examine(&acting, case).await.unwrap();
    let decision = Decision { verdict: Verdict::Granted, reasons: "符合条件".to_owned() };
    cases::decide(&acting, case, decision).await.unwrap();
    let person = world.acting(PERSON);
    let file = cases::open_own(&person, case).await.unwrap();
    let made = &file.decisions.last().unwrap().record;
    assert_eq!((made.officer, made.in_place_of), (id(&deputy), Some(id(&absent))));
    let entries = seen(&person).await;
    let named = |e: &AccessEntry| {
        e.pseudonym.as_deref().is_some_and(|pseudonym| pseudonym.contains(" for "))
    };
    assert!(entries.iter().any(named), "who, and for whom");

    let next = taken(&world, &absent).await;
    assert!(cases::open(&acting, next).await.is_ok());
    world.clock.pass(SignedDuration::from_hours(24 * 4));
    let after = next_request(&world, id(&deputy)).await.unwrap();
    assert!(matches!(cases::open(&after, next).await.err(), Some(AppError::Denied(_))));
}

#[tokio::test]
async fn a_deputyship_is_ended_early_by_one_administrator() {
    let world = World::new().await;
    let absent = world.official(HOUSE, Role::CaseOfficer, 0);
    let deputy = world.official(HOUSE, Role::CaseOfficer, 1);
    let (from, until) = (absent.today(), absent.today().saturating_add(30.days()));
    let change = Change::Deputy { deputy: id(&deputy), from, until };
    let grant = done(&world, about(id(&absent), change)).await;
    staffing::end(&two(&world).0, grant, "提前返岗").await.unwrap();
    let after = next_request(&world, id(&deputy)).await.unwrap();
    assert!(after.actor.officer().unwrap().stands_in.is_empty());
}

#[tokio::test]
async fn a_proposal_is_taken_back_and_another_can_be_made() {
    let world = World::new().await;
    let officer = world.official(HOUSE, Role::CaseOfficer, 0);
    let (first, second) = two(&world);
    let leaves = || about(id(&officer), Change::Leave { from: first.today() });
    let grant = staffing::propose(&first, leaves(), "误选人员").await.unwrap();
    assert!(staffing::end(&second, grant, "不是本人提出").await.is_err());
    assert!(staffing::end(&first, grant, "").await.is_err(), "with a reason");
    staffing::end(&first, grant, "选错了人").await.unwrap();
    assert!(staffing::agree(&second, grant).await.is_err());
    let waiting = staffing::propose(&first, leaves(), "调离").await.unwrap();
    staffing::agree(&second, waiting).await.unwrap();
    assert!(next_request(&world, id(&officer)).await.is_none());
}

#[tokio::test]
async fn whoever_leads_gives_cases_to_others_and_sees_nothing_of_them() {
    let world = World::new().await;
    let (from, to) =
        (world.official(HOUSE, Role::CaseOfficer, 0), world.official(HOUSE, Role::CaseOfficer, 1));
    let (one, two_of) = (taken(&world, &from).await, taken(&world, &from).await);
    let leader = world.official(HOUSE, Role::Supervisor, 0);
    assert_eq!(staffing::handled(&leader, id(&from)).await.unwrap().len(), 2);
    staffing::reassign(&leader, one, Receiver::Officer(id(&to)), "请假").await.unwrap();
    assert!(cases::open(&to, one).await.is_ok());
    assert!(matches!(cases::open(&from, one).await.err(), Some(AppError::Denied(_))));
    assert!(matches!(cases::open(&leader, one).await.err(), Some(AppError::Denied(_))));
    let (admin, _) = two(&world);
    let given = staffing::reassign_all(&admin, id(&from), Receiver::List, "离岗").await.unwrap();
    assert_eq!(given, 1);
    let file = cases::open_own(&world.acting(PERSON), two_of).await.unwrap();
    assert_eq!(file.case.assignee, None);
    assert_eq!(file.events.last().unwrap().kind, EventKind::Reassigned);
    let before = world.entries_about(id_of(&world.acting(PERSON))).await;
    let elsewhere = world.official("chengzhou-market-regulation", Role::CaseOfficer, 0);
    for other in [&from, &elsewhere] {
        let refused = staffing::reassign(other, one, Receiver::List, "不行").await;
        assert!(matches!(refused, Err(AppError::Denied(_))), "{refused:?}");
    }
    let after = world.entries_about(id_of(&world.acting(PERSON))).await;
    assert_eq!(after, before + 2, "what was refused is on record for the person");
    let record = staffing::record(&admin, None, 50).await.unwrap().items;
    let reasons: Vec<_> = record.iter().filter_map(|step| step.event.reasons.clone()).collect();
    assert!(reasons.contains(&"请假".to_owned()) && reasons.contains(&"离岗".to_owned()));
}

#[tokio::test]
async fn rights_that_nobody_looks_over_are_suspended_and_two_restore_them() {
    let world = World::new().await;
    let officer = world.official(HOUSE, Role::CaseOfficer, 0);
    world.clock.pass(SignedDuration::from_hours(24 * 181));
    let (first, second) = two(&world);
    let (waiting, figures) = staffing::reviews(&first).await.unwrap();
    assert_eq!((figures.fresh, figures.due, figures.suspended), (0, 0, 0));
    assert_eq!(waiting.len(), figures.overdue);
    staffing::confirm(&second, id(&first)).await.unwrap();
    assert_eq!(refused(staffing::confirm(&first, id(&first)).await), Refusal::Oneself);
    world.clock.pass(SignedDuration::from_hours(24 * 30));
    jobs::round(&world.app).await.unwrap();
    jobs::round(&world.app).await.unwrap();
    let now = next_request(&world, id(&officer)).await.unwrap();
    assert!(now.actor.officer().unwrap().roles.is_empty());
    assert!(cases::work(&now, None).await.is_err());
    assert!(matches!(staff::own_review(&now).await.unwrap(), Review::Suspended { .. }));
    let administers = next_request(&world, id(&second)).await.unwrap();
    assert!(administers.actor.officer().unwrap().is(Role::Administrator), "who restores stays");
    let suspended = |steps: &[String]| steps.iter().filter(|kind| *kind == "suspended").count();
    let (first, _) = two(&world);
    let on_record = suspended(&steps(&first).await);
    assert!(on_record > 0 && on_record == staffing::reviews(&first).await.unwrap().1.suspended);
    assert!(staffing::confirm(&first, id(&officer)).await.is_err(), "one is not enough any more");
    done(&world, about(id(&officer), Change::Restore)).await;
    let now = next_request(&world, id(&officer)).await.unwrap();
    assert!(now.actor.officer().unwrap().is(Role::CaseOfficer));
    let case = taken(&world, &now).await;
    let file = cases::open(&now, case).await.unwrap();
    assert_eq!(file.case.stage.name(), StageName::Received);
    let fresh = about(id(&officer), Change::Restore);
    assert_eq!(refused(staffing::propose(&first, fresh, "再次").await), Refusal::NotSuspended);
}

#[tokio::test]
async fn days_that_do_not_fit_are_refused() {
    let world = World::new().await;
    let (first, _) = two(&world);
    let officer = world.official(HOUSE, Role::CaseOfficer, 0);
    let long_ago: Date = "2020-01-01".parse().unwrap();
    let wish = about(id(&officer), Change::Leave { from: long_ago });
    assert_eq!(refused(staffing::propose(&first, wish, "离职").await), Refusal::Days);
}
