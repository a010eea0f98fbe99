//! A number typed in at a window: it opens nobody by itself.

use onewindow_app::error::Invalid;
use onewindow_app::intake::{Visitor, start};
use onewindow_app::testing::World;
use onewindow_app::{AppError, drafts};
use onewindow_model::application::Supply;
use onewindow_model::service::Audience;

/// 陆听松 stands in the population register and has never been here.
const NUMBER: &str = "99010219781128043X";

fn visitor(name: &str) -> Visitor {
    Visitor {
        kind: Audience::NaturalPerson,
        name: name.to_owned(),
        number: Some(NUMBER.to_owned()),
        phone: None,
    }
}

#[tokio::test]
async fn a_number_under_another_name_opens_no_intake_and_binds_nobody() {
    let world = World::new().await;
    let clerk = world.clerk();
    for name in ["随便写", "陆听枫"] {
        let refused = start(&clerk, "food-worker-health", visitor(name)).await;
        assert!(matches!(refused, Err(AppError::Invalid(Invalid::NameMismatch))), "{name}");
    }
    // A slip of the pen did not give the number away: the right name is still taken in.
    start(&clerk, "food-worker-health", visitor("陆听松")).await.unwrap();
}

#[tokio::test]
async fn a_register_is_not_shown_under_another_name() {
    let world = World::new().await;
    // The same person as the clerk may know them when the register could not be asked at first.
    let clerk = world.clerk();
    let draft = start(&clerk, "food-worker-health", visitor("陆 听 松")).await.unwrap();
    let current = world.app.catalogue.current();
    let service = current.newest("food-worker-health").unwrap();
    let answers = service.examples.first().unwrap().answers.clone();
    drafts::answer_all(&clerk, draft, answers).await.unwrap();
    let view = drafts::open(&clerk, draft).await.unwrap();
    let fetched = view.content.supplies.values().filter(|s| matches!(s, Supply::Register { .. }));
    assert_eq!(fetched.count(), 1, "the person's own record comes by itself");
}
