//! A refused look shows nothing, and stays on record for the person concerned.

use onewindow_app::slips::claim;
use onewindow_app::testing::World;
use onewindow_app::{AppError, accesses, cases};
use onewindow_gate::entry::Outcome;
use onewindow_model::actor::{Actor, Role};
use onewindow_model::purpose::Purpose;
use onewindow_model::reference::ClaimCode;

#[tokio::test]
async fn every_refused_look_of_an_official_is_an_entry() {
    let world = World::new().await;
    let case = world.submitted("lin-xiaoyu", "small-food-business").await;
    let looks = [
        ("qingshi-market-regulation", Role::CaseOfficer, "not-assigned"),
        ("qingshi-health", Role::CaseOfficer, "other-authority"),
        ("qingshi-service-bureau", Role::WindowClerk, "other-authority"),
    ];
    for (authority, role, _) in &looks {
        let officer = world.official(authority, *role, 0);
        assert!(matches!(cases::open(&officer, case).await, Err(AppError::Denied(_))));
    }
    let person = world.acting("lin-xiaoyu");
    let me = person.actor.person().unwrap();
    let page = accesses::list(&person, me, None).await.unwrap();
    for (authority, _, reason) in &looks {
        let entry = page.entries.iter().map(|(_, entry)| entry).find(|entry| {
            entry.organisation.as_deref() == Some(*authority)
                && entry.purpose == Purpose::HandleCase
                && entry.case == Some(case)
        });
        let entry = entry.unwrap_or_else(|| panic!("no entry of {authority}"));
        assert!(entry.outcome == Outcome::Deny((*reason).to_owned()), "{authority}");
        assert!(!entry.own);
    }
}

#[tokio::test]
async fn another_citizen_learns_nothing_and_is_on_record() {
    let world = World::new().await;
    let case = world.submitted("lin-xiaoyu", "small-food-business").await;
    let stranger = world.acting("zhou-dashan");
    assert!(matches!(cases::open_own(&stranger, case).await, Err(AppError::NotFound)));
    let person = world.acting("lin-xiaoyu");
    let me = person.actor.person().unwrap();
    let page = accesses::list(&person, me, None).await.unwrap();
    let refused = page.entries.iter().filter(|(_, entry)| !entry.own && entry.actor == "person");
    assert_eq!(refused.count(), 1);
}

#[tokio::test]
async fn an_official_without_the_role_is_on_record() {
    let world = World::new().await;
    let case = world.submitted("lin-xiaoyu", "small-food-business").await;
    let person = world.acting("lin-xiaoyu").actor.person().unwrap();
    let before = world.entries_about(person).await;
    let clerk = world.clerk();
    assert!(cases::assign(&clerk, case).await.is_err());
    assert!(cases::accept(&clerk, case).await.is_err());
    assert!(cases::examine(&clerk, case).await.is_err());
    assert!(cases::release(&clerk, case).await.is_err());
    assert_eq!(world.entries_about(person).await, before + 4);
}

#[tokio::test]
async fn a_flood_of_wrong_codes_buries_nothing() {
    let world = World::new().await;
    let case = world.submitted("lin-xiaoyu", "small-food-business").await;
    let mine = world.acting("lin-xiaoyu");
    let number = cases::open_own(&mine, case).await.unwrap().case.number;
    let person = mine.actor.person().unwrap();
    let before = world.entries_about(person).await;
    let anyone = world.app.ctx(Actor::Stranger);
    for _ in 0..150 {
        let code = ClaimCode::draw(&*world.random);
        assert!(matches!(claim(&anyone, &number, &code).await, Err(AppError::NotFound)));
    }
    assert_eq!(world.entries_about(person).await, before + 7, "five, the tenth, the hundredth");
}
