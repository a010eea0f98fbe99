//! Proposing a change of what an official may do.

use onewindow_model::actor::Role;
use onewindow_model::id::{GrantId, OfficerId};
use onewindow_model::reasons::Reasons;
use onewindow_model::staffing::{Change, EventKind, Grant, Post, Refusal, Said, Stage};
use onewindow_store::entities::officers::{self, OfficerRecord};
use onewindow_store::entities::{grants as rows, staff_events};
use onewindow_store::{End, StoreError, Tx, tx_job};

use super::{administrator, effect, step};
use crate::ctx::Ctx;
use crate::error::{AppError, Result};
use crate::staff;

/// The longest login, in characters.
const LOGIN: usize = 60;

/// What an administrator wishes.
#[derive(Clone, Debug)]
pub struct Wish {
    /// About whom; nobody yet, where somebody comes.
    pub officer: Option<OfficerId>,
    /// What.
    pub change: Change,
    /// A leaver who must be out at once, before a second has looked.
    pub at_once: bool,
}

/// Proposes a change. Nothing takes effect until a second administrator agrees, but for a leaver
/// who is put out at once.
pub async fn propose(ctx: &Ctx, wish: Wish, reasons: &str) -> Result<GrantId> {
    let me = administrator(ctx)?;
    let organisation = me.organisation.clone();
    let reasons = Reasons::parse(reasons)?.into_string();
    let officer = match &wish.change {
        Change::Join { login, name, post } => {
            joins(ctx, login, name).await?;
            place(ctx, post)?;
            OfficerId::fresh(ctx.now, &*ctx.app.random)
        }
        change => {
            let id = wish.officer.ok_or(Refusal::Unknown)?;
            fits(ctx, change, &known(ctx, id).await?, &organisation).await?;
            id
        }
    };
    let id = GrantId::fresh(ctx.now, &*ctx.app.random);
    let grant = Grant {
        id,
        organisation,
        officer,
        change: wish.change,
        proposal: Said { by: me.id, at: ctx.now, reasons },
        stage: Stage::Proposed,
        revision: 1,
    };
    let (grant, kind) = match wish.at_once {
        false => (grant.propose(ctx.today())?, EventKind::Proposed),
        true => {
            let read = tx_job!([grant], |tx| others(tx, &grant).await);
            let others = ctx.app.store.read("staffing.others", read).await?;
            (grant.put_out(ctx.today(), others)?, EventKind::PutOut)
        }
    };
    write(ctx, grant, kind).await?;
    Ok(id)
}

async fn write(ctx: &Ctx, grant: Grant, kind: EventKind) -> Result<()> {
    let event = step(ctx, &grant, kind, Some(&grant.proposal.reasons));
    let effect = effect::of(ctx, &grant)?;
    let done = ctx.app.store.run_tx(
        "staffing.propose",
        tx_job!([grant, event, effect], |tx| {
            // Counted where it is written: two may be put out at once.
            if kind == EventKind::PutOut && others(tx, &grant).await? == 0 {
                return Ok(End::Rollback(AppError::Staffing(Refusal::NoSecond)));
            }
            rows::insert(tx, &grant).await?;
            staff_events::add(tx, &event).await?;
            effect.write(tx, &grant).await?;
            Ok(End::<(), AppError>::Commit(()))
        }),
    );
    match done.await.map_err(AppError::from) {
        // One of its kind waits for this official already.
        Err(AppError::Conflict) => Err(Refusal::AnotherWaits.into()),
        Err(error) => Err(error),
        Ok(_) => effect::settled(ctx).await,
    }
}

/// A login is for signing in, so it is plain; it is given once, and never to a second person.
async fn joins(ctx: &Ctx, login: &str, name: &str) -> Result<()> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
    let fits = !login.is_empty() && login.len() <= LOGIN && login.chars().all(plain);
    if !fits {
        return Err(Refusal::Login.into());
    }
    if name.trim().is_empty() || name.chars().count() > 100 {
        return Err(AppError::Invalid(crate::error::Invalid::Name));
    }
    let login = login.to_owned();
    let read = tx_job!([login], |tx| officers::knows_login(tx, &login).await);
    match ctx.app.store.read("officers.knows_login", read).await? {
        true => Err(Refusal::Login.into()),
        false => Ok(()),
    }
}

/// The organisation and the office stand in the catalogue.
fn place(ctx: &Ctx, post: &Post) -> Result<()> {
    let current = ctx.app.catalogue.current();
    let office = post.office.as_ref();
    let known = current.authority(&post.organisation).is_some()
        && office.is_none_or(|office| current.office(office).is_some());
    if known { Ok(()) } else { Err(Refusal::Place.into()) }
}

async fn known(ctx: &Ctx, id: OfficerId) -> Result<OfficerRecord> {
    let read = tx_job!([], |tx| officers::find(tx, id).await);
    let found = ctx.app.store.read("officers.find", read).await?;
    Ok(found.ok_or(Refusal::Unknown)?)
}

/// Whether a change fits the official whom it is about, and whoever stands in for them.
async fn fits(
    ctx: &Ctx,
    change: &Change,
    record: &OfficerRecord,
    organisation: &str,
) -> Result<()> {
    let ours = record.officer.organisation == organisation;
    let audits = record.officer.is(Role::Auditor);
    match change {
        // An auditor comes from anywhere; everybody else is one's own.
        Change::Audit { .. } if !audits => Err(Refusal::Auditor.into()),
        Change::Audit { .. } => Ok(()),
        _ if !ours => Err(Refusal::Unknown.into()),
        Change::Move { post, .. } => place(ctx, post),
        Change::Restore if !staff::review(ctx, record).suspends() => {
            Err(Refusal::NotSuspended.into())
        }
        Change::Deputy { .. } if audits => Err(Refusal::Auditor.into()),
        Change::Deputy { deputy, .. } => {
            let deputy = known(ctx, *deputy).await?.officer;
            match deputy.organisation == organisation {
                false => Err(Refusal::Unknown.into()),
                true if deputy.is(Role::Auditor) => Err(Refusal::Auditor.into()),
                true => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

/// How many administrators are left beside who acts and who is put out.
async fn others(tx: &mut Tx<'_>, grant: &Grant) -> std::result::Result<usize, StoreError> {
    let all = officers::of_organisation(tx, &grant.organisation).await?;
    let left = all.iter().map(|record| &record.officer).filter(|officer| {
        officer.is(Role::Administrator)
            && officer.id != grant.proposal.by
            && officer.id != grant.officer
    });
    Ok(left.count())
}
