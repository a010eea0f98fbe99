//! Officials come, move and go, stand in for each other, and are looked over: each change proposed
//! by one administrator, agreed to by a second, and on record.
//!
//! `model::staffing` says what can follow on what; here its transitions are called, and the result
//! is written guarded by the revision that was read, with its effect and its step on record in the
//! same transaction. No use case here opens anything of a person.

mod call_off;
mod effect;
mod fits;
mod hand_over;
mod list;
mod propose;
mod review;
mod rounds;
mod second;

pub use call_off::{agree_off, call_off, stay};
pub use hand_over::{Receiver, handled, handled_after, reassign, reassign_all, receivers};
pub use list::{
    GrantKey, GrantView, Official, Step, auditors, auditors_after, grant, grants, grants_before,
    officials, officials_after, record,
};
pub use propose::{Wish, propose};
pub use review::{Figures, Reviewed, confirm, reviews};
pub use second::{agree, decline, end};

pub(crate) use effect::RELEASE;
pub(crate) use hand_over::release_cases;
pub(crate) use list::steps;
pub(crate) use rounds::round;

use onewindow_model::actor::{Officer, Role};
use onewindow_model::id::{GrantId, OfficerId};
use onewindow_model::staffing::{EventKind, Grant};
use onewindow_store::entities::grants as rows;
pub use onewindow_store::entities::officers::OfficerRecord;
pub use onewindow_store::entities::staff_events::StaffEvent;
use onewindow_store::tx_job;

use crate::ctx::Ctx;
use crate::error::{AppError, Result};

/// The administrator who acts.
fn administrator(ctx: &Ctx) -> Result<&Officer> {
    ctx.officer(Role::Administrator)
}

/// Whoever leads an organisation: its administrators, and its supervisors.
fn leads(ctx: &Ctx) -> Result<&Officer> {
    let officer = ctx.official()?;
    match officer.is(Role::Administrator) || officer.is(Role::Supervisor) {
        true => Ok(officer),
        false => Err(AppError::Denied(onewindow_gate::Denial::WrongRole)),
    }
}

/// A grant for which the administrator's organisation answers; any other looks as if it were not
/// there.
async fn find(ctx: &Ctx, id: GrantId) -> Result<Grant> {
    let organisation = &administrator(ctx)?.organisation;
    let read = tx_job!([], |tx| rows::find(tx, id).await);
    let found = ctx.app.store.read("staffing.find", read).await?;
    let ours =
        |grant: &Grant| grant.organisation == *organisation || grant.second_from() == organisation;
    found.filter(ours).ok_or(AppError::NotFound)
}

/// A step of a grant, for the record, by whoever acts.
fn step(ctx: &Ctx, grant: &Grant, kind: EventKind, reasons: Option<&str>) -> StaffEvent {
    StaffEvent {
        at: ctx.now,
        kind,
        organisation: grant.organisation.clone(),
        actor: actor(ctx),
        officer: Some(grant.officer),
        grant: Some(grant.id),
        subject: Some(grant.change.name().to_string()),
        reasons: reasons.map(str::to_owned),
    }
}

fn actor(ctx: &Ctx) -> Option<OfficerId> {
    ctx.actor.officer().map(|officer| officer.id)
}
