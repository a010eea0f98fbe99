//! Submitting: from draft to case, once.

use std::collections::BTreeMap;
use std::sync::Arc;

use onewindow_model::application::{DraftContent, Supply, submit as check};
use onewindow_model::case::{Case, Clocks, Stage};
use onewindow_model::clock::Random;
use onewindow_model::id::{CaseId, DraftId};
use onewindow_model::purpose::Action;
use onewindow_model::reference::{CaseNumber, ClaimCode};
use onewindow_model::service::{Channel, Service};
use onewindow_store::entities::cases::{self, EventRecord};
use onewindow_store::entities::{contents, documents, drafts};
use onewindow_store::{End, tx_job};

use crate::content;
use crate::ctx::Ctx;
use crate::drafts::{Loaded, load};
use crate::entry::Ask;
use crate::error::{AppError, Result};

/// What the applicant gets: the same for every submission of one draft.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: CaseNumber,
}

/// What is printed at a window for the person who came.
pub struct Slip {
    /// The case's number.
    pub number: CaseNumber,
    /// The code with which its holder follows the case.
    pub claim: ClaimCode,
    /// The service.
    pub service: Arc<Service>,
    /// The applicant's name.
    pub applicant: String,
    /// When it was taken in.
    pub received_at: jiff::Timestamp,
    /// The last day for deciding on intake.
    pub decide_by: Option<jiff::civil::Date>,
    /// The office, an id of the catalogue.
    pub office: Option<String>,
    /// The case.
    pub case: CaseId,
}

/// Submits a draft, or says everything that is wrong with it.
pub async fn submit(ctx: &Ctx, id: DraftId, declared: bool) -> Result<Receipt> {
    let loaded = load(ctx, id).await?;
    if let Some(case) = loaded.view.draft.case {
        return receipt(ctx, case).await;
    }
    match file(ctx, &loaded, declared).await {
        // A second click, or another tab, was a moment faster: its receipt is this one's.
        Err(AppError::Conflict) => match load(ctx, id).await?.view.draft.case {
            Some(case) => receipt(ctx, case).await,
            None => Err(AppError::Conflict),
        },
        other => other,
    }
}

async fn file(ctx: &Ctx, loaded: &Loaded, declared: bool) -> Result<Receipt> {
    let view = &loaded.view;
    let current = ctx.app.catalogue.current();
    let facts = view.facts(ctx, &current);
    let submission = check(&view.service, view.audience(), &view.content, facts, declared)
        .map_err(AppError::Problems)?;
    let case = new_case(ctx, loaded);
    let held = DraftContent {
        answers: submission.answers,
        prefilled: kept(&submission.values, &view.content.prefilled),
        values: submission.values,
        supplies: submission.supplies,
    };
    let key = case.id.to_string();
    let sealed = content::seal(ctx, &loaded.ring, &key, &view.service, &held)?;
    let classes = view.service.classes();
    let entry = crate::drafts::enter(ctx, &view.draft, &classes, Action::Write).await?;
    let claim = view.draft.clerk.map(|_| claim_hash(ctx, &claim_code(ctx, view.draft.id)));
    let office = ctx.actor.officer().and_then(|officer| officer.office.clone());
    let event = EventRecord {
        at: ctx.now,
        kind: "received".to_owned(),
        actor: crate::cases::actor_name(&ctx.actor).to_owned(),
        place: office.clone(),
    };
    let (draft, revision, now) = (view.draft.id, view.draft.revision, ctx.now);
    // A paper for a situation that changed meanwhile is nobody's business.
    let needed: Vec<_> = held.supplies.values().filter_map(Supply::document).collect();
    let papers = view.documents.iter().map(|document| document.id);
    let dropped: Vec<_> = papers.filter(|id| !needed.contains(id)).collect();
    let receipt = Receipt { case: case.id, number: case.number.clone() };
    let filed = ctx.app.store.run_tx(
        "applications.submit",
        tx_job!([entry, case, sealed, key, claim, office, event, dropped], |tx| {
            entry.append(tx).await?;
            if let Some(denied) = entry.denied() {
                return Ok(End::Refused(denied));
            }
            drafts::update(tx, draft, revision, Some(case.id), now).await?;
            cases::insert(tx, &case, claim.as_deref(), office.as_deref()).await?;
            for record in &sealed {
                contents::put(tx, &key, record).await?;
            }
            contents::clear(tx, &draft.to_string()).await?;
            for document in &dropped {
                documents::remove(tx, *document, &draft.to_string(), now).await?;
            }
            documents::move_to(tx, &draft.to_string(), &key).await?;
            cases::add_event(tx, case.id, &event).await?;
            Ok(End::Commit(()))
        }),
    );
    filed.await.map_err(AppError::from)?;
    Ok(receipt)
}

/// Of what was prefilled, just what went into the application.
fn kept(
    values: &BTreeMap<String, String>,
    prefilled: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let asked = prefilled.iter().filter(|(field, _)| values.contains_key(*field));
    asked.map(|(field, value)| (field.clone(), value.clone())).collect()
}

fn new_case(ctx: &Ctx, loaded: &Loaded) -> Case {
    let view = &loaded.view;
    let current = ctx.app.catalogue.current();
    let zone = ctx.app.zone();
    let clocks =
        Clocks { calendar: &current.files.calendar, zone: &zone, times: &view.service.times };
    Case {
        id: CaseId::fresh(ctx.now, &*ctx.app.random),
        number: CaseNumber::draw(&*ctx.app.random),
        service: view.service.reference(),
        authority: view.service.authority.clone(),
        applicant: view.draft.applicant,
        filed_by: view.draft.owner.unwrap_or(view.draft.applicant),
        channel: if view.draft.clerk.is_some() { Channel::Window } else { Channel::Online },
        received_at: ctx.now,
        stage: Stage::Received { since: ctx.now, decide_by: clocks.decide_intake_by(ctx.now) },
        correction_used: false,
        assignee: None,
        revision: 1,
    }
}

async fn receipt(ctx: &Ctx, case: CaseId) -> Result<Receipt> {
    let read = tx_job!([], |tx| cases::find(tx, case).await);
    let case = ctx.app.store.read("cases.find", read).await?.ok_or(AppError::NotFound)?;
    Ok(Receipt { case: case.id, number: case.number })
}

/// The slip for the person at the window; the clerk who took the case in can print it again.
pub async fn slip(ctx: &Ctx, draft: DraftId) -> Result<Slip> {
    ctx.officer(onewindow_model::actor::Role::WindowClerk)?;
    let loaded = load(ctx, draft).await?;
    let case = loaded.view.draft.case.ok_or(AppError::NotFound)?;
    let read = tx_job!([], |tx| cases::find(tx, case).await);
    let case = ctx.app.store.read("cases.find", read).await?.ok_or(AppError::NotFound)?;
    Ok(Slip {
        number: case.number.clone(),
        claim: claim_code(ctx, draft),
        service: Arc::clone(&loaded.view.service),
        applicant: loaded.view.applicant.identity.name,
        received_at: case.received_at,
        decide_by: case.stage.due(),
        office: ctx.actor.officer().and_then(|officer| officer.office.clone()),
        case: case.id,
    })
}

/// Finds the case of a slip: the actor becomes its holder. Unknown number and wrong code look alike.
pub async fn claim(ctx: &Ctx, number: &CaseNumber, code: &ClaimCode) -> Result<CaseId> {
    let hash = claim_hash(ctx, code);
    let number = number.clone();
    let read = tx_job!([number, hash], |tx| cases::by_claim(tx, &number, &hash).await);
    let found = ctx.app.store.read("cases.by_claim", read).await?;
    if let Some(case) = found {
        return Ok(case.id);
    }
    // A wrong code for a real case is a refused look at its applicant's data, and is on record.
    let read = tx_job!([number], |tx| cases::by_number(tx, &number).await);
    if let Some(case) = ctx.app.store.read("cases.by_number", read).await? {
        refused(ctx, &case).await?;
    }
    Err(AppError::NotFound)
}

async fn refused(ctx: &Ctx, case: &Case) -> Result<()> {
    let ask = Ask {
        action: Action::Read,
        purpose: onewindow_model::purpose::Purpose::Follow,
        subject: case.applicant,
        standing: onewindow_gate::Standing::None,
        classes: &[],
        fields: 0,
    };
    let entry = ctx.entry(ask).await?;
    let kept = ctx.app.store.run_tx(
        "cases.claim_refused",
        tx_job!([entry], |tx| {
            entry.append(tx).await?;
            Ok(End::<(), AppError>::Commit(()))
        }),
    );
    kept.await.map(|_| ()).map_err(AppError::from)
}

/// The code of a draft's slip: derived, so that the slip can be printed again and no code is kept.
fn claim_code(ctx: &Ctx, draft: DraftId) -> ClaimCode {
    ClaimCode::draw(&Fixed(ctx.app.vault.lookup("claim-code", &draft.to_string())))
}

fn claim_hash(ctx: &Ctx, code: &ClaimCode) -> Vec<u8> {
    ctx.app.vault.lookup("claim", code.as_str()).to_vec()
}

/// Gives the same bytes each time.
struct Fixed([u8; 32]);

impl Random for Fixed {
    fn fill(&self, buffer: &mut [u8]) {
        for (target, byte) in buffer.iter_mut().zip(self.0.iter().cycle()) {
            *target = *byte;
        }
    }
}
