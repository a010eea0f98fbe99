//! The periodic review: who is due, and one administrator's word that rights stay as they are.

use onewindow_model::id::OfficerId;
use onewindow_model::staffing::{EventKind, Refusal, Review};
use onewindow_store::entities::officers::{self, OfficerRecord};
use onewindow_store::entities::staff_events::{self, StaffEvent};
use onewindow_store::{End, tx_job};

use super::{actor, administrator};
use crate::ctx::Ctx;
use crate::error::{AppError, Result};
use crate::staff;

/// An official whose rights are to be looked over.
pub struct Reviewed {
    /// Who.
    pub record: OfficerRecord,
    /// How it stands.
    pub review: Review,
    /// Whether it is the administrator who looks: somebody else reviews them.
    pub me: bool,
}

/// How many officials stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Reviewed, and not due for a while.
    pub fresh: usize,
    /// Due soon.
    pub due: usize,
    /// Overdue.
    pub overdue: usize,
    /// Suspended.
    pub suspended: usize,
}

/// Whose rights are due or overdue, the longest first, with the figures of all.
pub async fn reviews(ctx: &Ctx) -> Result<(Vec<Reviewed>, Figures)> {
    let me = administrator(ctx)?;
    let organisation = me.organisation.clone();
    let read = tx_job!([organisation], |tx| officers::of_organisation(tx, &organisation).await);
    let mut all = ctx.app.store.read("officers.of_organisation", read).await?;
    all.sort_by_key(|record| record.reviewed_at);
    let mut figures = Figures::default();
    let mut waiting = Vec::new();
    for record in all {
        let review = staff::review(ctx, &record);
        *match review {
            Review::Fresh { .. } => &mut figures.fresh,
            Review::Due { .. } => &mut figures.due,
            Review::Overdue { .. } => &mut figures.overdue,
            Review::Suspended { .. } => &mut figures.suspended,
        } += 1;
        if !matches!(review, Review::Fresh { .. }) {
            waiting.push(Reviewed { me: record.officer.id == me.id, record, review });
        }
    }
    Ok((waiting, figures))
}

/// An administrator has looked over the rights of another official: they stay as they are. Rights
/// that are suspended are given anew, which takes two.
pub async fn confirm(ctx: &Ctx, id: OfficerId) -> Result<()> {
    let me = administrator(ctx)?;
    if me.id == id {
        return Err(Refusal::Oneself.into());
    }
    let read = tx_job!([], |tx| officers::find(tx, id).await);
    let found = ctx.app.store.read("officers.find", read).await?;
    let record = found.filter(|record| record.officer.organisation == me.organisation);
    let record = record.ok_or(AppError::NotFound)?;
    if staff::review(ctx, &record).suspends() {
        return Err(AppError::Conflict);
    }
    let event = reviewed(ctx, &record, EventKind::Reviewed);
    let now = ctx.now;
    let done = ctx.app.store.run_tx(
        "staffing.confirm",
        tx_job!([event], |tx| {
            officers::reviewed(tx, id, now).await?;
            staff_events::add(tx, &event).await?;
            Ok(End::<(), AppError>::Commit(()))
        }),
    );
    done.await.map(|_| ()).map_err(AppError::from)
}

/// A step about an official's review, with the roles that it was about.
pub(super) fn reviewed(ctx: &Ctx, record: &OfficerRecord, kind: EventKind) -> StaffEvent {
    let roles: Vec<_> = record.officer.roles.iter().map(|role| role.as_str()).collect();
    StaffEvent {
        at: ctx.now,
        kind,
        organisation: record.officer.organisation.clone(),
        actor: actor(ctx),
        officer: Some(record.officer.id),
        grant: None,
        subject: Some(roles.join(" ")),
        reasons: None,
    }
}
