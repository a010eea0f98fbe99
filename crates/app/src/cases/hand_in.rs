//! Filing papers that come after submission: sealed, with the case as it becomes by them.

use std::collections::BTreeMap;

use onewindow_model::actor::Actor;
use onewindow_model::application::Supply;
use onewindow_model::case::{Case, EventKind};
use onewindow_model::class::DataClass;
use onewindow_model::purpose::{Action, Purpose};
use onewindow_store::End;
use onewindow_store::entities::cases;
use onewindow_store::entities::{contents, documents as papers};

use super::view::{CaseFile, LoadedCase, enter, facts};
use crate::content;
use crate::ctx::Ctx;
use crate::documents::{self, For, PDF};
use crate::entry::{entered_job, hide};
use crate::error::{AppError, Result};

/// A paper by its evidence id: the cleaned document and its pages.
pub(super) type Handed = (String, (Vec<u8>, usize));

/// Seals and files papers, with the case as it becomes by them; what happened by that stands on its
/// timeline as `kind`, where anything did.
pub(super) async fn hand_in(
    ctx: &Ctx,
    loaded: &LoadedCase,
    next: Case,
    handed: Vec<Handed>,
    kind: Option<EventKind>,
) -> Result<()> {
    ctx.trusted()?;
    let file = &loaded.file;
    let id = file.case.id;
    let classes = classes(file, &handed)?;
    let ring = ctx.keys(file.case.applicant, &classes).await?;
    let mut supplies = file.content.supplies.clone();
    let mut records = Vec::new();
    let parent = id.to_string();
    for (name, (bytes, count)) in handed {
        let named = file.service.evidence_named(&name).ok_or(AppError::NotFound)?;
        let purpose = For {
            person: file.case.applicant,
            class: &named.class,
            parent: &parent,
            evidence: &name,
        };
        let record = documents::keep(ctx, &ring, purpose, PDF, &bytes, count).await?;
        supplies.insert(name, Supply::Document { document: record.id });
        records.push(record);
    }
    let sealed = content::seal_supplies(ctx, &ring, &parent, &supplies)?;
    let facts = facts(ctx, &file.case, &file.service);
    let purpose = match &ctx.actor {
        Actor::Officer(_) => Purpose::Intake,
        Actor::SlipHolder { .. } => Purpose::Supply,
        _ => Purpose::Own,
    };
    let entry = enter(ctx, &facts, Action::Write, purpose, &classes).await?;
    let event = kind.map(|kind| super::event(ctx, kind, purpose)).transpose()?;
    let now = ctx.now;
    let done = ctx.app.store.run_tx(
        "cases.hand_in",
        entered_job!([entry, next, sealed, records, parent, event], |tx| {
            cases::update(tx, &next, now).await?;
            contents::put(tx, &parent, &sealed).await?;
            for record in &records {
                papers::insert(tx, record).await?;
            }
            if let Some(event) = &event {
                cases::add_event(tx, id, event).await?;
            }
            Ok(End::Commit(()))
        }),
    );
    done.await.map(|_| ()).map_err(|error| hide(error.into()))
}

/// What handing in touches: how papers are supplied, and the papers themselves.
fn classes(file: &CaseFile, handed: &[Handed]) -> Result<Vec<DataClass>> {
    let mut classes = vec![DataClass::situation()];
    for (name, _) in handed {
        let named = file.service.evidence_named(name).ok_or(AppError::NotFound)?;
        if !classes.contains(&named.class) {
            classes.push(named.class.clone());
        }
    }
    Ok(classes)
}

/// Cleans the files of every paper asked for, or says what is wrong with each.
pub(super) async fn clean_all(
    files: BTreeMap<String, Vec<Vec<u8>>>,
    asked: &[String],
) -> Result<Vec<Handed>> {
    let mut cleaned = Vec::new();
    let mut problems = Vec::new();
    for (name, pages) in files.into_iter().filter(|(name, _)| asked.contains(name)) {
        match documents::clean(pages, name.clone()).await {
            Ok(document) => cleaned.push((name, document)),
            Err(AppError::Document(problem)) => problems.push((name, problem)),
            Err(other) => return Err(other),
        }
    }
    if problems.is_empty() { Ok(cleaned) } else { Err(AppError::Papers(problems)) }
}
