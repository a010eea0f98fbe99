//! Whoever is taken in at a window sees it: the first record of them is an entry, and they are told
//! what was begun and handed in, and where, also when they sign in only later.

use jiff::SignedDuration;
use onewindow_app::applications::submit;
use onewindow_app::intake::{Visitor, start};
use onewindow_app::testing::World;
use onewindow_app::{Ctx, accesses, drafts, home};
use onewindow_gate::entry::Outcome;
use onewindow_model::actor::Actor;
use onewindow_model::id::DraftId;
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::service::Audience;
use onewindow_model::service::steps::Assurance;

/// Nobody of the demonstration has this number.
const NEW: &str = "990102199001010015";

async fn taken_in(world: &World) -> DraftId {
    let visitor = Visitor {
        kind: Audience::NaturalPerson,
        name: "马守田".to_owned(),
        number: Some(NEW.to_owned()),
        phone: Some("19900000000".to_owned()),
    };
    start(&world.clerk(), "small-food-business", visitor).await.unwrap()
}

/// The person of a draft, signing in for the first time.
async fn first_sign_in(world: &World, draft: DraftId) -> Ctx {
    let view = drafts::open(&world.clerk(), draft).await.unwrap();
    let (person, assurance) = (view.applicant.id, Assurance::High);
    world.app.ctx(Actor::Person { person, assurance })
}

#[tokio::test]
async fn a_new_persons_first_record_is_an_entry_that_they_see() {
    let world = World::new().await;
    let draft = taken_in(&world).await;
    let person = first_sign_in(&world, draft).await;
    let me = person.actor.person().unwrap();
    let page = accesses::list(&person, me, None).await.unwrap();
    let oldest = &page.entries.last().unwrap().1;
    assert_eq!((oldest.action, oldest.purpose), (Action::Write, Purpose::Intake));
    assert_eq!(oldest.classes, ["identity", "contact"], "what was written of them");
    assert!(oldest.outcome == Outcome::Allow && oldest.actor == "officer" && !oldest.own);
    let clerk = world.clerk();
    let officer = clerk.actor.officer().unwrap();
    assert_eq!(oldest.organisation.as_ref(), Some(&officer.organisation));
    assert_eq!(oldest.role.as_deref(), Some("window-clerk"));

    let before = page.entries.len();
    taken_in(&world).await;
    let again = accesses::list(&person, me, None).await.unwrap();
    let firsts = again.entries.iter().filter(|(_, entry)| {
        entry.action == Action::Write && entry.classes == ["identity", "contact"]
    });
    assert_eq!(firsts.count(), 1, "a known number writes no second record");
    assert!(again.entries.len() > before);
}

#[tokio::test]
async fn they_are_told_what_was_begun_and_handed_in_and_where() {
    let world = World::new().await;
    let draft = taken_in(&world).await;
    let person = first_sign_in(&world, draft).await;
    let notices = home::notices(&person).await.unwrap();
    let (notice, window) = notices.first().unwrap();
    assert_eq!((notice.kind.as_str(), notice.case), ("intake-begun", None));
    let window = window.as_ref().unwrap();
    assert_eq!(window.service, "small-food-business");
    let clerk = world.clerk();
    assert_eq!(window.office, clerk.actor.officer().unwrap().office);
    assert!(window.office.is_some(), "a clerk sits at an office");

    let current = world.app.catalogue.current();
    let service = current.newest("small-food-business").unwrap();
    let answers = service.examples.first().unwrap().answers.clone();
    drafts::answer_all(&clerk, draft, answers).await.unwrap();
    world.fill(&clerk, draft).await;
    world.clock.pass(SignedDuration::from_mins(5));
    let clerk = world.clerk();
    let case = submit(&clerk, draft, true).await.unwrap().case;
    submit(&clerk, draft, true).await.unwrap();
    let notices = home::notices(&person).await.unwrap();
    let kinds: Vec<_> = notices.iter().map(|(notice, _)| notice.kind.as_str()).collect();
    assert_eq!(kinds, ["intake-filed", "intake-begun"], "once, however often it is sent");
    assert_eq!(notices.first().unwrap().0.case, Some(case));
}

#[tokio::test]
async fn who_applies_themselves_is_told_nothing_of_a_window() {
    let world = World::new().await;
    world.submitted("lin-xiaoyu", "small-food-business").await;
    assert!(home::notices(&world.acting("lin-xiaoyu")).await.unwrap().is_empty());
}
