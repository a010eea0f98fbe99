//! Papers that come after submission: those asked for, and those promised to follow.

use std::collections::BTreeMap;

use onewindow_model::actor::Actor;
use onewindow_model::application::Supply;
use onewindow_model::case::{EventKind, Refusal, Stage};
use onewindow_model::class::DataClass;
use onewindow_model::id::CaseId;
use onewindow_model::purpose::Purpose;
use onewindow_model::reference::{CaseNumber, ClaimCode};

use super::hand_in::{clean_all, hand_in};
use super::view::{CaseFile, LoadedCase, load_classes};
use crate::ctx::Ctx;
use crate::entry::hide;
use crate::error::{AppError, Result};

/// Uploaded files of each evidence id.
pub type Files = BTreeMap<String, Vec<Vec<u8>>>;

/// Lays papers ready that were asked for: in their place at once, each by a send of its own if need
/// be. The case stays the applicant's until the correction is answered.
pub async fn lay_ready(ctx: &Ctx, id: CaseId, files: Files) -> Result<()> {
    ctx.person()?;
    let loaded = supplies(ctx, id, Purpose::Own).await.map_err(hide)?;
    lay(ctx, &loaded, files).await
}

/// The same with nothing but the slip.
pub async fn lay_ready_with_slip(ctx: &Ctx, files: Files) -> Result<()> {
    let Actor::SlipHolder { case } = ctx.actor else { return Err(AppError::NotFound) };
    let loaded = supplies(ctx, case, Purpose::Follow).await.map_err(hide)?;
    lay(ctx, &loaded, files).await
}

/// The same at a window, for whoever shows the slip of the case.
pub async fn lay_ready_at_window(
    ctx: &Ctx,
    number: &CaseNumber,
    code: &ClaimCode,
    files: Files,
) -> Result<()> {
    ctx.official()?;
    let id = crate::slips::shown(ctx, number, code).await?.id;
    let loaded = supplies(ctx, id, Purpose::Intake).await?;
    lay(ctx, &loaded, files).await
}

/// Gives the case back to the office, with everything that was asked for: in `files`, or laid ready
/// before.
pub async fn answer_correction(ctx: &Ctx, id: CaseId, files: Files) -> Result<()> {
    ctx.person()?;
    let loaded = supplies(ctx, id, Purpose::Own).await.map_err(hide)?;
    correct(ctx, &loaded, files).await
}

/// 容缺: hands in papers that were promised to follow.
pub async fn follow_up(ctx: &Ctx, id: CaseId, files: Files) -> Result<()> {
    ctx.person()?;
    let loaded = supplies(ctx, id, Purpose::Own).await.map_err(hide)?;
    follow(ctx, &loaded, files).await
}

/// With nothing but the slip: answers a correction, and hands in nothing else.
pub async fn answer_with_slip(ctx: &Ctx, files: Files) -> Result<()> {
    let Actor::SlipHolder { case } = ctx.actor else { return Err(AppError::NotFound) };
    let loaded = supplies(ctx, case, Purpose::Follow).await.map_err(hide)?;
    correct(ctx, &loaded, files).await
}

/// The case as far as taking papers in needs: where it stands and what is supplied how.
async fn supplies(ctx: &Ctx, id: CaseId, purpose: Purpose) -> Result<LoadedCase> {
    load_classes(ctx, id, purpose.into(), vec![DataClass::situation()]).await
}

/// At a window: the case of the slip that its holder shows, as far as taking papers in needs.
pub async fn at_window(ctx: &Ctx, number: &CaseNumber, code: &ClaimCode) -> Result<CaseFile> {
    ctx.official()?;
    let id = crate::slips::shown(ctx, number, code).await?.id;
    supplies(ctx, id, Purpose::Intake).await.map(|loaded| loaded.file)
}

/// At a window: takes in the papers that were asked for, or were to follow, for whoever shows the
/// slip of the case.
pub async fn hand_in_at_window(
    ctx: &Ctx,
    number: &CaseNumber,
    code: &ClaimCode,
    files: Files,
) -> Result<()> {
    ctx.official()?;
    let id = crate::slips::shown(ctx, number, code).await?.id;
    let loaded = supplies(ctx, id, Purpose::Intake).await?;
    match loaded.file.case.stage {
        Stage::CorrectionAsked { .. } => correct(ctx, &loaded, files).await,
        _ => follow(ctx, &loaded, files).await,
    }
}

async fn lay(ctx: &Ctx, loaded: &LoadedCase, files: Files) -> Result<()> {
    let Stage::CorrectionAsked { evidence, .. } = &loaded.file.case.stage else {
        return Err(AppError::Conflict);
    };
    let next = loaded.file.case.clone().lay_ready()?;
    let papers = clean_all(files, evidence).await?;
    if papers.is_empty() {
        return Err(AppError::NotFound);
    }
    hand_in(ctx, loaded, next, papers, None).await
}

/// The materials of a correction that have come since it was asked for.
pub fn laid_ready(file: &CaseFile) -> Vec<String> {
    let Stage::CorrectionAsked { asked_at, evidence, .. } = &file.case.stage else {
        return Vec::new();
    };
    let has_come = |id: &&String| {
        let document = file.content.supplies.get(*id).and_then(Supply::document);
        let came = file.documents.iter().find(|held| Some(held.id) == document);
        came.is_some_and(|held| held.created_at > *asked_at)
    };
    evidence.iter().filter(has_come).cloned().collect()
}

async fn correct(ctx: &Ctx, loaded: &LoadedCase, files: Files) -> Result<()> {
    let Stage::CorrectionAsked { evidence, .. } = &loaded.file.case.stage else {
        return Err(AppError::Conflict);
    };
    let current = ctx.app.catalogue.current();
    let zone = ctx.app.zone();
    let supplied: Vec<_> = files.keys().cloned().chain(laid_ready(&loaded.file)).collect();
    let clocks = loaded.file.clocks(&current, &zone);
    let next = loaded.file.case.clone().answer_correction(&supplied, ctx.now, clocks)?;
    let papers = clean_all(files, evidence).await?;
    hand_in(ctx, loaded, next, papers, Some(EventKind::CorrectionAnswered)).await
}

async fn follow(ctx: &Ctx, loaded: &LoadedCase, files: Files) -> Result<()> {
    let promised = still_to_follow(&loaded.file);
    let Some(first) = promised.first().cloned() else { return Err(AppError::Conflict) };
    let next = loaded.file.case.clone().supply()?;
    let papers = clean_all(files, &promised).await?;
    if papers.is_empty() {
        return Err(AppError::Refusal(Refusal::StillMissing(first)));
    }
    hand_in(ctx, loaded, next, papers, Some(EventKind::PapersFollowed)).await
}

/// The materials of a case that were promised to follow and have not come yet.
pub fn still_to_follow(file: &CaseFile) -> Vec<String> {
    let promised = file.content.supplies.iter().filter(|(_, supply)| **supply == Supply::Follows);
    promised.map(|(evidence, _)| evidence.clone()).collect()
}
