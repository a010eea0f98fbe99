//! Submitting: once, whatever is clicked.

use onewindow_app::applications::submit;
use onewindow_app::readiness::figures;
use onewindow_app::testing::{World, many};
use onewindow_app::{AppError, cases, drafts};
use onewindow_model::actor::Actor;
use onewindow_model::id::CaseId;
use onewindow_model::service::steps::Assurance;

#[tokio::test]
async fn two_clicks_at_once_make_one_case() {
    let world = World::new().await;
    let ctx = world.acting("lin-xiaoyu");
    let draft = world.filled(&ctx, "small-food-business").await;
    let clicks = (submit(&ctx, draft, true), submit(&ctx, draft, true), submit(&ctx, draft, true));
    let (first, second, third) = tokio::join!(clicks.0, clicks.1, clicks.2);
    let (first, second, third) = (first.unwrap(), second.unwrap(), third.unwrap());
    assert_eq!(first.case, second.case);
    assert_eq!((first.case, &first.number), (third.case, &third.number));
    let later = submit(&ctx, draft, true).await.unwrap();
    assert_eq!(later.number, first.number, "and so does a click on the next day");
    assert_eq!(cases::mine(&ctx).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_a_draft_held_lies_where_it_lay_and_its_papers_are_seen_with_the_case() {
    let world = World::new().await;
    let ctx = world.acting("lin-xiaoyu");
    let draft = world.filled(&ctx, "small-food-business").await;
    let held = drafts::open(&ctx, draft).await.unwrap();
    let paper = held.documents.first().expect("a paper").id;
    drafts::view_document(&ctx, draft, paper).await.unwrap();

    let case = submit(&ctx, draft, true).await.unwrap().case;
    assert_eq!(case, CaseId::from(draft));
    let file = cases::open_own(&ctx, case).await.unwrap();
    assert_eq!(file.content.answers.to_strings(), held.content.answers.to_strings());
    assert_eq!(file.content.values, held.content.values);
    assert_eq!(file.content.supplies, held.content.supplies);
    cases::view_document(&ctx, case, paper).await.unwrap();

    assert!(drafts::open(&ctx, draft).await.unwrap().documents.is_empty());
    let seen = drafts::view_document(&ctx, draft, paper).await;
    assert!(matches!(seen, Err(AppError::NotFound)));
}

/// On PostgreSQL a transaction is run again when another wrote what it read. Neighbours in an index
/// are not what it read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_who_submit_at_once_are_not_in_each_others_way() {
    let world = World::new().await;
    let ctx = world.acting("lin-xiaoyu");
    let like = world.filled(&ctx, "small-food-business").await;
    let service = drafts::open(&ctx, like).await.unwrap().service;
    let people = many::people(&world.system(), &service, 8).await;
    let copies = many::drafts(&ctx, like, &people, 48).await;
    let before = figures(&world.app).await.store.repeats;
    let sent = copies.into_iter().map(|(draft, person)| {
        let ctx = world.app.ctx(Actor::Person { person, assurance: Assurance::Substantial });
        tokio::spawn(async move { submit(&ctx, draft, true).await })
    });
    for done in sent.collect::<Vec<_>>() {
        done.await.unwrap().unwrap();
    }
    let repeats = figures(&world.app).await.store.repeats - before;
    assert!(repeats <= 12, "{repeats} of 96 transactions were run again");
}
