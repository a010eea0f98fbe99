//! Two administrators call off what two have agreed to and whose day has not come.

use onewindow_model::id::GrantId;
use onewindow_model::reasons::Reasons;
use onewindow_model::staffing::EventKind;

use super::find;
use super::second::{administers, write};
use crate::ctx::Ctx;
use crate::error::Result;

/// Asks for a second administrator to call it off with this one.
pub async fn call_off(ctx: &Ctx, id: GrantId, reasons: &str) -> Result<()> {
    let grant = find(ctx, id).await?;
    let reasons = Reasons::parse(reasons)?.into_string();
    let next = grant.call_off(administers(ctx)?, reasons.clone())?;
    write(ctx, next, EventKind::CallingOff, Some(reasons)).await.map(|_| ())
}

/// The second administrator agrees: nothing of it takes effect.
pub async fn agree_off(ctx: &Ctx, id: GrantId) -> Result<()> {
    let next = find(ctx, id).await?.agree_off(administers(ctx)?)?;
    write(ctx, next, EventKind::CalledOff, None).await.map(|_| ())
}

/// It stays as it was agreed: the second does not agree to its being called off, or who wanted that
/// takes the wish back.
pub async fn stay(ctx: &Ctx, id: GrantId, reasons: &str) -> Result<()> {
    let grant = find(ctx, id).await?;
    let reasons = Reasons::parse(reasons)?.into_string();
    let next = grant.stay(administers(ctx)?)?;
    write(ctx, next, EventKind::Stays, Some(reasons)).await.map(|_| ())
}
