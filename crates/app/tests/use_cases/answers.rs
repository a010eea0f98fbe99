//! Answers that do not fit their questions: refused, because they could not be read again.

use onewindow_app::drafts::{self, Change};
use onewindow_app::error::Invalid;
use onewindow_app::testing::World;
use onewindow_app::{AppError, parties};
use onewindow_model::actor::Actor;
use onewindow_model::id::PersonId;
use onewindow_model::service::steps::Assurance;
use onewindow_rules::{Answers, Value};

const SERVICE: &str = "small-food-business";

/// An answer of another type, one that is no option, and one to a question that nobody asks.
fn wrong(world: &World) -> [(String, Value); 3] {
    let service = world.app.catalogue.current().newest(SERVICE).unwrap();
    let choice = service.questions.iter().find(|question| !question.options.is_empty()).unwrap();
    [
        (choice.fact.clone(), Value::Whole(1)),
        (choice.fact.clone(), Value::Choice("nothing-of-the-kind".to_owned())),
        ("nobody_asks".to_owned(), Value::Bool(true)),
    ]
}

fn refused<T>(done: Result<T, AppError>) {
    assert!(matches!(done.err(), Some(AppError::Invalid(Invalid::Answer))));
}

#[tokio::test]
async fn they_are_refused_wherever_they_come_in_and_the_draft_stays_readable() {
    let world = World::new().await;
    let lin = world.acting("lin-xiaoyu");
    let me = lin.actor.person().unwrap();
    let draft = world.filled(&lin, SERVICE).await;
    let before = drafts::open(&lin, draft).await.unwrap().content.answers;
    for (fact, value) in wrong(&world) {
        let mut answers = Answers::new();
        answers.insert(fact.clone(), value.clone());
        refused(drafts::start(&lin, SERVICE, me, answers.clone()).await);
        refused(drafts::answer_all(&lin, draft, answers).await);
        refused(drafts::change(&lin, draft, Change::Answer { fact, value }).await);
    }
    let after = drafts::open(&lin, draft).await.unwrap().content.answers;
    assert_eq!(after.to_strings(), before.to_strings());
}

#[tokio::test]
async fn who_is_not_on_record_was_not_looked_at() {
    let world = World::new().await;
    let nobody = PersonId::fresh(world.app.now(), &*world.random);
    let actor = Actor::Person { person: nobody, assurance: Assurance::Substantial };
    let ctx = world.app.ctx(actor);
    let looked = parties::open_own(&ctx, nobody).await;
    assert!(matches!(looked.err(), Some(AppError::NotFound)));
    assert_eq!(world.entries_about(nobody).await, 0, "no entry of a look that never was");
}
