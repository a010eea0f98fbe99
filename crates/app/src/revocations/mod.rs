//! Revoking a certificate: a decision with a rule, reasons, a second officer, a notice and an
//! appeal. One certificate at a time; there is no list.
//!
//! `model::revocation` says what can follow on what; here its transitions are called, the gate is
//! asked, and the result is written guarded by the revision that was read.

mod look;
mod steps;
mod waiting;

pub use look::{DeclinedBefore, RevocationView, certificate_kind, open};
pub use steps::{appeal, countersign, decline, judge, propose};
pub use waiting::{Waiting, waiting};

use onewindow_gate::{Location, ProcedureFacts, ProcedureStep, Standing};
use onewindow_model::class::DataClass;
use onewindow_model::id::{CertificateId, OfficerId, RevocationId};
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::revocation::Part;
use onewindow_store::entities::certificates::CertificateRecord;
use onewindow_store::entities::revocations::{self as rows, RevocationRecord};
use onewindow_store::tx_job;

use crate::certificates::find_certificate;
use crate::ctx::Ctx;
use crate::entry::{Ask, Entry};
use crate::error::{AppError, Result};

fn classes() -> [DataClass; 1] {
    [DataClass::identity()]
}

/// Where a text of a procedure stands sealed.
fn place(id: RevocationId, part: Part) -> Location {
    let column = match part {
        Part::Reasons => "reasons",
        Part::Refusal => "refusal",
        Part::Appeal => "appeal",
        Part::Judgement => "judgement",
    };
    Location::new("revocations", column, id.to_string())
}

/// The authority that issued, and the one that reviews its decisions.
fn concerned(ctx: &Ctx, authority: &str) -> Vec<String> {
    let current = ctx.app.catalogue.current();
    let above = current.authority(authority).and_then(|known| known.parent.clone());
    std::iter::once(authority.to_owned()).chain(above).collect()
}

/// What the gate must know of a certificate about which a procedure could begin.
fn facts(ctx: &Ctx, certificate: &CertificateRecord, rule: Option<&str>) -> ProcedureFacts {
    ProcedureFacts {
        holder: certificate.person,
        kind: certificate.kind.clone(),
        rule: rule.map(str::to_owned),
        organisations: concerned(ctx, &certificate.authority),
        open: true,
        acted: Vec::new(),
    }
}

/// Judges what an official wants to do about a procedure, whatever their role: a refusal is on
/// record for the holder.
async fn enter(ctx: &Ctx, facts: &ProcedureFacts, step: ProcedureStep) -> Result<Entry> {
    ctx.official()?;
    let action = match step {
        ProcedureStep::Look => Action::Read,
        _ => Action::Restrict,
    };
    let (subject, purpose) = (facts.holder, Purpose::Revoke);
    let standing = Standing::Procedure { facts, step };
    ctx.entry(Ask { action, purpose, subject, standing, classes: &classes(), fields: 1 }).await
}

/// A procedure, what the gate must know of it, and all procedures about its certificate.
struct Found {
    record: RevocationRecord,
    certificate: CertificateRecord,
    facts: ProcedureFacts,
    all: Vec<RevocationRecord>,
}

async fn find(ctx: &Ctx, id: RevocationId) -> Result<Found> {
    let read = tx_job!([], |tx| rows::find(tx, id).await);
    let found = ctx.app.store.read("revocations.find", read).await?;
    let record = found.ok_or(AppError::NotFound)?;
    let certificate = find_certificate(ctx, record.certificate).await?;
    let facts = ProcedureFacts {
        open: record.stage.name().is_open(),
        acted: record.officers(),
        ..facts(ctx, &certificate, Some(&record.rule))
    };
    let all = about(ctx, record.certificate).await?;
    Ok(Found { record, certificate, facts, all })
}

/// All procedures about a certificate, newest first.
async fn about(ctx: &Ctx, certificate: CertificateId) -> Result<Vec<RevocationRecord>> {
    let read = tx_job!([], |tx| rows::of_certificate(tx, certificate).await);
    Ok(ctx.app.store.read("revocations.of_certificate", read).await?)
}

/// What stands for an official, as in the entries that the holder sees.
fn pseudonym(ctx: &Ctx, officer: OfficerId) -> String {
    ctx.app.gate.pseudonym(officer, None)
}
