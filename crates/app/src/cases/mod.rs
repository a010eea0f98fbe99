//! Cases: followed by who it concerns, worked by who must.

mod act;
mod answer;
mod decide;
mod hand_in;
mod list;
mod view;

pub use act::{accept, ask_correction, assign, refuse_intake, release, withdraw};
pub use answer::{
    Files, answer_correction, answer_with_slip, at_window, follow_up, hand_in_at_window,
    laid_ready, lay_ready, lay_ready_at_window, lay_ready_with_slip, still_to_follow,
};
pub use decide::{Decision, decide, examine};
pub use list::{
    Listed, Mine, MinePage, PAGE, WorkItem, WorkPage, mine, mine_before, work, work_page,
};
pub use onewindow_store::entities::cases::{EventRecord, WorkKey};
pub use view::{CaseFile, DecisionBody, DecisionView, follow, open, open_own, view_document};

pub(crate) use act::{Written, allowed, step};
pub(crate) use list::{listed, of_person};
pub(crate) use view::{LoadedCase, audited, enter, facts, peek};
#[cfg(feature = "testing")]
pub(crate) use view::{decision_place, load};

use onewindow_model::case::{EventActor, EventKind};
use onewindow_model::purpose::Purpose;

use crate::ctx::Ctx;
use crate::error::{AppError, Result};

/// What happens now, by whoever acts and where they sit.
pub(crate) fn event(ctx: &Ctx, kind: EventKind, purpose: Purpose) -> Result<EventRecord> {
    Ok(EventRecord {
        at: ctx.now,
        kind,
        actor: EventActor::of(&ctx.actor, purpose).ok_or(AppError::NotFound)?,
        place: ctx.actor.officer().and_then(|officer| officer.office.clone()),
    })
}
