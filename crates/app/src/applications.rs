//! Submitting: from draft to case, once.

use std::collections::BTreeMap;

use onewindow_model::application::{DraftContent, Supply};
use onewindow_model::case::{Case, Clocks, EventKind, Stage};
use onewindow_model::id::{CaseId, DocumentId, DraftId};
use onewindow_model::purpose::Action;
use onewindow_model::reference::CaseNumber;
use onewindow_model::service::Channel;
use onewindow_store::entities::cases::{self, EventRecord};
use onewindow_store::entities::notices::insert_window;
use onewindow_store::entities::{contents, documents, drafts};
use onewindow_store::{End, tx_job};

use crate::bookings::{self, Change};
use crate::content;
use crate::ctx::Ctx;
use crate::drafts::{DraftView, Loaded, check, load};
use crate::entry::entered_job;
use crate::error::{AppError, Result};
use crate::notices;
use crate::slips;

/// What the applicant gets: the same for every submission of one draft.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: CaseNumber,
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
    ctx.trusted()?;
    let submission = check(ctx, view, declared).map_err(AppError::Problems)?;
    let slot = submission.slot.as_ref();
    let wish = slot.map(|slot| bookings::wish(ctx, &view.service, slot)).transpose()?;
    let case = new_case(ctx, loaded);
    let held = DraftContent {
        answers: submission.answers,
        prefilled: kept(&submission.values, &view.content.prefilled),
        values: submission.values,
        supplies: submission.supplies,
        // The case's appointment stands among the bookings.
        slot: None,
    };
    let key = case.id.to_string();
    let stored = &view.content;
    let sealed = content::seal_changed(ctx, &loaded.ring, &key, &view.service, stored, &held)?;
    let classes = view.service.classes();
    let entry = crate::drafts::enter(ctx, &view.draft, &classes, Action::Write).await?;
    let claim = view.draft.clerk.map(|_| slips::claim_of(ctx, view.draft.id));
    let office = ctx.actor.officer().and_then(|officer| officer.office.clone());
    let purpose = crate::drafts::purpose(ctx);
    let event = crate::cases::event(ctx, EventKind::Received, purpose)?;
    let booked = EventRecord { kind: EventKind::Booked, ..event.clone() };
    let place = wish.map(Change::Take);
    let (draft, revision, now) = (view.draft.id, view.draft.revision, ctx.now);
    let dropped = dropped(view, &held);
    let receipt = Receipt { case: case.id, number: case.number.clone() };
    let told = view.draft.clerk.map(|_| notices::filed(ctx, &case));
    let filed = ctx.app.store.run_tx(
        "applications.submit",
        entered_job!(
            [entry, case, sealed, key, claim, office, event, dropped, place, booked, told],
            |tx| {
                for document in &dropped {
                    documents::remove(tx, *document, &key, now).await?;
                }
                let mut writes = vec![
                    drafts::updating(draft, revision, Some(case.id), now),
                    cases::inserting(&case, claim.as_deref(), office.as_deref())?,
                    cases::first_event(case.id, &event),
                ];
                writes.extend(contents::putting(&key, &sealed));
                tx.write_all(writes).await?;
                if let Some((notice, window)) = &told {
                    insert_window(tx, notice, window).await?;
                }
                if let Some(place) = &place {
                    // Choosing held nothing: the place is taken now, or the draft stays as it is.
                    if let Err(taken) = bookings::apply(tx, case.id, place, now).await? {
                        return Ok(End::Rollback(taken));
                    }
                    cases::add_event(tx, case.id, &booked).await?;
                }
                Ok(End::Commit(()))
            }
        ),
    );
    filed.await.map_err(AppError::from)?;
    Ok(receipt)
}

/// A paper for a situation that changed meanwhile is nobody's business.
fn dropped(view: &DraftView, held: &DraftContent) -> Vec<DocumentId> {
    let needed: Vec<_> = held.supplies.values().filter_map(Supply::document).collect();
    let papers = view.documents.iter().map(|document| document.id);
    papers.filter(|id| !needed.contains(id)).collect()
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
        id: view.draft.id.into(),
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
