//! Who has left, and who may no longer act for somebody: no command says so yet, the rows do.

use onewindow_app::testing::World;
use onewindow_app::{AppError, drafts, parties, staff};
use onewindow_model::actor::Role;
use onewindow_rules::Answers;

#[tokio::test]
async fn an_official_who_has_left_is_out_at_once() {
    let world = World::new().await;
    let officer = world.official("qingshi-market-regulation", Role::CaseOfficer, 0);
    let id = officer.actor.officer().unwrap().id;
    assert!(staff::find(&world.app, id).await.is_ok());
    world.spoil("UPDATE officers SET left_at = 1").await;
    assert!(matches!(staff::find(&world.app, id).await.err(), Some(AppError::NotFound)));
    assert!(staff::all(&world.app).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_mandate_that_is_over_or_called_back_opens_nothing() {
    for ended in ["UPDATE mandates SET until = 1", "UPDATE mandates SET revoked_at = 1"] {
        let world = World::new().await;
        let agent = world.acting("gu-mingyuan");
        let me = agent.actor.person().unwrap();
        let company = parties::acting_for(&agent).await.unwrap()[1];
        assert!(parties::open_own(&agent, company).await.is_ok());
        world.spoil(ended).await;
        assert_eq!(parties::acting_for(&agent).await.unwrap(), [me]);
        let looked = parties::open_own(&agent, company).await;
        assert!(matches!(looked.err(), Some(AppError::NotFound)), "{ended}");
        let service = "company-change-address";
        let begun = drafts::start(&agent, service, company, Answers::new()).await;
        assert!(matches!(begun.err(), Some(AppError::NotFound)), "{ended}");
    }
}
