//! An auditor reads within a mandate what chance has drawn, and the person sees each look.

use jiff::{SignedDuration, ToSpan};
use onewindow_app::audits::{Audit, LARGEST, MOST};
use onewindow_app::staffing::{self, Wish};
use onewindow_app::testing::World;
use onewindow_app::{AppError, accesses, cases};
use onewindow_gate::Denial;
use onewindow_model::actor::Role;
use onewindow_model::id::DrawId;
use onewindow_model::staffing::{Change, Refusal};
use onewindow_store::testing::append_only;

const HOUSE: &str = "qingshi-market-regulation";
const PERSON: &str = "lin-xiaoyu";

async fn auditor(world: &World) -> Audit {
    Audit::admit(world.acting("auditor-tan")).await.unwrap()
}

#[tokio::test]
async fn what_is_drawn_can_be_opened_and_its_person_sees_it() {
    let world = World::new().await;
    for _ in 0..3 {
        world.submitted(PERSON, "small-food-business").await;
    }
    let audit = auditor(&world).await;
    let mandate = audit.mandates()[0].id;
    assert_eq!(audit.cases(mandate, None, 200).await.unwrap().items.len(), 3);
    assert!(!audit.record(mandate, None, 50).await.unwrap().items.is_empty());
    let draw = audit.draw(mandate, 2, "抽查受理时限").await.unwrap();
    let (record, drawn) = audit.sample(draw).await.unwrap();
    assert_eq!((drawn.len(), record.population, record.seed.len()), (2, 3, 32));
    let person = world.acting(PERSON);
    let me = person.actor.person().unwrap();
    let before = world.entries_about(me).await;
    let file = audit.open(draw, drawn[0].id).await.unwrap();
    assert!(file.applicant.is_none(), "who it is stays closed");
    assert!(!file.events.is_empty());
    assert_eq!(world.entries_about(me).await, before + 1);
    let seen = accesses::list(&person, me, None).await.unwrap().entries;
    let mut entries = seen.iter().map(|(_, entry)| entry);
    let look = entries.find(|entry| entry.purpose.as_str() == "audit").unwrap();
    assert_eq!(look.basis, format!("audit:{mandate}"));
    assert_eq!(look.role.as_deref(), Some("auditor"));

    let all = audit.cases(mandate, None, 200).await.unwrap().items;
    let left = all.iter().find(|case| drawn.iter().all(|one| one.id != case.id)).unwrap();
    let refused = audit.open(draw, left.id).await.err();
    assert!(matches!(refused, Some(AppError::Denied(Denial::NotInSample))), "{refused:?}");
    let steps = audit.record(mandate, None, 50).await.unwrap().items;
    let drawn_step = steps.iter().find(|step| step.event.kind.as_str() == "drawn").unwrap();
    assert_eq!(drawn_step.event.subject, Some(draw.to_string()));
    let database = world.target();
    let _folder = world.stop().await;
    for table in ["staff_events", "audit_draws", "audit_samples"] {
        assert_eq!(append_only(&database, table).await, Ok(()), "{table}");
    }
}

#[tokio::test]
async fn a_mandate_ends_and_draws_no_more_than_it_may() {
    let world = World::new().await;
    let case = world.submitted(PERSON, "small-food-business").await;
    let audit = auditor(&world).await;
    let mandate = audit.mandates()[0].id;
    for wrong in [0, LARGEST + 1] {
        assert!(matches!(audit.draw(mandate, wrong, "抽查").await, Err(AppError::Invalid(_))));
    }
    let mut draw: Option<DrawId> = None;
    for _ in 0..MOST {
        draw = Some(audit.draw(mandate, 1, "抽查").await.unwrap());
    }
    assert!(matches!(audit.draw(mandate, 1, "抽查").await, Err(AppError::Allowance)));
    let draw = draw.unwrap();
    assert!(audit.open(draw, case).await.is_ok());
    world.clock.pass(SignedDuration::from_hours(24 * 181));
    let later = auditor(&world).await;
    assert!(later.mandates().is_empty());
    assert!(matches!(later.sample(draw).await.err(), Some(AppError::NotFound)));
    let refused = later.open(draw, case).await.err();
    assert!(matches!(refused, Some(AppError::Denied(Denial::MandateEnded))), "{refused:?}");
}

#[tokio::test]
async fn only_an_auditor_audits_and_only_what_two_gave() {
    let world = World::new().await;
    let officer = world.official(HOUSE, Role::CaseOfficer, 0);
    assert!(matches!(Audit::admit(officer.clone()).await.err(), Some(AppError::Denied(_))));
    let first = world.acting("admin-qin");
    let (from, until) = (first.today(), first.today().saturating_add(9.days()));
    let id = officer.actor.officer().unwrap().id;
    let wish = Wish { officer: Some(id), change: Change::Audit { from, until }, at_once: false };
    let refused = staffing::propose(&first, wish, "审计").await;
    assert!(matches!(refused, Err(AppError::Staffing(Refusal::Auditor))), "{refused:?}");
    // An auditor is no official of the desk: there is nothing that they could take on.
    let auditor = world.acting("auditor-tan");
    let case = world.submitted(PERSON, "small-food-business").await;
    assert!(matches!(cases::assign(&auditor, case).await, Err(AppError::Denied(_))));
    assert!(cases::work(&auditor, None).await.is_err());
}
