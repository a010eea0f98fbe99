//! Papers that come after submission: those asked for, and those promised to follow.

use std::collections::BTreeMap;

use onewindow_model::actor::Role;
use onewindow_model::application::Supply;
use onewindow_model::case::{Case, Refusal, Stage};
use onewindow_model::class::DataClass;
use onewindow_model::id::CaseId;
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::reference::{CaseNumber, ClaimCode};
use onewindow_store::entities::cases::{self, EventRecord};
use onewindow_store::entities::{contents, documents as papers};
use onewindow_store::{End, tx_job};

use super::view::{CaseFile, LoadedCase, enter, facts, load, load_classes};
use crate::content;
use crate::ctx::Ctx;
use crate::documents::{self, For};
use crate::entry::hide;
use crate::error::{AppError, Result};

/// Replaces the papers that were asked for, all in one go, and gives the case back to the office.
/// `files` holds the uploaded files of each evidence id.
pub async fn answer_correction(
    ctx: &Ctx,
    id: CaseId,
    files: BTreeMap<String, Vec<Vec<u8>>>,
) -> Result<()> {
    ctx.person()?;
    let loaded = load(ctx, id, Purpose::Own).await.map_err(hide)?;
    correct(ctx, &loaded, files).await
}

/// 容缺: hands in papers that were promised to follow.
pub async fn follow_up(ctx: &Ctx, id: CaseId, files: BTreeMap<String, Vec<Vec<u8>>>) -> Result<()> {
    ctx.person()?;
    let loaded = load(ctx, id, Purpose::Own).await.map_err(hide)?;
    follow(ctx, &loaded, files).await
}

/// At a window: the case of the slip that its holder shows, as far as taking papers in needs.
pub async fn at_window(ctx: &Ctx, number: &CaseNumber, code: &ClaimCode) -> Result<CaseFile> {
    ctx.officer(Role::WindowClerk)?;
    let id = crate::applications::claim(ctx, number, code).await?;
    let classes = vec![DataClass::situation()];
    load_classes(ctx, id, Purpose::Intake, classes).await.map(|loaded| loaded.file)
}

/// At a window: takes in the papers that were asked for, or were to follow, for whoever shows the
/// slip of the case.
pub async fn hand_in_at_window(
    ctx: &Ctx,
    number: &CaseNumber,
    code: &ClaimCode,
    files: BTreeMap<String, Vec<Vec<u8>>>,
) -> Result<()> {
    ctx.officer(Role::WindowClerk)?;
    let id = crate::applications::claim(ctx, number, code).await?;
    let loaded = load(ctx, id, Purpose::Intake).await?;
    match loaded.file.case.stage {
        Stage::CorrectionAsked { .. } => correct(ctx, &loaded, files).await,
        _ => follow(ctx, &loaded, files).await,
    }
}

async fn correct(
    ctx: &Ctx,
    loaded: &LoadedCase,
    files: BTreeMap<String, Vec<Vec<u8>>>,
) -> Result<()> {
    let Stage::CorrectionAsked { evidence, .. } = &loaded.file.case.stage else {
        return Err(AppError::Conflict);
    };
    let current = ctx.app.catalogue.current();
    let zone = ctx.app.zone();
    let supplied: Vec<_> = files.keys().cloned().collect();
    let clocks = loaded.file.clocks(&current, &zone);
    let next = loaded.file.case.clone().answer_correction(&supplied, ctx.now, clocks)?;
    let papers = clean_all(files, evidence).await?;
    hand_in(ctx, loaded, next, papers, "correction-answered").await
}

async fn follow(
    ctx: &Ctx,
    loaded: &LoadedCase,
    files: BTreeMap<String, Vec<Vec<u8>>>,
) -> Result<()> {
    let promised = still_to_follow(&loaded.file);
    let Some(first) = promised.first().cloned() else { return Err(AppError::Conflict) };
    let next = loaded.file.case.clone().supply()?;
    let papers = clean_all(files, &promised).await?;
    if papers.is_empty() {
        return Err(AppError::Refusal(Refusal::StillMissing(first)));
    }
    hand_in(ctx, loaded, next, papers, "papers-followed").await
}

/// The materials of a case that were promised to follow and have not come yet.
pub fn still_to_follow(file: &CaseFile) -> Vec<String> {
    let promised = file.content.supplies.iter().filter(|(_, supply)| **supply == Supply::Follows);
    promised.map(|(evidence, _)| evidence.clone()).collect()
}

/// Seals and files papers, with the case as it becomes by them.
async fn hand_in(
    ctx: &Ctx,
    loaded: &LoadedCase,
    next: Case,
    handed: Vec<(String, (Vec<u8>, usize))>,
    kind: &str,
) -> Result<()> {
    let file = &loaded.file;
    let id = file.case.id;
    let mut held = file.content.clone();
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
        let media = "application/pdf";
        let record = documents::keep(ctx, &loaded.ring, purpose, media, &bytes, count).await?;
        held.supplies.insert(name, Supply::Document { document: record.id });
        records.push(record);
    }
    let sealed = content::seal(ctx, &loaded.ring, &parent, &file.service, &held)?;
    let classes = file.service.classes();
    let facts = facts(&file.case, &file.service);
    let officer = ctx.actor.officer();
    let purpose = if officer.is_some() { Purpose::Intake } else { Purpose::Own };
    let entry = enter(ctx, &facts, Action::Write, purpose, &classes).await?;
    let event = EventRecord {
        at: ctx.now,
        kind: kind.to_owned(),
        actor: super::actor_name(&ctx.actor).to_owned(),
        place: officer.and_then(|officer| officer.office.clone()),
    };
    let now = ctx.now;
    let done = ctx.app.store.run_tx(
        "cases.hand_in",
        tx_job!([entry, next, sealed, records, parent, event], |tx| {
            entry.append(tx).await?;
            if let Some(denied) = entry.denied() {
                return Ok(End::Refused(hide(denied)));
            }
            cases::update(tx, &next, now).await?;
            for record in &sealed {
                contents::put(tx, &parent, record).await?;
            }
            for record in &records {
                papers::insert(tx, record).await?;
            }
            cases::add_event(tx, id, &event).await?;
            Ok(End::Commit(()))
        }),
    );
    done.await.map(|_| ()).map_err(AppError::from)
}

/// Cleans the files of every paper asked for, or says what is wrong with each.
async fn clean_all(
    files: BTreeMap<String, Vec<Vec<u8>>>,
    asked: &[String],
) -> Result<Vec<(String, (Vec<u8>, usize))>> {
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
