//! What time brings: proposals lapse, days come, rights that nobody looked over are suspended.

use jiff::{SignedDuration, Timestamp};
use onewindow_model::staffing::review::{GRACE_DAYS, REVIEW_DAYS};
use onewindow_model::staffing::{EventKind, PROPOSAL_DAYS, StageName};
use onewindow_store::entities::{grants as rows, officers, staff_events};
use onewindow_store::{End, tx_job};

use super::review::reviewed;
use super::second::write;
use crate::ctx::Ctx;
use crate::error::{AppError, Result};
use crate::staff;

/// Grants or officials taken in one round.
const ROUND: u32 = 100;

/// One round; one grant that cannot be settled keeps no other from it.
pub(crate) async fn round(ctx: &Ctx) -> Result<()> {
    let system = ctx.system("staffing");
    let (before, today) = (ago(ctx, PROPOSAL_DAYS), ctx.today());
    let read = tx_job!([], |tx| rows::due(tx, before, today, ROUND).await);
    for grant in ctx.app.store.read("staffing.due", read).await? {
        let id = grant.id;
        let before_it = grant.clone();
        let next = match grant.stage.name() {
            StageName::Agreed => grant.begin(ctx.now, today).map(|g| (g, EventKind::Begun)),
            _ => grant.lapse(ctx.now).map(|g| (g, EventKind::Lapsed)),
        };
        let Ok((next, kind)) = next else { continue };
        let written = match write(&system, next, kind, None).await {
            // Its day came, and it fits nobody any more.
            Err(AppError::Staffing(_) | AppError::Conflict) if kind == EventKind::Begun => {
                match before_it.void(ctx.now) {
                    Ok(over) => write(&system, over, EventKind::Lapsed, None).await,
                    Err(_) => continue,
                }
            }
            written => written,
        };
        match written {
            Ok(_) | Err(AppError::Conflict) => {}
            Err(AppError::Away) => return Err(AppError::Away),
            Err(error) => tracing::error!(grant = %id, %error, "a grant was left as it is"),
        }
    }
    suspend(&system).await
}

/// The rights end by the calendar alone (`staff::find`); that they did goes on record here.
async fn suspend(ctx: &Ctx) -> Result<()> {
    let before = ago(ctx, i64::from(REVIEW_DAYS + GRACE_DAYS));
    let read = tx_job!([], |tx| officers::unreviewed(tx, before, ROUND).await);
    for record in ctx.app.store.read("officers.unreviewed", read).await? {
        if !staff::review(ctx, &record).suspends() {
            continue;
        }
        let event = reviewed(ctx, &record, EventKind::Suspended);
        let (id, now) = (record.officer.id, ctx.now);
        let done = ctx.app.store.run_tx(
            "staffing.suspend",
            tx_job!([event], |tx| {
                if officers::suspended(tx, id, now).await? {
                    staff_events::add(tx, &event).await?;
                }
                Ok(End::<(), AppError>::Commit(()))
            }),
        );
        done.await.map_err(AppError::from)?;
    }
    Ok(())
}

fn ago(ctx: &Ctx, days: i64) -> Timestamp {
    ctx.now.saturating_sub(SignedDuration::from_hours(24 * days)).unwrap_or(Timestamp::MIN)
}
