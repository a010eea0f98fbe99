//! The certificates that a person holds.

use onewindow_credential::VerifyReport;
use onewindow_gate::{Permit, Standing};
use onewindow_model::class::DataClass;
use onewindow_model::id::CertificateId;
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::revocation::StageName;
use onewindow_store::entities::certificates::{self as rows, CertificateRecord};
use onewindow_store::entities::revocations::{self, RevocationRecord};
use onewindow_store::tx_job;

use super::make::sealed_at;
use super::status::verify;
use crate::ctx::Ctx;
use crate::entry::{Ask, hide};
use crate::error::{AppError, Result};
use crate::keys::KeyRing;
use crate::listing::List;
use crate::parties;

/// A certificate, opened by its holder.
pub struct CertificateView {
    /// As stored.
    pub record: CertificateRecord,
    /// The signed text.
    pub compact: String,
    /// What a verifier says of it now, with the fields on it.
    pub report: VerifyReport,
    /// Procedures about it, newest first.
    pub revocations: Vec<RevocationRecord>,
}

/// A certificate in the list of its holder.
pub struct Held {
    /// As stored; the signed text stays sealed.
    pub record: CertificateRecord,
    /// Where the last procedure about it stands, if there was one.
    pub revocation: Option<StageName>,
}

/// The certificates of the signed-in person and of whom they may act for: types, dates, and whether
/// they are revoked.
pub async fn mine(ctx: &Ctx) -> Result<Vec<Held>> {
    ctx.list(List::Own, held(ctx)).await
}

/// The same, for a list of which they are a part.
pub(crate) async fn held(ctx: &Ctx) -> Result<Vec<Held>> {
    let mut all = Vec::new();
    for person in parties::acting_for(ctx).await? {
        let read = tx_job!([], |tx| {
            let mut held = Vec::new();
            for record in rows::of_person(tx, person).await? {
                let last = revocations::of_certificate(tx, record.id).await?;
                let revocation = last.first().map(|last| last.stage.name());
                held.push(Held { record, revocation });
            }
            Ok(held)
        });
        let rows = async { Ok(ctx.app.store.read("certificates.of_person", read).await?) };
        // One's own stand in the list that one looks at; others see that somebody looked at theirs.
        all.extend(match ctx.person()? == person {
            true => rows.await?,
            false => ctx.list(List::For(person), rows).await?,
        });
    }
    Ok(all)
}

/// Opens a certificate for its holder, or whoever may act for the holder.
pub async fn open_own(ctx: &Ctx, id: CertificateId) -> Result<CertificateView> {
    ctx.person()?;
    let record = find(ctx, id).await?;
    let standing = parties::standing(ctx, record.person).await?;
    let compact = open(ctx, &record, standing, Purpose::Own).await.map_err(hide)?;
    let report = verify(&ctx.app, &compact, ctx.now).await?.report;
    let read = tx_job!([], |tx| revocations::of_certificate(tx, id).await);
    let revocations = ctx.app.store.read("revocations.of_certificate", read).await?;
    Ok(CertificateView { record, compact, report, revocations })
}

pub(crate) async fn find(ctx: &Ctx, id: CertificateId) -> Result<CertificateRecord> {
    let read = tx_job!([], |tx| rows::find(tx, id).await);
    ctx.app.store.read("certificates.find", read).await?.ok_or(AppError::NotFound)
}

/// Opens the signed text on the strength of a standing that the gate judges.
async fn open(
    ctx: &Ctx,
    record: &CertificateRecord,
    standing: Standing<'_>,
    purpose: Purpose,
) -> Result<String> {
    let class = DataClass::new(record.class.clone());
    let classes = [class];
    let subject = record.person;
    let fields = 1;
    let action = Action::Read;
    let entry =
        ctx.entry(Ask { action, purpose, subject, standing, classes: &classes, fields }).await?;
    let ring = ctx.keys(record.person, &classes).await?;
    let permit = ctx.on_record("certificates.open", &entry).await?;
    unseal(ctx, &ring, record, &permit)
}

/// Opens the signed text as evidence for a draft.
pub(crate) async fn open_for_evidence(
    ctx: &Ctx,
    record: &CertificateRecord,
    standing: Standing<'_>,
) -> Result<String> {
    open(ctx, record, standing, Purpose::FetchEvidence).await
}

/// Opens the signed text with a permit.
pub(super) fn unseal(
    ctx: &Ctx,
    ring: &KeyRing,
    record: &CertificateRecord,
    permit: &Permit,
) -> Result<String> {
    let class = DataClass::new(record.class.clone());
    ring.open(ctx, &class, sealed_at(record.id), record.sealed.clone(), permit)
}
