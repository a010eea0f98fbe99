//! Changing a draft: one answer at a time, saved at once.

use std::collections::BTreeMap;

use onewindow_model::application::submission::may_supply;
use onewindow_model::application::{DraftContent, Supply};
use onewindow_model::booking::Slot;
use onewindow_model::id::DraftId;
use onewindow_model::purpose::Action;
use onewindow_model::service::situation::Situation;
use onewindow_rules::{Answers, Value};
use onewindow_store::End;
use onewindow_store::entities::contents;
use onewindow_store::entities::documents::{self, DocumentRecord};
use onewindow_store::entities::drafts;

use super::start::checked;
use super::view::{Loaded, classes, enter, load};
use crate::bookings;
use crate::content;
use crate::ctx::Ctx;
use crate::entry::entered_job;
use crate::error::{AppError, Invalid, Result};
use crate::evidence;

/// One change.
pub enum Change {
    /// The answer to a situation question.
    Answer {
        /// Which.
        fact: String,
        /// What.
        value: Value,
    },
    /// A form value, as typed: kept even when it is not yet right, so that nothing typed is lost.
    Value {
        /// Which field.
        field: String,
        /// What was typed, at most 4,000 characters.
        typed: String,
    },
    /// A promise to hand in later, a declaration instead, or an original shown at the window.
    Supply {
        /// Which material.
        evidence: String,
        /// How; none takes back what was chosen.
        supply: Option<Supply>,
    },
    /// The appointment wished for. It holds no place.
    Slot(Slot),
}

/// Longest value that a draft keeps, in characters.
const LONGEST: usize = 4_000;

/// Applies one change and saves the draft.
pub async fn change(ctx: &Ctx, id: DraftId, change: Change) -> Result<()> {
    let answered = matches!(change, Change::Answer { .. });
    let mut loaded = load(ctx, id).await?;
    if let Change::Answer { fact, value } = &change {
        let mut one = Answers::new();
        one.insert(fact, value.clone());
        checked(&loaded.view.service, &one)?;
    }
    if let Change::Supply { evidence, supply: Some(supply) } = &change {
        let named = loaded.view.service.evidence_named(evidence).ok_or(AppError::NotFound)?;
        // Papers come by upload, records and certificates from where they are kept; an original
        // was seen only by whoever sat at the window.
        let chosen = match supply {
            Supply::Commitment | Supply::Follows => true,
            Supply::Shown => ctx.actor.officer().is_some(),
            _ => false,
        };
        if !chosen || !may_supply(named, supply) {
            return Err(AppError::NotFound);
        }
    }
    if let Change::Slot(slot) = &change {
        bookings::wish(ctx, &loaded.view.service, slot)?;
    }
    if let Change::Value { field, .. } = &change
        && let Some(field) = loaded.view.service.field_named(field)
        && loaded.view.content.settled(field).is_some()
    {
        return Err(AppError::Invalid(Invalid::Settled));
    }
    apply(&mut loaded.view.content, change);
    save(ctx, &loaded, Vec::new()).await?;
    if answered { evidence::gather(ctx, id).await } else { Ok(()) }
}

/// Replaces all answers at once, such as those of a questionnaire.
pub async fn answer_all(ctx: &Ctx, id: DraftId, answers: Answers) -> Result<()> {
    let mut loaded = load(ctx, id).await?;
    checked(&loaded.view.service, &answers)?;
    loaded.view.content.answers = answers;
    save(ctx, &loaded, Vec::new()).await?;
    evidence::gather(ctx, id).await
}

fn apply(content: &mut DraftContent, change: Change) {
    match change {
        Change::Answer { fact, value } => _ = content.answers.insert(fact, value),
        Change::Value { field, typed } => {
            let kept = typed.chars().take(LONGEST).collect();
            content.values.insert(field, kept);
        }
        Change::Supply { evidence, supply: Some(supply) } => {
            content.supplies.insert(evidence, supply);
        }
        Change::Slot(slot) => content.slot = Some(slot),
        Change::Supply { evidence, supply: None } => _ = content.supplies.remove(&evidence),
    }
}

/// Seals and writes a draft, with new documents, guarded by the revision that was read.
pub(crate) async fn save(
    ctx: &Ctx,
    loaded: &Loaded,
    new_documents: Vec<DocumentRecord>,
) -> Result<()> {
    let view = &loaded.view;
    if view.draft.case.is_some() {
        return Err(AppError::Conflict);
    }
    let id = view.draft.id;
    let key = id.to_string();
    let classes = classes(&view.service);
    let (stored, content) = (&loaded.stored, &view.content);
    let sealed = content::seal_changed(ctx, &loaded.ring, &key, &view.service, stored, content)?;
    let entry = enter(ctx, &view.draft, &classes, Action::Write).await?;
    let revision = view.draft.revision;
    let now = ctx.now;
    let kept: BTreeMap<_, _> = view
        .content
        .supplies
        .values()
        .filter_map(Supply::document)
        .map(|document| (document, ()))
        .collect();
    let dropped: Vec<_> =
        view.documents.iter().map(|d| d.id).filter(|id| !kept.contains_key(id)).collect();
    let saved = ctx.app.store.run_tx(
        "drafts.save",
        entered_job!([entry, sealed, key, new_documents, dropped], |tx| {
            drafts::update(tx, id, revision, None, now).await?;
            contents::put_all(tx, &key, &sealed).await?;
            for document in &new_documents {
                documents::insert(tx, document).await?;
            }
            for document in &dropped {
                documents::remove(tx, *document, &key, now).await?;
            }
            Ok(End::Commit(()))
        }),
    );
    saved.await.map(|_| ()).map_err(AppError::from)
}

/// Looks once more for what the network holds: a register may have been out of reach, or a
/// certificate may have been issued since.
pub async fn look_again(ctx: &Ctx, id: DraftId) -> Result<()> {
    evidence::gather(ctx, id).await
}

/// Throws a draft away with everything in it. One that became a case stays.
pub async fn delete(ctx: &Ctx, id: DraftId) -> Result<()> {
    let loaded = load(ctx, id).await?;
    let view = &loaded.view;
    if view.draft.case.is_some() {
        return Err(AppError::Conflict);
    }
    let classes = classes(&view.service);
    let entry = enter(ctx, &view.draft, &classes, Action::Write).await?;
    let key = id.to_string();
    let papers: Vec<_> = view.documents.iter().map(|document| document.id).collect();
    let now = ctx.now;
    let done = ctx.app.store.run_tx(
        "drafts.delete",
        entered_job!([entry, key, papers], |tx| {
            for document in &papers {
                documents::remove(tx, *document, &key, now).await?;
            }
            contents::clear(tx, &key).await?;
            drafts::delete(tx, id).await?;
            Ok(End::Commit(()))
        }),
    );
    done.await.map(|_| ()).map_err(AppError::from)
}

/// True when every question of the situation has an answer.
pub(crate) fn all_answered(ctx: &Ctx, loaded: &Loaded) -> bool {
    let current = ctx.app.catalogue.current();
    let situation = Situation::of(&loaded.view.service, loaded.view.facts(ctx, &current));
    situation.questions.iter().all(|question| loaded.view.content.answers.has(&question.fact))
}
