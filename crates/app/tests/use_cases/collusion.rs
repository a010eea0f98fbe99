//! What one administrator, a deputy or an accomplice might try with the rights of officials.

use jiff::{SignedDuration, ToSpan};
use onewindow_app::staffing::{self, Receiver, Wish};
use onewindow_app::testing::World;
use onewindow_app::{AppError, Ctx, cases, jobs, staff};
use onewindow_gate::Denial;
use onewindow_model::actor::{Actor, Role};
use onewindow_model::id::{GrantId, OfficerId};
use onewindow_model::staffing::{Change, Post, Refusal, StageName};

const HOUSE: &str = "qingshi-market-regulation";

fn id(ctx: &Ctx) -> OfficerId {
    ctx.actor.officer().unwrap().id
}

fn refused<T>(result: Result<T, AppError>) -> Refusal {
    match result {
        Err(AppError::Staffing(refusal)) => refusal,
        Err(other) => panic!("refused for another reason: {other:?}"),
        Ok(_) => panic!("not refused"),
    }
}

async fn proposed(by: &Ctx, officer: OfficerId, change: Change) -> Result<GrantId, AppError> {
    let wish = Wish { officer: Some(officer), change, at_once: false };
    staffing::propose(by, wish, "工作需要").await
}

async fn put_out(by: &Ctx, officer: OfficerId) -> Result<GrantId, AppError> {
    let change = Change::Leave { from: by.today() };
    let wish = Wish { officer: Some(officer), change, at_once: true };
    staffing::propose(by, wish, "设备被盗").await
}

/// The official as their next request finds them.
async fn next_request(world: &World, id: OfficerId) -> Ctx {
    let record = staff::find(&world.app, id).await.unwrap();
    world.app.ctx(Actor::Officer(record.officer))
}

fn two(world: &World) -> (Ctx, Ctx) {
    (world.acting("admin-qin"), world.acting("admin-hou"))
}

#[tokio::test]
async fn nobody_gives_themselves_a_case() {
    let world = World::new().await;
    let (first, second) = two(&world);
    let roles = vec![Role::Administrator, Role::CaseOfficer];
    let post = Post { organisation: HOUSE.to_owned(), office: None, roles };
    let officer = world.official(HOUSE, Role::CaseOfficer, 0);
    let both = Change::Move { post, from: first.today() };
    assert_eq!(refused(proposed(&first, id(&officer), both).await), Refusal::Roles);

    // A leader who stands in for an officer gives that officer nothing.
    let leader = world.official(HOUSE, Role::Supervisor, 0);
    let other = world.official(HOUSE, Role::CaseOfficer, 1);
    let case = world.submitted("lin-xiaoyu", "small-food-business").await;
    cases::assign(&other, case).await.unwrap();
    let until = first.today().saturating_add(3.days());
    let change = Change::Deputy { deputy: id(&leader), from: first.today(), until };
    let grant = proposed(&first, id(&officer), change).await.unwrap();
    staffing::agree(&second, grant).await.unwrap();
    let leader = next_request(&world, id(&leader)).await;
    let to = Receiver::Officer(id(&officer));
    let own = staffing::reassign(&leader, case, to, "请假").await;
    assert!(matches!(own, Err(AppError::Denied(Denial::ToOneself))), "{own:?}");
    let offered = staffing::receivers(&leader).await.unwrap();
    assert!(offered.iter().all(|one| one.officer.id != id(&officer)));
}

#[tokio::test]
async fn a_case_goes_only_to_who_could_take_it_on() {
    let world = World::new().await;
    let from = world.acting("officer-fang");
    let case = world.submitted("lin-xiaoyu", "small-food-business").await;
    cases::assign(&from, case).await.unwrap();
    let subject = world.acting("lin-xiaoyu").actor.person().unwrap();
    let before = world.entries_about(subject).await;
    let leader = world.official(HOUSE, Role::Supervisor, 0);
    let (first, second) = two(&world);
    let suspended = world.acting("officer-tang");
    world.spoil("UPDATE officers SET reviewed_at = 0 WHERE login = 'officer-tang'").await;
    let unfit = [
        world.official("qingshi-health", Role::CaseOfficer, 0),
        suspended.clone(),
        first.clone(),
        world.official(HOUSE, Role::Reviewer, 0),
    ];
    for to in &unfit {
        let given = staffing::reassign(&leader, case, Receiver::Officer(id(to)), "请假").await;
        assert!(matches!(given, Err(AppError::Denied(Denial::UnfitReceiver))), "{given:?}");
    }
    let after = world.entries_about(subject).await;
    assert_eq!(after, before + unfit.len(), "the person sees it");
    let leave = Change::Leave { from: first.today() };
    let leaves = proposed(&first, id(&suspended), leave).await.unwrap();
    staffing::agree(&second, leaves).await.unwrap();
    let to = Receiver::Officer(id(&suspended));
    assert_eq!(refused(staffing::reassign(&leader, case, to, "请假").await), Refusal::Unknown);
    assert!(cases::open(&from, case).await.is_ok(), "it stays where it was");
}

#[tokio::test]
async fn suspended_rights_do_not_go_on_by_way_of_a_deputy() {
    let world = World::new().await;
    let (first, second) = two(&world);
    let absent = world.official(HOUSE, Role::CaseOfficer, 0);
    let deputy = world.official(HOUSE, Role::CaseOfficer, 1);
    let until = first.today().saturating_add(360.days());
    let change = Change::Deputy { deputy: id(&deputy), from: first.today(), until };
    let grant = proposed(&first, id(&absent), change).await.unwrap();
    staffing::agree(&second, grant).await.unwrap();
    world.clock.pass(SignedDuration::from_hours(24 * 200));
    let (first, _) = two(&world);
    staffing::confirm(&first, id(&deputy)).await.unwrap();
    world.clock.pass(SignedDuration::from_hours(24 * 20));
    let acting = next_request(&world, id(&deputy)).await;
    let stands_in = &acting.actor.officer().unwrap().stands_in;
    assert!(stands_in.iter().all(|one| one.roles.is_empty()), "the absent officer has none");
    world.clock.pass(SignedDuration::from_hours(24 * 220));
    let acting = next_request(&world, id(&deputy)).await;
    let officer = acting.actor.officer().unwrap();
    assert!(officer.roles.is_empty() && officer.stands_in.is_empty(), "nor has the deputy now");
}

#[tokio::test]
async fn who_has_moved_is_not_their_earlier_house_s_to_decide_about() {
    let world = World::new().await;
    let (first, second) = two(&world);
    let officer = world.official(HOUSE, Role::CaseOfficer, 0);
    let passkey = proposed(&first, id(&officer), Change::Passkey).await.unwrap();
    let leave = Change::Leave { from: first.today() };
    let leave = proposed(&first, id(&officer), leave).await.unwrap();
    world
        .spoil("UPDATE officers SET organisation = 'qingshi-health' WHERE login = 'officer-fang'")
        .await;
    assert_eq!(refused(staffing::agree(&second, passkey).await), Refusal::Unknown);
    assert_eq!(refused(staffing::agree(&second, leave).await), Refusal::Unknown);
    assert!(staff::find(&world.app, id(&officer)).await.is_ok(), "still in service");
}

#[tokio::test]
async fn a_proposal_ends_with_its_proposer_and_what_fits_nobody_lapses() {
    let world = World::new().await;
    let (first, second) = two(&world);
    let officer = world.official(HOUSE, Role::CaseOfficer, 0);
    let grant = proposed(&first, id(&officer), Change::Passkey).await.unwrap();
    let day = first.today().saturating_add(3.days());
    let post = Post { organisation: HOUSE.to_owned(), office: None, roles: vec![Role::Reviewer] };
    let moves = proposed(&first, id(&officer), Change::Move { post, from: day }).await.unwrap();
    staffing::agree(&second, moves).await.unwrap();
    world.spoil("UPDATE officers SET left_at = 1 WHERE login = 'admin-qin'").await;
    assert_eq!(refused(staffing::agree(&second, grant).await), Refusal::Proposer);
    world.spoil("UPDATE officers SET left_at = 1 WHERE login = 'officer-fang'").await;
    world.clock.pass(SignedDuration::from_hours(24 * 4));
    jobs::round(&world.app).await.unwrap();
    let second = world.acting("admin-hou");
    let view = staffing::grant(&second, moves).await.unwrap();
    assert_eq!(view.grant.stage.name(), StageName::Lapsed);
}

#[tokio::test]
async fn an_emergency_waits_for_nothing_and_leaves_somebody_to_look() {
    let world = World::new().await;
    let (first, second) = two(&world);
    let officer = world.official(HOUSE, Role::CaseOfficer, 0);
    let far = Change::Leave { from: first.today().saturating_add(300.days()) };
    let retires = proposed(&first, id(&officer), far).await.unwrap();
    staffing::agree(&second, retires).await.unwrap();
    let out = put_out(&first, id(&officer)).await.unwrap();
    assert!(staff::find(&world.app, id(&officer)).await.is_err());
    // What two have decided is not called off by one.
    let called_off = staffing::end(&first, retires, "不退了").await;
    assert_eq!(refused(called_off), Refusal::Stage(StageName::Agreed));
    staffing::decline(&second, out, "没有依据").await.unwrap();
    assert!(staff::find(&world.app, id(&officer)).await.is_ok(), "in again");
    assert_eq!(refused(put_out(&first, id(&second)).await), Refusal::NoSecond);
}
