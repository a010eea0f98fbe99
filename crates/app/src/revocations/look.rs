//! Opening a procedure, and what a certificate can be revoked for.

use jiff::Timestamp;
use onewindow_gate::{ProcedureStep, Standing};
use onewindow_model::class::DataClass;
use onewindow_model::id::{CertificateId, RevocationId};
use onewindow_model::institution::RevocationRule;
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::revocation::{Part, Procedure};
use onewindow_store::entities::certificates::CertificateRecord;

use super::{Found, classes, enter, facts, find, place, pseudonym};
use crate::certificates::find_certificate;
use crate::ctx::Ctx;
use crate::entry::{Ask, hide};
use crate::error::Result;
use crate::parties;

/// A procedure, opened.
pub struct RevocationView {
    /// With its texts.
    pub procedure: Procedure<String>,
    /// The certificate.
    pub certificate: CertificateRecord,
    /// The ground.
    pub rule: Option<RevocationRule>,
    /// What stands for the officers who had a part in it: who proposed, the second officer, and
    /// who judged the appeal. The same as in the holder's entries.
    pub officers: Vec<String>,
    /// Proposals on the same ground that were declined before this one, newest first. Empty for
    /// the holder, who has the page of each.
    pub declined: Vec<DeclinedBefore>,
}

/// A proposal that a second officer declined.
pub struct DeclinedBefore {
    /// When.
    pub at: Timestamp,
    /// What stands for who declined it.
    pub by: String,
    /// Why.
    pub reasons: Option<String>,
}

/// The type of a certificate of the officer's authority: the grounds on which it can be revoked
/// hang on it. Asking is on record, for the holder to see.
pub async fn certificate_kind(ctx: &Ctx, certificate: CertificateId) -> Result<String> {
    ctx.official()?;
    let found = find_certificate(ctx, certificate).await?;
    let facts = facts(ctx, &found, None);
    let (action, purpose) = (Action::Read, Purpose::Revoke);
    let standing = Standing::Procedure { facts: &facts, step: ProcedureStep::Look };
    let subject = found.person;
    let ask = Ask { action, purpose, subject, standing, classes: &[], fields: 0 };
    let entry = ctx.entry(ask).await?;
    ctx.on_record("revocations.certificate_kind", &entry).await?;
    Ok(found.kind)
}

/// Opens a procedure: for officers of the authorities concerned, or for the holder.
pub async fn open(ctx: &Ctx, id: RevocationId) -> Result<RevocationView> {
    let found = find(ctx, id).await?;
    let subject = found.record.person;
    let own = ctx.actor.officer().is_none();
    let classes = classes();
    let entry = match own {
        false => enter(ctx, &found.facts, ProcedureStep::Look).await?,
        true => {
            let standing = parties::standing(ctx, subject).await?;
            let (action, purpose) = (Action::Read, Purpose::Own);
            let ask = Ask { action, purpose, subject, standing, classes: &classes, fields: 3 };
            ctx.entry(ask).await?
        }
    };
    let ring = ctx.keys(subject, &classes).await?;
    let permit = ctx.on_record("revocations.open", &entry).await;
    let permit = if own { permit.map_err(hide) } else { permit }?;
    let unseal = |of: RevocationId, part: Part, sealed: Vec<u8>| -> Result<String> {
        ring.open(ctx, &DataClass::identity(), place(of, part), sealed, &permit)
    };
    let Found { record, certificate, all, .. } = found;
    let mut declined = Vec::new();
    for earlier in record.declined_before(&all).filter(|_| !own) {
        let Some(second) = earlier.stage.second() else { continue };
        let reasons = earlier.stage.refusal().cloned();
        declined.push(DeclinedBefore {
            at: second.at,
            by: pseudonym(ctx, second.by),
            reasons: reasons.map(|r| unseal(earlier.id, Part::Refusal, r)).transpose()?,
        });
    }
    let current = ctx.app.catalogue.current();
    let rule = current
        .certificate_type(&certificate.kind)
        .and_then(|kind| kind.revocation_rules.iter().find(|rule| rule.id == record.rule))
        .cloned();
    let officers = record.officers().into_iter().map(|id| pseudonym(ctx, id)).collect();
    let procedure = record.try_map(|part, sealed| unseal(id, part, sealed))?;
    Ok(RevocationView { procedure, certificate, rule, officers, declined })
}
