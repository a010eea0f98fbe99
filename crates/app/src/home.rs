//! A person's own page: what they have going on here.

use jiff::Timestamp;
use onewindow_model::actor::Role;
use onewindow_store::entities::drafts::{self, DraftRecord};
use onewindow_store::entities::notices;
pub use onewindow_store::entities::notices::{NoticeRecord, Window};
use onewindow_store::tx_job;

use crate::ctx::Ctx;
use crate::drafts::VISIT;
use crate::error::Result;

/// Drafts not yet submitted, last changed first: services and dates only.
pub async fn drafts(ctx: &Ctx) -> Result<Vec<DraftRecord>> {
    let me = ctx.person()?;
    let read = tx_job!([], |tx| drafts::open_of(tx, me).await);
    Ok(ctx.app.store.read("drafts.open_of", read).await?)
}

/// What a clerk has taken in and not handed in yet, as long as they may go on with it, last changed
/// first: services and dates only.
pub async fn taken_in(ctx: &Ctx) -> Result<Vec<DraftRecord>> {
    let clerk = ctx.officer(Role::WindowClerk)?.id;
    let since = ctx.now.saturating_sub(VISIT).unwrap_or(Timestamp::MIN);
    let read = tx_job!([], |tx| drafts::open_of_clerk(tx, clerk, since).await);
    Ok(ctx.app.store.read("drafts.open_of_clerk", read).await?)
}

/// Notices, newest first: that something happened, not what it says; with the window where it did.
pub async fn notices(ctx: &Ctx) -> Result<Vec<(NoticeRecord, Option<Window>)>> {
    let me = ctx.person()?;
    let read = tx_job!([], |tx| notices::of_person(tx, me).await);
    Ok(ctx.app.store.read("notices.of_person", read).await?)
}
