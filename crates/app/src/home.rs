//! A person's own page: what they have going on here.

use jiff::Timestamp;
use onewindow_model::actor::Role;
use onewindow_model::purpose::Purpose;
use onewindow_store::entities::drafts::{self, DraftRecord};
use onewindow_store::entities::notices;
pub use onewindow_store::entities::notices::{NoticeRecord, Window};
use onewindow_store::tx_job;

use crate::cases::{self, Mine};
use crate::certificates::{self, Held};
use crate::ctx::Ctx;
use crate::drafts::VISIT;
use crate::error::{AppError, Result};
use crate::listing::List;

/// What a person has going on, as their own page shows it.
pub struct Home {
    /// Drafts not yet submitted.
    pub drafts: Vec<DraftRecord>,
    /// Cases, newest first.
    pub cases: Vec<Mine>,
    /// Certificates.
    pub certificates: Vec<Held>,
    /// Notices, newest first.
    pub notices: Vec<(NoticeRecord, Option<Window>)>,
}

/// All of it, as one look.
pub async fn open(ctx: &Ctx) -> Result<Home> {
    let all = async {
        Ok(vec![Home {
            drafts: draft_rows(ctx).await?,
            cases: cases::of_person(ctx).await?,
            certificates: certificates::held(ctx).await?,
            notices: notice_rows(ctx).await?,
        }])
    };
    ctx.list(List::Own, all).await?.pop().ok_or(AppError::NotFound)
}

/// Drafts not yet submitted, last changed first: services and dates only.
pub async fn drafts(ctx: &Ctx) -> Result<Vec<DraftRecord>> {
    ctx.list(List::Own, draft_rows(ctx)).await
}

async fn draft_rows(ctx: &Ctx) -> Result<Vec<DraftRecord>> {
    let me = ctx.person()?;
    let read = tx_job!([], |tx| drafts::open_of(tx, me).await);
    Ok(ctx.app.store.read("drafts.open_of", read).await?)
}

/// What a clerk has taken in and not handed in yet, as long as they may go on with it, last changed
/// first: services and dates only.
pub async fn taken_in(ctx: &Ctx) -> Result<Vec<DraftRecord>> {
    let officer = ctx.officer(Role::WindowClerk)?;
    let clerk = officer.id;
    let since = ctx.now.saturating_sub(VISIT).unwrap_or(Timestamp::MIN);
    let read = tx_job!([], |tx| drafts::open_of_clerk(tx, clerk, since).await);
    let lines = async { Ok(ctx.app.store.read("drafts.open_of_clerk", read).await?) };
    let of = List::Of { organisation: &officer.organisation, purpose: Purpose::Intake };
    ctx.list(of, lines).await
}

/// Notices, newest first: that something happened, not what it says; with the window where it did.
pub async fn notices(ctx: &Ctx) -> Result<Vec<(NoticeRecord, Option<Window>)>> {
    ctx.list(List::Own, notice_rows(ctx)).await
}

async fn notice_rows(ctx: &Ctx) -> Result<Vec<(NoticeRecord, Option<Window>)>> {
    let me = ctx.person()?;
    let read = tx_job!([], |tx| notices::of_person(tx, me).await);
    Ok(ctx.app.store.read("notices.of_person", read).await?)
}
