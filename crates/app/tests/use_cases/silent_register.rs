//! A register that never answers: nobody waits for it for long, and nobody suffers for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use onewindow_app::look_up::{OwnRecord, own_record};
use onewindow_app::registers::{Answer, Register, does_not_answer};
use onewindow_app::testing::{World, one_page_pdf};
use onewindow_app::{applications, cases, drafts};
use onewindow_model::application::Supply;
use onewindow_model::service::EvidenceSource;
use onewindow_model::service::situation::Situation;
use onewindow_rules::{Answers, Value};

const PATIENCE: Duration = Duration::from_millis(50);

/// Long after every patience together, and well before a browser gives up.
const TOO_LONG: Duration = Duration::from_secs(60);

#[derive(Default)]
struct Silent(AtomicUsize);

impl Silent {
    /// Put in place of the registers with these ids.
    fn instead_of(world: &World, ids: &[&str]) -> Arc<Silent> {
        let silent = Arc::new(Silent::default());
        for id in ids {
            world.connect(id, silent.clone(), PATIENCE);
        }
        silent
    }

    fn asked(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

impl Register for Silent {
    fn find<'a>(&'a self, _: &'a str) -> Answer<'a> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn the_applicant_hands_the_paper_in_instead() {
    let world = World::new().await;
    let silent = Silent::instead_of(&world, &["population"]);
    let zhou = world.acting("zhou-dashan");
    let me = zhou.actor.person().unwrap();
    let current = world.app.catalogue.current();
    let answers = current.newest("food-worker-health").unwrap().examples[0].answers.clone();
    let applied = async {
        let draft = drafts::start(&zhou, "food-worker-health", me, answers).await.unwrap().id;
        let view = drafts::open(&zhou, draft).await.unwrap();
        assert!(silent.asked() > 0, "the register was asked");
        assert!(does_not_answer(&world.app, "population"), "and it can be said that it is silent");
        assert!(!does_not_answer(&world.app, "property"));
        assert!(!view.content.supplies.contains_key("identity_record"), "nothing came of it");
        let paper = vec![one_page_pdf("identity card")];
        drafts::attach(&zhou, draft, "identity_record", paper).await.unwrap();
        world.fill(&zhou, draft).await;
        applications::submit(&zhou, draft, true).await.unwrap().case
    };
    let case = tokio::time::timeout(TOO_LONG, applied).await.expect("the page comes");
    let file = cases::open_own(&zhou, case).await.unwrap();
    let supply = &file.content.supplies["identity_record"];
    assert!(matches!(supply, Supply::Document { .. }), "{supply:?}");
}

#[tokio::test]
async fn it_is_waited_for_once_in_a_request_and_asked_again_on_demand() {
    let world = World::new().await;
    let silent = Silent::instead_of(&world, &["population"]);
    let zhou = world.acting("zhou-dashan");
    let me = zhou.actor.person().unwrap();
    let current = world.app.catalogue.current();
    let service = current.newest("business-registration").unwrap();
    // Here two materials come from one register.
    let household =
        |answers: &Answers| answers.get("run_by") == Some(&Value::Choice("household".to_owned()));
    let example = service.examples.iter().find(|example| household(&example.answers)).unwrap();
    let answers = example.answers.clone();
    let draft = drafts::start(&zhou, &service.id, me, answers).await.unwrap().id;
    let view = drafts::open(&zhou, draft).await.unwrap();
    let situation = Situation::of(&service, view.facts(&zhou, &current));
    let source = EvidenceSource::Register("population".to_owned());
    let wanted = situation.needed_evidence().filter(|evidence| evidence.source == source);
    assert_eq!(wanted.count(), 2);

    let before = silent.asked();
    drafts::look_again(&zhou, draft).await.unwrap();
    assert_eq!(silent.asked(), before + 1);
}

#[tokio::test]
async fn who_looks_up_their_own_record_is_told_that_it_does_not_answer() {
    let world = World::new().await;
    Silent::instead_of(&world, &["social-insurance"]);
    let zhou = world.acting("zhou-dashan");
    let service = world.app.catalogue.current().newest("social-insurance-record").unwrap();
    let told = tokio::time::timeout(TOO_LONG, own_record(&zhou, &service)).await;
    assert!(matches!(told.expect("an answer").unwrap(), OwnRecord::Unreachable));
}
