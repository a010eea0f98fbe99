//! Sweeping up: what nothing refers to any more is thrown away.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use onewindow_store::entities::{clients, documents, repeated, sessions};
use onewindow_store::{BlobEntry, End, StoreError, Target, tx_job};

use crate::ctx::Ctx;
use crate::error::{AppError, Result};

/// How often it is done.
const PAUSE: SignedDuration = SignedDuration::from_hours(1);

/// How long an upload without a row stays: its row may be on the way.
const YOUNG: SignedDuration = SignedDuration::from_hours(24);

/// Uploads whose use is asked for at once.
const STRETCH: usize = 500;

/// Longer than any session lives: past their limits they are refused already.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// When it was done last.
#[derive(Default)]
pub struct Swept(Mutex<Option<Timestamp>>);

impl Swept {
    /// Whether it is time again; it counts as done from now on.
    fn is_due(&self, now: Timestamp) -> bool {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let due = last.is_none_or(|last| now.duration_since(last) >= PAUSE);
        if due {
            *last = Some(now);
        }
        due
    }
}

/// Sweeps, unless that was done within the hour.
pub(crate) async fn round(ctx: &Ctx) -> Result<()> {
    if !ctx.app.swept.is_due(ctx.now) {
        return Ok(());
    }
    if matches!(ctx.app.store.target(), Target::File(_)) {
        crate::start::reserve::hold(&ctx.app.start.place.data);
    }
    sessions_past(ctx).await?;
    requests_past(ctx).await?;
    uploads_without_row(ctx).await
}

async fn sessions_past(ctx: &Ctx) -> Result<()> {
    let before = ctx.now.saturating_sub(LONGEST).unwrap_or(Timestamp::MIN);
    let swept = ctx.app.store.run_tx(
        "sessions.sweep",
        tx_job!([], |tx| Ok(End::<_, AppError>::Commit(sessions::sweep(tx, before).await?))),
    );
    swept.await.map(|_| ()).map_err(AppError::from)
}

async fn requests_past(ctx: &Ctx) -> Result<()> {
    let now = ctx.now;
    let swept = ctx.app.store.run_tx(
        "repeated.sweep",
        tx_job!([], |tx| {
            clients::sweep_tokens(tx, now).await?;
            Ok(End::<_, AppError>::Commit(repeated::sweep(tx, now).await?))
        }),
    );
    swept.await.map(|_| ()).map_err(AppError::from)
}

async fn uploads_without_row(ctx: &Ctx) -> Result<()> {
    let before = ctx.now.saturating_sub(YOUNG).unwrap_or(Timestamp::MIN);
    let mut old = ctx.app.blobs.list().await?;
    old.retain(|blob| blob.stored < before);
    let mut thrown_away = 0_usize;
    for stretch in old.chunks(STRETCH) {
        let used = in_use(ctx, stretch).await?;
        for blob in stretch.iter().filter(|blob| !used.contains(&blob.id.to_string())) {
            match ctx.app.blobs.delete(blob.id).await {
                Ok(gone) => thrown_away += usize::from(gone),
                // A backup is being made of what was in use when it began; there will be another hour.
                Err(StoreError::Busy) => return Ok(()),
                Err(other) => return Err(other.into()),
            }
        }
    }
    if thrown_away > 0 {
        tracing::info!(uploads = thrown_away, "uploads that belong to nothing were thrown away");
    }
    Ok(())
}

async fn in_use(ctx: &Ctx, stretch: &[BlobEntry]) -> Result<BTreeSet<String>> {
    let ends = stretch.first().zip(stretch.last());
    let Some((first, last)) = ends.map(|(f, l)| (f.id.to_string(), l.id.to_string())) else {
        return Ok(BTreeSet::new());
    };
    let read = tx_job!([first, last], |tx| documents::blobs_in_use(tx, &first, &last).await);
    let used = ctx.app.store.read("documents.blobs_in_use", read).await?;
    Ok(used.into_iter().collect())
}
