//! Whether a change still fits the officials whom it is about, where it takes effect: between the
//! proposal and that day they may have moved or gone.

use onewindow_model::actor::Role;
use onewindow_model::id::OfficerId;
use onewindow_model::staffing::{Change, EventKind, Grant, Refusal, Stage};
use onewindow_store::entities::officers;
use onewindow_store::{StoreError, Tx};

/// Why it does not, if it gives or takes something now.
pub(super) async fn still(
    tx: &mut Tx<'_>,
    grant: &Grant,
    kind: EventKind,
) -> Result<Option<Refusal>, StoreError> {
    let agreed = match grant.stage {
        Stage::Agreed { .. } if kind == EventKind::Agreed => true,
        // Two are two only if both are administrators there.
        Stage::Ended { ref ended, .. } if kind == EventKind::CalledOff => {
            let there = is_ours(tx, ended.by, &grant.organisation, Role::Administrator).await?;
            return Ok((!there).then_some(Refusal::Proposer));
        }
        // One whose day came was agreed to before; its proposer may have gone since.
        Stage::InForce { second, at } => second.at == at,
        _ => return Ok(None),
    };
    if agreed && !is_ours(tx, grant.proposal.by, &grant.organisation, Role::Administrator).await? {
        return Ok(Some(Refusal::Proposer));
    }
    let ours = async |tx: &mut Tx<'_>, id| {
        let known = officers::find(tx, id).await?;
        Ok::<_, StoreError>(known.filter(|one| one.officer.organisation == grant.organisation))
    };
    Ok(match &grant.change {
        Change::Join { .. } => None,
        // Who was put out is out already; whose they were is on record.
        Change::Leave { .. } => officers::ever(tx, grant.officer)
            .await?
            .is_none_or(|one| one.officer.organisation != grant.organisation)
            .then_some(Refusal::Unknown),
        Change::Audit { .. } => officers::find(tx, grant.officer)
            .await?
            .is_none_or(|one| !one.officer.is(Role::Auditor))
            .then_some(Refusal::Auditor),
        Change::Deputy { deputy, .. } => {
            let stands = ours(tx, *deputy).await?;
            let away = ours(tx, grant.officer).await?;
            let fits = stands.is_some_and(|one| !one.officer.is(Role::Auditor)) && away.is_some();
            (!fits).then_some(Refusal::Unknown)
        }
        Change::Move { .. } | Change::Restore | Change::Passkey => {
            ours(tx, grant.officer).await?.is_none().then_some(Refusal::Unknown)
        }
    })
}

async fn is_ours(
    tx: &mut Tx<'_>,
    id: OfficerId,
    organisation: &str,
    role: Role,
) -> Result<bool, StoreError> {
    let known = officers::find(tx, id).await?;
    Ok(known.is_some_and(|one| one.officer.organisation == organisation && one.officer.is(role)))
}
