//! A certificate of one service as evidence for another: no upload, no copy on paper.

use onewindow_model::application::Supply;
use onewindow_model::class::DataClass;
use onewindow_model::id::{CertificateId, DraftId};
use onewindow_model::service::{EvidenceSource, Service};
use onewindow_store::entities::certificates as rows;
use onewindow_store::entities::drafts::DraftRecord;
use onewindow_store::tx_job;

use super::hold::open_for_evidence;
use super::make::vct;
use super::present::{Taken, take};
use super::status::verify;
use crate::ctx::Ctx;
use crate::documents::CERTIFICATE;
use crate::drafts::{change_save, load};
use crate::error::{AppError, Invalid, Result};

/// A valid certificate of that type held by the applicant of a draft, with its signed text.
pub(crate) async fn for_evidence(
    ctx: &Ctx,
    draft: &DraftRecord,
    service: &Service,
    kind: &str,
) -> Result<Option<(CertificateId, String)>> {
    let person = draft.applicant;
    let read = tx_job!([], |tx| rows::of_person(tx, person).await);
    let held = ctx.app.store.read("certificates.of_person", read).await?;
    let system = ctx.system(&format!("certificate:{kind}"));
    for record in held.into_iter().filter(|record| record.kind == kind) {
        if record.expires_at.is_some_and(|end| end <= ctx.now) {
            continue;
        }
        // Naming a certificate as evidence names the class of what stands on it.
        let mut classes = service.classes();
        classes.push(DataClass::new(record.class.clone()));
        let standing = crate::drafts::standing(ctx, draft, &classes);
        let compact = open_for_evidence(&system, &record, standing).await?;
        if verify(&ctx.app, &compact, ctx.now).await?.report.code() == 0 {
            return Ok(Some((record.id, compact)));
        }
    }
    Ok(None)
}

/// At a window: takes the certificate that the holder shows by code as evidence for a draft.
pub async fn supply_presented(
    ctx: &Ctx,
    id: DraftId,
    evidence: &str,
    code: &onewindow_model::reference::ClaimCode,
) -> Result<()> {
    let mut loaded = load(ctx, id).await?;
    let named = loaded.view.service.evidence_named(evidence).ok_or(AppError::NotFound)?.clone();
    let EvidenceSource::Certificate(kind) = &named.source else { return Err(AppError::NotFound) };
    let Taken { record, shown } = take(ctx, code).await?;
    let report = verify(&ctx.app, &shown, ctx.now).await?.report;
    let fits = record.kind == *kind
        && record.person == loaded.view.draft.applicant
        && report.code() == 0
        && says_it_is(&report, kind);
    if !fits {
        return Err(AppError::Invalid(Invalid::Code));
    }
    let document =
        crate::evidence::store(ctx, &loaded, &named, CERTIFICATE, shown.as_bytes()).await?;
    let supply = Supply::Certificate { certificate: record.id, document: document.id };
    loaded.view.content.supplies.insert(evidence.to_owned(), supply);
    change_save(ctx, &loaded, vec![document]).await
}

/// Whether what was signed, not only our row, says that it is of that type.
fn says_it_is(report: &onewindow_credential::VerifyReport, kind: &str) -> bool {
    matches!(
        &report.outcome,
        Ok(onewindow_credential::Verdict::Valid(valid)) if valid.vct == vct(kind)
    )
}
