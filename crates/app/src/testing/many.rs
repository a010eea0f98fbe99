//! Many at once: copies of what one person and one official truly did, each sealed for its own
//! place under its own person's keys. For figures, not for looking at what use cases do.

use std::sync::Arc;

use onewindow_model::case::Case;
use onewindow_model::class::DataClass;
use onewindow_model::id::{CaseId, DraftId, PersonId};
use onewindow_model::party::{Contacts, Identity};
use onewindow_model::purpose::Purpose;
use onewindow_model::reference::CaseNumber;
use onewindow_model::service::{Audience, Service};
use onewindow_store::entities::cases::{self, EventRecord};
use onewindow_store::entities::contents::{self, ContentRecord};
use onewindow_store::entities::decisions::{self, DecisionRecord};
use onewindow_store::entities::drafts::{self, DraftRecord};
use onewindow_store::{End, tx_job};

use crate::cases::decision_place;
use crate::content;
use crate::ctx::Ctx;
use crate::error::AppError;
use crate::parties::{self, Entrance};

/// Copies in one transaction.
const AT_ONCE: usize = 200;

/// Invented persons, with every key that an application for `service` needs.
pub async fn people(system: &Ctx, service: &Service, count: usize) -> Vec<PersonId> {
    let mut classes = service.classes();
    classes.push(DataClass::access());
    let mut people = Vec::with_capacity(count);
    for number in 0..count {
        let identity = Identity { name: format!("众人{number}"), number: None, born: None };
        let phone = Some(format!("199{number:08}"));
        let contacts = Contacts { phone, email: None, address: None };
        let local = format!("many:{number}");
        let kind = Audience::NaturalPerson;
        let entrance = Entrance::Demonstration;
        let person = parties::register(system, kind, &identity, &contacts, Some(&local), entrance);
        let person = person.await.expect("a person");
        system.keys(person, &classes).await.expect("keys");
        people.push(person);
    }
    people
}

/// Copies of a draft, one after another for each of `people`.
pub async fn drafts(
    owner: &Ctx,
    like: DraftId,
    people: &[PersonId],
    count: usize,
) -> Vec<(DraftId, PersonId)> {
    let view = crate::drafts::open(owner, like).await.expect("the draft");
    let (ctx, service) = (owner, Arc::clone(&view.service));
    let rings = rings(ctx, &service, people).await;
    let mut made = Vec::with_capacity(count);
    let mut whose = rings.iter().cycle();
    while made.len() < count {
        let mut copies: Vec<(DraftRecord, Vec<ContentRecord>)> = Vec::new();
        for (person, ring) in whose.by_ref().take(AT_ONCE.min(count - made.len())) {
            let id = DraftId::fresh(ctx.now, &*ctx.app.random);
            let owner = Some(*person);
            let draft = DraftRecord { id, owner, applicant: *person, ..view.draft.clone() };
            let sealed = content::seal(ctx, ring, &id.to_string(), &service, &view.content);
            copies.push((draft, sealed.expect("sealed")));
            made.push((id, *person));
        }
        let job = tx_job!([copies], |tx| {
            for (draft, sealed) in &copies {
                drafts::insert(tx, draft).await?;
                contents::put_all(tx, &draft.id.to_string(), sealed).await?;
            }
            Ok(End::<(), AppError>::Commit(()))
        });
        ctx.app.store.run_tx("many.drafts", job).await.expect("drafts");
    }
    made
}

/// A copied case: its id, its number, and whose it is.
pub type Copied = (CaseId, CaseNumber, PersonId);

/// Copies of a case as its officer sees it, one after another for each of `people`, with what was
/// stated, what happened and what was decided so far.
pub async fn cases(officer: &Ctx, like: CaseId, people: &[PersonId], count: usize) -> Vec<Copied> {
    let ctx = officer;
    let loaded = crate::cases::load(ctx, like, Purpose::HandleCase).await.expect("the case");
    let file = &loaded.file;
    let rings = rings(ctx, &file.service, people).await;
    let mut made = Vec::with_capacity(count);
    let mut whose = rings.iter().cycle();
    while made.len() < count {
        let mut copies: Vec<Twin> = Vec::new();
        for (person, ring) in whose.by_ref().take(AT_ONCE.min(count - made.len())) {
            let id = CaseId::fresh(ctx.now, &*ctx.app.random);
            let number = CaseNumber::draw(&*ctx.app.random);
            made.push((id, number.clone(), *person));
            let (applicant, filed_by) = (*person, *person);
            let case = Case { id, number, applicant, filed_by, ..file.case.clone() };
            let sealed = content::seal(ctx, ring, &id.to_string(), &file.service, &file.content);
            let decisions = file.decisions.iter().map(|made| {
                let at = decision_place(id, made.record.seq);
                let reasons = ring.seal(ctx, &DataClass::situation(), &at, &made.body);
                DecisionRecord { reasons: reasons.expect("sealed"), ..made.record.clone() }
            });
            let decisions = decisions.collect();
            let sealed = sealed.expect("sealed");
            copies.push(Twin { case, sealed, decisions, events: file.events.clone() });
        }
        insert(ctx, copies).await;
    }
    made
}

#[derive(Clone)]
struct Twin {
    case: Case,
    sealed: Vec<ContentRecord>,
    decisions: Vec<DecisionRecord>,
    events: Vec<EventRecord>,
}

async fn insert(ctx: &Ctx, copies: Vec<Twin>) {
    let job = tx_job!([copies], |tx| {
        for copy in &copies {
            let id = copy.case.id;
            cases::insert(tx, &copy.case, None, None).await?;
            contents::put_all(tx, &id.to_string(), &copy.sealed).await?;
            for event in &copy.events {
                cases::add_event(tx, id, event).await?;
            }
            for decision in &copy.decisions {
                decisions::insert(tx, id, decision).await?;
            }
        }
        Ok(End::<(), AppError>::Commit(()))
    });
    ctx.app.store.run_tx("many.cases", job).await.expect("cases");
}

async fn rings(
    ctx: &Ctx,
    service: &Service,
    people: &[PersonId],
) -> Vec<(PersonId, crate::keys::KeyRing)> {
    let classes = service.classes();
    let mut rings = Vec::with_capacity(people.len());
    for person in people {
        rings.push((*person, ctx.keys(*person, &classes).await.expect("keys")));
    }
    rings
}
