//! A passkey that was just made, on its way into storage.

use onewindow_passkeys::Answered;
use onewindow_store::entities::passkey_events::{self, PasskeyEvent};
use onewindow_store::entities::passkeys::{self, PasskeyRecord};
use onewindow_store::{StoreError, Tx, TxError};

use crate::ctx::Ctx;
use crate::error::AppError;
use crate::staff::Refusal;

/// The longest name, in characters.
const LONGEST: usize = 60;

/// A new passkey with its event.
#[derive(Clone)]
pub(in crate::staff) struct Made {
    record: PasskeyRecord,
    event: PasskeyEvent,
}

impl Made {
    /// Of the official whom the event is about.
    pub(in crate::staff) fn new(ctx: &Ctx, event: PasskeyEvent, name: &str, new: Answered) -> Made {
        let name = named(ctx, name);
        let event = PasskeyEvent {
            credential: Some(new.credential.clone()),
            name: Some(name.clone()),
            ..event
        };
        let record = PasskeyRecord {
            credential: new.credential,
            officer: event.officer,
            name,
            body: new.passkey,
            added_at: ctx.now,
            used_at: None,
            ended: None,
            revision: 1,
        };
        Made { record, event }
    }

    /// Keeps it and puts it on record.
    pub(in crate::staff) async fn put(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        passkeys::insert(tx, &self.record).await?;
        passkey_events::append(tx, &self.event).await
    }
}

/// A name as it is kept. One that says nothing becomes the day: the device has its passkey by now,
/// so a form that asks again would leave it with one that nobody knows.
pub(in crate::staff) fn named(ctx: &Ctx, name: &str) -> String {
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name: String = name.chars().take(LONGEST).collect();
    if name.is_empty() { ctx.today().to_string() } else { name }
}

/// A passkey whose id is known is registered already, to whomever.
pub(in crate::staff) fn refused(error: TxError<AppError>) -> AppError {
    match error {
        TxError::Store(StoreError::Unique { .. }) => Refusal::Taken.into(),
        other => other.into(),
    }
}
