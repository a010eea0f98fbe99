//! What happened to officials' ways in: rows are added and never changed.

use jiff::Timestamp;
use onewindow_model::id::OfficerId;
use onewindow_model::passkey::EventKind;

use crate::{StoreError, Tx, params};

/// An event as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyEvent {
    /// Whose way in it is.
    pub officer: OfficerId,
    /// When.
    pub at: Timestamp,
    /// What happened.
    pub kind: EventKind,
    /// By whom: an official's id, or `machine`.
    pub actor: String,
    /// The passkey, where it is about one.
    pub credential: Option<Vec<u8>>,
    /// What the passkey was called from then on.
    pub name: Option<String>,
}

/// Puts an event on record.
pub async fn append(tx: &mut Tx<'_>, event: &PasskeyEvent) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO passkey_events (officer, at, kind, actor, credential, name) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![
            event.officer.to_string(),
            event.at,
            event.kind.as_str(),
            &event.actor,
            event.credential.clone(),
            event.name.clone()
        ],
    )
    .await
}

/// The newest events about an official, newest first.
pub async fn of_officer(
    tx: &mut Tx<'_>,
    officer: OfficerId,
    most: u32,
) -> Result<Vec<PasskeyEvent>, StoreError> {
    let sql = "SELECT seq, officer, at, kind, actor, credential, name FROM passkey_events \
               WHERE officer = $1 ORDER BY seq DESC LIMIT $2";
    let rows = tx.query(sql, params![officer.to_string(), most]).await?;
    let events = rows.iter().map(|row| {
        let row = row.of("passkey_events");
        Ok(PasskeyEvent {
            officer: row.parse("officer")?,
            at: row.get("at")?,
            kind: row.parse("kind")?,
            actor: row.get("actor")?,
            credential: row.get("credential")?,
            name: row.get("name")?,
        })
    });
    events.collect()
}
