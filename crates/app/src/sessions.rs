//! Sessions, kept by the hash of their token.

use jiff::Timestamp;
use onewindow_model::actor::Actor;
use onewindow_store::entities::sessions::{self, SessionRecord};
use onewindow_store::{End, tx_job};

use crate::ctx::App;
use crate::error::{AppError, Result};

/// A session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Who acts.
    pub actor: Actor,
    /// When they signed in.
    pub started_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
}

/// The session of a token hash.
pub async fn load(app: &App, hash: [u8; 32]) -> Result<Option<Session>> {
    let read = tx_job!([], |tx| sessions::find(tx, &hash).await);
    let Some(record) = app.store.read("sessions.load", read).await? else { return Ok(None) };
    let actor = serde_json::from_str(&record.actor)
        .map_err(|error| AppError::Internal(format!("table sessions, column actor: {error}")))?;
    Ok(Some(Session { actor, started_at: record.started_at, seen_at: record.seen_at }))
}

/// Keeps a session, in the place of an old one if there is one.
pub async fn put(app: &App, old: Option<[u8; 32]>, new: [u8; 32], session: Session) -> Result<()> {
    let actor = serde_json::to_string(&session.actor)
        .map_err(|error| AppError::Internal(error.to_string()))?;
    let record = SessionRecord {
        token_hash: new.to_vec(),
        actor,
        started_at: session.started_at,
        seen_at: session.seen_at,
    };
    let write = tx_job!([record], |tx| {
        if let Some(old) = old {
            sessions::delete(tx, &old).await?;
        }
        sessions::insert(tx, &record).await?;
        Ok(End::<(), AppError>::Commit(()))
    });
    Ok(app.store.run_tx("sessions.put", write).await.map(|_| ())?)
}

/// Ends a session.
pub async fn revoke(app: &App, hash: [u8; 32]) -> Result<()> {
    let write = tx_job!([], |tx| {
        sessions::delete(tx, &hash).await?;
        Ok(End::<(), AppError>::Commit(()))
    });
    Ok(app.store.run_tx("sessions.revoke", write).await.map(|_| ())?)
}

/// Notes that a session was used.
pub async fn touch(app: &App, hash: [u8; 32], now: Timestamp) -> Result<()> {
    let write = tx_job!([], |tx| {
        sessions::touch(tx, &hash, now).await?;
        Ok(End::<(), AppError>::Commit(()))
    });
    Ok(app.store.run_tx("sessions.touch", write).await.map(|_| ())?)
}
