//! Showing a certificate at a counter: a short-lived code, and only the fields that the holder
//! chose.

use jiff::{SignedDuration, Timestamp};
use onewindow_gate::Standing;
use onewindow_model::id::{CertificateId, PresentationId};
use onewindow_model::purpose::Purpose;
use onewindow_model::reference::ClaimCode;
use onewindow_store::entities::certificates::CertificateRecord;
use onewindow_store::entities::presentations::{self, PresentationRecord};
use onewindow_store::{End, tx_job};

use super::hold::{find, open, open_own};
use super::status::verify;
use crate::ctx::Ctx;
use crate::error::{AppError, Invalid, Result};

/// How long a presentation can be taken up.
pub const PRESENTATION_MINUTES: i64 = 5;

/// A presentation that waits to be taken up.
pub struct Presented {
    /// The code, for the QR picture and to be read aloud.
    pub code: ClaimCode,
    /// Until when.
    pub ends_at: Timestamp,
}

/// What the counter sees.
pub struct Shown {
    /// The certificate's type.
    pub kind: String,
    /// What a verifier says, with the fields that the holder chose.
    pub report: onewindow_credential::VerifyReport,
}

/// Makes a code for a counter, with the fields that the holder chose.
pub async fn present(ctx: &Ctx, id: CertificateId, claims: &[String]) -> Result<Presented> {
    // Only the holder may: opening it says so, and leaves the entry.
    let view = open_own(ctx, id).await?;
    let names: Vec<_> = claims.iter().map(String::as_str).collect();
    onewindow_credential::present(&view.compact, &names)
        .map_err(|_| AppError::Invalid(Invalid::Ground))?;
    let code = ClaimCode::draw(&*ctx.app.random);
    let lifetime = SignedDuration::from_mins(PRESENTATION_MINUTES);
    let record = PresentationRecord {
        id: PresentationId::fresh(ctx.now, &*ctx.app.random),
        certificate: id,
        token_hash: hash(ctx, &code),
        claims: claims.join(" "),
        created_at: ctx.now,
        ends_at: ctx.now.saturating_add(lifetime).unwrap_or(ctx.now),
    };
    let ends_at = record.ends_at;
    let made = ctx.app.store.run_tx(
        "presentations.make",
        tx_job!([record], |tx| {
            presentations::insert(tx, &record).await?;
            Ok(End::<(), AppError>::Commit(()))
        }),
    );
    made.await.map_err(AppError::from)?;
    Ok(Presented { code, ends_at })
}

/// An official looks at what a holder shows. The holder sees that they did.
pub async fn look(ctx: &Ctx, code: &ClaimCode) -> Result<Shown> {
    ctx.actor.officer().ok_or(AppError::NotFound)?;
    let (record, compact) = take(ctx, code).await?;
    let report = verify(&ctx.app, &compact, ctx.now).await?.report;
    Ok(Shown { kind: record.kind, report })
}

/// Takes a presentation up, once, and gives the certificate with the chosen fields only.
pub(crate) async fn take(ctx: &Ctx, code: &ClaimCode) -> Result<(CertificateRecord, String)> {
    let officer = ctx.actor.officer().ok_or(AppError::NotFound)?;
    let hash = hash(ctx, code);
    let now = ctx.now;
    let taken = ctx.app.store.run_tx(
        "presentations.take",
        tx_job!([hash], |tx| {
            match presentations::take(tx, &hash, now).await? {
                Some(record) => Ok(End::Commit(record)),
                None => Ok(End::Rollback(AppError::Invalid(Invalid::Code))),
            }
        }),
    );
    let presentation = taken.await.map_err(AppError::from)?.value;
    let record = find(ctx, presentation.certificate).await?;
    let organisations = [officer.organisation.clone()];
    let standing = Standing::Certificate { organisations: &organisations, open: true };
    let compact = open(ctx, &record, standing, Purpose::Present).await?;
    let names: Vec<_> = presentation.claims.split(' ').filter(|n| !n.is_empty()).collect();
    let shown = onewindow_credential::present(&compact, &names)
        .map_err(|error| AppError::Internal(error.to_string()))?;
    Ok((record, shown))
}

fn hash(ctx: &Ctx, code: &ClaimCode) -> Vec<u8> {
    ctx.app.vault.lookup("presentation", code.as_str()).to_vec()
}
