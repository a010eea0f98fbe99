//! Officials, as they sign in.

pub mod enrolment;
pub mod invite;
pub mod passkeys;
mod proof;
mod questions;
mod refusal;

pub use onewindow_store::entities::passkey_events::PasskeyEvent;
pub use onewindow_store::entities::passkeys::PasskeyRecord;
pub use questions::{ASKED_FOR, Browser};
pub use refusal::Refusal;

use onewindow_model::id::OfficerId;
use onewindow_model::passkey::EventKind;
use onewindow_store::entities::officers::{self, OfficerRecord};
use onewindow_store::{End, tx_job};

use crate::ctx::{App, Ctx};
use crate::error::{AppError, Result};

/// All officials in service, by login.
pub async fn all(app: &App) -> Result<Vec<OfficerRecord>> {
    let read = tx_job!([], |tx| officers::all(tx).await);
    Ok(app.store.read("officers.all", read).await?)
}

/// An official in service.
pub async fn find(app: &App, id: OfficerId) -> Result<OfficerRecord> {
    let found = app.store.find("officers.find", move || officers::of(id)).await?;
    found.ok_or(AppError::NotFound)
}

/// Adds an official, or brings the one with that login up to date.
pub(crate) async fn put(ctx: &Ctx, record: OfficerRecord) -> Result<()> {
    let done = ctx.app.store.run_tx(
        "officers.put",
        tx_job!([record], |tx| {
            officers::upsert(tx, &record).await?;
            Ok(End::<(), AppError>::Commit(()))
        }),
    );
    done.await.map(|_| ()).map_err(AppError::from)
}

/// Something that happens to an official's way in, by whoever acts.
fn event(ctx: &Ctx, officer: OfficerId, kind: EventKind) -> PasskeyEvent {
    let actor = match ctx.actor.officer() {
        Some(acting) => acting.id.to_string(),
        // At sign-in nobody acts yet but the official whose passkey it is.
        None if kind == EventKind::Copied => officer.to_string(),
        None => MACHINE.to_owned(),
    };
    PasskeyEvent { officer, at: ctx.now, kind, actor, credential: None, name: None }
}

/// Who acts in the record where it is a command on the machine itself.
pub const MACHINE: &str = "machine";
