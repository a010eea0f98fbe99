//! Procedures that wait for an officer, and what became of their own: nothing personal.

use jiff::{SignedDuration, Timestamp};
use onewindow_model::actor::Role;
use onewindow_model::id::{OfficerId, RevocationId};
use onewindow_model::purpose::Purpose;
use onewindow_model::revocation::StageName;
use onewindow_store::entities::revocations as rows;
use onewindow_store::tx_job;

use super::concerned;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::listing::List;

/// How long a proposer finds what was declined in their list.
const DECLINED: SignedDuration = SignedDuration::from_hours(30 * 24);

/// One line of the list: nothing personal.
pub struct Waiting {
    /// The procedure.
    pub id: RevocationId,
    /// The certificate's type.
    pub kind: String,
    /// Proposed, appealed, or declined.
    pub stage: StageName,
    /// Since when.
    pub since: Timestamp,
    /// Proposed by the officer who looks, who then waits for another.
    pub mine: bool,
}

/// Procedures of the officer's authority that wait: those that a reviewer may take up, and those
/// that the officer proposed; and for a month their own proposals that were declined.
pub async fn waiting(ctx: &Ctx) -> Result<Vec<Waiting>> {
    let reviews = ctx.officer(Role::Reviewer).is_ok();
    let officer = ctx.officer(if reviews { Role::Reviewer } else { Role::CaseOfficer })?;
    let (me, organisation): (OfficerId, String) = (officer.id, officer.organisation.clone());
    let current = ctx.app.catalogue.current();
    let authorities: Vec<String> = current
        .files
        .authorities
        .keys()
        .filter(|id| concerned(ctx, id).contains(&organisation))
        .cloned()
        .collect();
    let since = ctx.now.saturating_sub(DECLINED).unwrap_or(ctx.now);
    let read = tx_job!([authorities], |tx| {
        let mut found = rows::declined_of(tx, me, since).await?;
        for authority in &authorities {
            found.extend(rows::waiting(tx, authority).await?);
        }
        Ok(found)
    });
    let lines = async { Ok(ctx.app.store.read("revocations.waiting", read).await?) };
    let of = List::Of { organisation: &officer.organisation, purpose: Purpose::Revoke };
    let found = ctx.list(of, lines).await?;
    let mut list = Vec::new();
    for (kind, record) in found {
        let mine = record.proposal.by == me;
        let second = record.stage.second();
        let to_take_up = reviews && second.is_none_or(|second| second.by != me);
        if mine || to_take_up {
            let appealed = record.stage.appeal().map(|appeal| appeal.at);
            let moved = appealed.or(second.map(|second| second.at));
            list.push(Waiting {
                id: record.id,
                kind,
                stage: record.stage.name(),
                since: moved.unwrap_or(record.proposal.at),
                mine,
            });
        }
    }
    list.sort_by_key(|waiting| (waiting.stage == StageName::Declined, waiting.since));
    Ok(list)
}
