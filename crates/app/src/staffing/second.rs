//! The second administrator agrees or declines; one takes back what they proposed, or ends what lasts.

use onewindow_model::id::GrantId;
use onewindow_model::reasons::Reasons;
use onewindow_model::reference::EnrolmentCode;
use onewindow_model::staffing::{EventKind, Grant, Said, Second};
use onewindow_store::entities::{grants as rows, staff_events};
use onewindow_store::{End, tx_job};

use super::{administrator, effect, find, fits, step};
use crate::ctx::Ctx;
use crate::error::{AppError, Result};

/// The second administrator agrees: it counts now, or from its day on. Who is to enrol gets the
/// code from them; it is shown once.
pub async fn agree(ctx: &Ctx, id: GrantId) -> Result<Option<EnrolmentCode>> {
    let grant = find(ctx, id).await?;
    let next = grant.agree(administers(ctx)?)?;
    write(ctx, next, EventKind::Agreed, None).await
}

/// The second administrator does not agree, and says why.
pub async fn decline(ctx: &Ctx, id: GrantId, reasons: &str) -> Result<()> {
    let grant = find(ctx, id).await?;
    let reasons = Reasons::parse(reasons)?.into_string();
    let next = grant.decline(administers(ctx)?, reasons.clone())?;
    write(ctx, next, EventKind::Declined, Some(reasons)).await.map(|_| ())
}

/// Takes back what one proposed, ends a deputyship, or calls one off that has not begun. It gives nobody
/// anything, so one administrator does it alone.
pub async fn end(ctx: &Ctx, id: GrantId, reasons: &str) -> Result<()> {
    let by = administrator(ctx)?.id;
    let grant = find(ctx, id).await?;
    let reasons = Reasons::parse(reasons)?.into_string();
    let next = grant.end(Said { by, at: ctx.now, reasons: reasons.clone() })?;
    write(ctx, next, EventKind::Ended, Some(reasons)).await.map(|_| ())
}

pub(super) fn administers(ctx: &Ctx) -> Result<Second<'_>> {
    let officer = administrator(ctx)?;
    let (by, organisation) = (officer.id, officer.organisation.as_str());
    Ok(Second { by, organisation, at: ctx.now, today: ctx.today() })
}

/// Writes a grant as it became, with its effect and its step. Somebody who was faster leaves
/// nothing of it.
pub(super) async fn write(
    ctx: &Ctx,
    grant: Grant,
    kind: EventKind,
    reasons: Option<String>,
) -> Result<Option<EnrolmentCode>> {
    let event = step(ctx, &grant, kind, reasons.as_deref());
    let effect = effect::of(ctx, &grant)?;
    let done = ctx.app.store.run_tx(
        "staffing.step",
        tx_job!([grant, event, effect], |tx| {
            if let Some(why) = fits::still(tx, &grant, kind).await? {
                return Ok(End::Rollback(AppError::Staffing(why)));
            }
            rows::update(tx, &grant).await?;
            effect.write(tx, &grant).await?;
            staff_events::add(tx, &event).await?;
            Ok(End::<(), AppError>::Commit(()))
        }),
    );
    done.await.map_err(AppError::from)?;
    effect::settled(ctx).await?;
    Ok(effect.code())
}
