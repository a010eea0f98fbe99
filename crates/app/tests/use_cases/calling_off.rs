//! What two administrators agreed to for a later day, two call off before it.

use jiff::{SignedDuration, ToSpan};
use onewindow_app::audits::Audit;
use onewindow_app::staffing::{self, Wish};
use onewindow_app::testing::World;
use onewindow_app::{AppError, Ctx, jobs, staff};
use onewindow_model::actor::{Actor, Officer, Role};
use onewindow_model::id::{GrantId, OfficerId};
use onewindow_model::staffing::{Change, Post, Refusal, StageName};

const HOUSE: &str = "qingshi-market-regulation";

fn id(ctx: &Ctx) -> OfficerId {
    ctx.actor.officer().unwrap().id
}

fn two(world: &World) -> (Ctx, Ctx) {
    (world.acting("admin-qin"), world.acting("admin-hou"))
}

fn refused<T>(result: Result<T, AppError>) -> Refusal {
    match result {
        Err(AppError::Staffing(refusal)) => refusal,
        Err(other) => panic!("refused for another reason: {other:?}"),
        Ok(_) => panic!("not refused"),
    }
}

/// Agreed to by two administrators of the house, about an official of it.
async fn agreed(world: &World, officer: OfficerId, change: Change) -> GrantId {
    let (first, second) = two(world);
    let wish = Wish { officer: Some(officer), change, at_once: false };
    let grant = staffing::propose(&first, wish, "工作需要").await.unwrap();
    staffing::agree(&second, grant).await.unwrap();
    grant
}

/// A leave in two days.
async fn leaves(world: &World, officer: OfficerId) -> GrantId {
    let from = two(world).0.today().saturating_add(2.days());
    agreed(world, officer, Change::Leave { from }).await
}

async fn stage(world: &World, grant: GrantId) -> StageName {
    staffing::grant(&two(world).0, grant).await.unwrap().grant.stage.name()
}

async fn days_pass(world: &World, days: i64) {
    world.clock.pass(SignedDuration::from_hours(24 * days));
    jobs::round(&world.app).await.unwrap();
}

#[tokio::test]
async fn what_two_agreed_to_for_a_later_day_two_call_off() {
    let world = World::new().await;
    let officer = id(&world.official(HOUSE, Role::CaseOfficer, 0));
    let (first, second) = two(&world);
    let grant = leaves(&world, officer).await;
    assert!(staffing::call_off(&first, grant, "").await.is_err(), "with a reason");
    staffing::call_off(&first, grant, "不走了").await.unwrap();
    assert_eq!(refused(staffing::agree_off(&first, grant).await), Refusal::SamePerson);
    let theirs = staffing::grant(&second, grant).await.unwrap();
    assert!(theirs.mine_to_judge && theirs.mine_to_keep && !theirs.mine_to_call_off);
    let mine = staffing::grant(&first, grant).await.unwrap();
    assert!(!mine.mine_to_judge && mine.mine_to_keep && !mine.mine_to_end);
    let stage_of_it = Refusal::Stage(StageName::Agreed);
    assert_eq!(refused(staffing::agree(&second, grant).await), stage_of_it, "another question");
    assert!(staffing::stay(&second, grant, "").await.is_err(), "with a reason");
    staffing::stay(&second, grant, "已另有安排").await.unwrap();
    assert!(staffing::grant(&second, grant).await.unwrap().mine_to_call_off);
    staffing::call_off(&second, grant, "再议").await.unwrap();
    staffing::stay(&second, grant, "想好了").await.unwrap();
    staffing::call_off(&second, grant, "确实不走了").await.unwrap();
    staffing::agree_off(&first, grant).await.unwrap();
    let over = staffing::grant(&first, grant).await.unwrap();
    assert_eq!(over.grant.stage.name(), StageName::Ended);
    let (off, with) = over.grant.called_off();
    assert_eq!((off.unwrap().by, with.unwrap().by), (id(&second), id(&first)));
    assert_eq!(over.names[&id(&second)], "侯清源");
    days_pass(&world, 3).await;
    assert!(staff::find(&world.app, officer).await.is_ok(), "the day came to nothing");
    let record = staffing::record(&first, None, 6).await.unwrap().items;
    let steps: Vec<_> = record.iter().map(|step| step.event.kind.as_str()).collect();
    let wanted = ["called-off", "calling-off", "stays", "calling-off", "stays", "calling-off"];
    assert_eq!(steps, wanted);
    let told: Vec<_> = record.iter().map(|step| step.event.reasons.as_deref()).collect();
    assert_eq!((told[0], told[1], told[4]), (None, Some("确实不走了"), Some("已另有安排")));
    // The way is free for another one.
    leaves(&world, officer).await;
}

#[tokio::test]
async fn a_day_does_not_wait_for_its_being_called_off() {
    let world = World::new().await;
    let officer = id(&world.official(HOUSE, Role::CaseOfficer, 0));
    let grant = leaves(&world, officer).await;
    staffing::call_off(&two(&world).0, grant, "不走了").await.unwrap();
    world.clock.pass(SignedDuration::from_hours(48));
    let late = staffing::agree_off(&two(&world).1, grant).await;
    assert_eq!(refused(late), Refusal::Begun, "though no round has come by yet");
    let early = staffing::grant(&two(&world).1, grant).await.unwrap();
    assert!(!early.mine_to_call_off);
    jobs::round(&world.app).await.unwrap();
    assert!(staff::find(&world.app, officer).await.is_err(), "out, as it was agreed");
    let late = staffing::agree_off(&two(&world).1, grant).await;
    assert_eq!(refused(late), Refusal::Stage(StageName::InForce));
}

#[tokio::test]
async fn two_are_two_only_if_both_are_administrators_still() {
    let world = World::new().await;
    let officer = id(&world.official(HOUSE, Role::CaseOfficer, 0));
    let (first, second) = two(&world);
    let roles = vec![Role::Administrator];
    let post = Post { organisation: HOUSE.to_owned(), office: None, roles };
    let joins = Change::Join { login: "admin-xin".to_owned(), name: "新来的".to_owned(), post };
    let wish = Wish { officer: None, change: joins, at_once: false };
    let joined = staffing::propose(&first, wish, "工作需要").await.unwrap();
    staffing::agree(&second, joined).await.unwrap();
    let third = staffing::grant(&first, joined).await.unwrap().grant.officer;
    let known = staff::find(&world.app, third).await.unwrap();
    let third_ctx = world.app.ctx(Actor::Officer(known.officer));
    let grant = leaves(&world, officer).await;
    staffing::call_off(&third_ctx, grant, "不走了").await.unwrap();
    let out = Change::Leave { from: first.today() };
    let wish = Wish { officer: Some(third), change: out, at_once: true };
    staffing::propose(&first, wish, "设备被盗").await.unwrap();
    let alone = staffing::agree_off(&second, grant).await;
    assert_eq!(refused(alone), Refusal::Proposer);
    assert_eq!(stage(&world, grant).await, StageName::Agreed);
    staffing::stay(&second, grant, "提出人已停用").await.unwrap();
    staffing::call_off(&second, grant, "确实不走了").await.unwrap();
    staffing::agree_off(&first, grant).await.unwrap();
    assert_eq!(stage(&world, grant).await, StageName::Ended);
}

#[tokio::test]
async fn who_goes_elsewhere_stays_only_with_the_word_of_the_other_house() {
    let world = World::new().await;
    let officer = id(&world.official(HOUSE, Role::CaseOfficer, 0));
    let (first, second) = two(&world);
    let there = Officer {
        id: OfficerId::fresh(first.now, world.app.random()),
        organisation: "qingshi-health".to_owned(),
        office: None,
        roles: vec![Role::Administrator],
        stands_in: Vec::new(),
    };
    let there = world.app.ctx(Actor::Officer(there));
    let roles = vec![Role::CaseOfficer];
    let post = Post { organisation: "qingshi-health".to_owned(), office: None, roles };
    let moves = Change::Move { post, from: first.today().saturating_add(2.days()) };
    let wish = Wish { officer: Some(officer), change: moves, at_once: false };
    let grant = staffing::propose(&first, wish, "工作需要").await.unwrap();
    staffing::agree(&there, grant).await.unwrap();
    let theirs = staffing::call_off(&there, grant, "编制已满").await;
    assert_eq!(refused(theirs), Refusal::Elsewhere);
    assert!(!staffing::grant(&there, grant).await.unwrap().mine_to_call_off);
    staffing::call_off(&second, grant, "此处更缺人").await.unwrap();
    assert_eq!(refused(staffing::agree_off(&first, grant).await), Refusal::OtherOrganisation);
    staffing::agree_off(&there, grant).await.unwrap();
    days_pass(&world, 3).await;
    let known = staff::find(&world.app, officer).await.unwrap();
    assert_eq!(known.officer.organisation, HOUSE);
}

#[tokio::test]
async fn an_audit_that_was_called_off_lets_nobody_in() {
    let world = World::new().await;
    let auditor = world.acting("auditor-tan");
    let mandates = async || Audit::admit(auditor.clone()).await.unwrap().mandates().len();
    let before = mandates().await;
    let (first, second) = two(&world);
    let from = first.today().saturating_add(2.days());
    let until = from.saturating_add(9.days());
    let grant = agreed(&world, id(&auditor), Change::Audit { from, until }).await;
    staffing::call_off(&first, grant, "改期").await.unwrap();
    staffing::agree_off(&second, grant).await.unwrap();
    days_pass(&world, 3).await;
    assert_eq!(stage(&world, grant).await, StageName::Ended);
    assert_eq!(mandates().await, before);
}
