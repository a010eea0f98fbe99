//! Sessions, kept by the hash of their token.

use jiff::Timestamp;
use onewindow_model::actor::Actor;
use onewindow_model::sign_in::{Method, Subject};
use onewindow_store::entities::sessions::{self, SessionRecord};
use onewindow_store::{End, tx_job};

use crate::ctx::App;
use crate::error::{AppError, Result};

/// A session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Who acts.
    pub actor: Actor,
    /// How they proved who they are.
    pub method: Method,
    /// When they signed in.
    pub started_at: Timestamp,
    /// When they last proved who they are: at sign-in, or at a step-up since.
    pub authenticated_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
}

impl Session {
    /// A session that begins now.
    pub fn begun(actor: Actor, method: Method, now: Timestamp) -> Session {
        Session { actor, method, started_at: now, authenticated_at: now, seen_at: now }
    }

    fn read(record: SessionRecord) -> Result<Session> {
        let actor = serde_json::from_str(&record.actor);
        let actor = actor.map_err(|error| {
            AppError::Internal(format!("table sessions, column actor: {error}"))
        })?;
        Ok(Session {
            actor,
            method: record.method,
            started_at: record.started_at,
            authenticated_at: record.authenticated_at,
            seen_at: record.seen_at,
        })
    }
}

/// The session of a token hash.
pub async fn load(app: &App, hash: [u8; 32]) -> Result<Option<Session>> {
    let found = app.store.find("sessions.load", move || sessions::of(&hash)).await?;
    found.map(Session::read).transpose()
}

/// Keeps a session, in the place of an old one if there is one.
pub async fn put(app: &App, old: Option<[u8; 32]>, new: [u8; 32], session: Session) -> Result<()> {
    let subject = session.actor.subject();
    let subject =
        subject.ok_or_else(|| AppError::Internal("a session that is nobody's".to_owned()))?;
    let actor = serde_json::to_string(&session.actor)
        .map_err(|error| AppError::Internal(error.to_string()))?;
    let record = SessionRecord {
        token_hash: new.to_vec(),
        actor,
        method: session.method,
        started_at: session.started_at,
        authenticated_at: session.authenticated_at,
        seen_at: session.seen_at,
    };
    let write = tx_job!([record], |tx| {
        if let Some(old) = old {
            sessions::delete(tx, &old).await?;
        }
        sessions::insert(tx, &record, subject).await?;
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

/// Ends all sessions of somebody, wherever they are signed in, and gives them. Those that had ended
/// by themselves can be among them.
pub async fn revoke_all(app: &App, subject: Subject) -> Result<Vec<Session>> {
    let write = tx_job!([], |tx| {
        Ok(End::<_, AppError>::Commit(sessions::delete_all(tx, subject).await?))
    });
    let ended = app.store.run_tx("sessions.revoke_all", write).await?;
    ended.value.into_iter().map(Session::read).collect()
}

/// Notes that a session was used.
pub async fn touch(app: &App, hash: [u8; 32], now: Timestamp) -> Result<()> {
    let write = tx_job!([], |tx| {
        sessions::touch(tx, &hash, now).await?;
        Ok(End::<(), AppError>::Commit(()))
    });
    Ok(app.store.run_tx("sessions.touch", write).await.map(|_| ())?)
}
