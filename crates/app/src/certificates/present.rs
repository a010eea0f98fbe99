//! Showing a certificate at a counter: a short-lived code, and only the fields that the holder
//! chose.

use jiff::{SignedDuration, Timestamp};
use onewindow_gate::{Denial, PresentationFacts, Standing};
use onewindow_model::class::DataClass;
use onewindow_model::id::{CertificateId, PresentationId};
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::reference::ClaimCode;
use onewindow_store::entities::certificates::CertificateRecord;
use onewindow_store::entities::presentations::{self, PresentationRecord};
use onewindow_store::{End, tx_job};

use super::hold::{find, open_own, unseal};
use super::status::verify;
use crate::ctx::Ctx;
use crate::entry::{Ask, entered_job};
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
        seen_at: None,
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
    let Taken { record, shown } = take(ctx, code).await?;
    let report = verify(&ctx.app, &shown, ctx.now).await?.report;
    Ok(Shown { kind: record.kind, report })
}

/// A presentation that was taken up.
pub(crate) struct Taken {
    /// The certificate.
    pub record: CertificateRecord,
    /// Its signed text, with the fields that the holder chose and no others.
    pub shown: String,
}

/// Takes a presentation up, once. A code that nobody gave out concerns nobody; one that was used
/// or is over is a refused look, and on record.
pub(crate) async fn take(ctx: &Ctx, code: &ClaimCode) -> Result<Taken> {
    ctx.official()?;
    let hash = hash(ctx, code);
    let taken = match attempt(ctx, &hash).await {
        // Somebody else was faster, so that it is judged as taken.
        Err(AppError::Conflict) => attempt(ctx, &hash).await,
        other => other,
    };
    match taken {
        Err(AppError::Denied(Denial::ConsentEnded)) => Err(AppError::Invalid(Invalid::Code)),
        other => other,
    }
}

async fn attempt(ctx: &Ctx, hash: &[u8]) -> Result<Taken> {
    let hash = hash.to_vec();
    let read = tx_job!([hash], |tx| presentations::find(tx, &hash).await);
    let stored = ctx.app.store.read("presentations.find", read).await?;
    let stored = stored.ok_or(AppError::Invalid(Invalid::Code))?;
    let record = find(ctx, stored.certificate).await?;
    let subject = record.person;
    let facts = PresentationFacts {
        holder: subject,
        ends_at: stored.ends_at,
        taken: stored.seen_at.is_some(),
    };
    let classes = [DataClass::new(record.class.clone())];
    let names: Vec<_> = stored.claims.split(' ').filter(|name| !name.is_empty()).collect();
    let ask = Ask {
        action: Action::Read,
        purpose: Purpose::Present,
        subject,
        standing: Standing::Presentation(&facts),
        classes: &classes,
        fields: names.len(),
    };
    let entry = ctx.entry(ask).await?;
    let ring = ctx.keys(subject, &classes).await?;
    let (id, now) = (stored.id, ctx.now);
    // A used code without an entry, or an entry without a used code, must not be left by a crash.
    let looked = ctx.app.store.run_tx(
        "presentations.take",
        entered_job!([entry], |tx| {
            presentations::take(tx, id, now).await?;
            Ok(End::Commit(()))
        }),
    );
    let looked = looked.await.map_err(AppError::from)?;
    let permit = entry.permit(&looked.receipt)?;
    let compact = unseal(ctx, &ring, &record, &permit)?;
    let shown = onewindow_credential::present(&compact, &names)
        .map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(Taken { record, shown })
}

fn hash(ctx: &Ctx, code: &ClaimCode) -> Vec<u8> {
    ctx.app.vault.lookup("presentation", code.as_str()).to_vec()
}
