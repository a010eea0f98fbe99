//! Sessions in the platform's own store.

use std::sync::Arc;

use jiff::Timestamp;
use onewindow_app::sessions::{self, Session as Kept};
use onewindow_app::{App, AppError};
use onewindow_model::sign_in::Subject;

use super::{SessionData, SessionFault, Sessions, StoreAnswer, TokenHash, is_live};

/// [`Sessions`] kept by the app.
pub struct AppSessions(pub Arc<App>);

fn fault(error: AppError) -> SessionFault {
    SessionFault(error.to_string())
}

fn kept(data: SessionData) -> Kept {
    Kept {
        actor: data.actor,
        method: data.method,
        started_at: data.started_at,
        authenticated_at: data.authenticated_at,
        seen_at: data.seen_at,
    }
}

fn data(kept: Kept) -> SessionData {
    SessionData {
        actor: kept.actor,
        method: kept.method,
        started_at: kept.started_at,
        authenticated_at: kept.authenticated_at,
        seen_at: kept.seen_at,
    }
}

impl Sessions for AppSessions {
    fn load(&self, token: TokenHash, _now: Timestamp) -> StoreAnswer<'_, Option<SessionData>> {
        Box::pin(async move {
            let found = sessions::load(&self.0, *token.as_bytes()).await.map_err(fault)?;
            Ok(found.map(data))
        })
    }

    fn create(&self, token: TokenHash, data: SessionData) -> StoreAnswer<'_, ()> {
        Box::pin(async move {
            sessions::put(&self.0, None, *token.as_bytes(), kept(data)).await.map_err(fault)
        })
    }

    fn rotate(&self, old: TokenHash, new: TokenHash, data: SessionData) -> StoreAnswer<'_, ()> {
        Box::pin(async move {
            let (old, new) = (*old.as_bytes(), *new.as_bytes());
            sessions::put(&self.0, Some(old), new, kept(data)).await.map_err(fault)
        })
    }

    fn revoke(&self, token: TokenHash, _now: Timestamp) -> StoreAnswer<'_, ()> {
        Box::pin(async move { sessions::revoke(&self.0, *token.as_bytes()).await.map_err(fault) })
    }

    fn revoke_all(&self, subject: Subject, now: Timestamp) -> StoreAnswer<'_, usize> {
        Box::pin(async move {
            let ended = sessions::revoke_all(&self.0, subject).await.map_err(fault)?;
            Ok(ended.into_iter().filter(|kept| is_live(&data(kept.clone()), now)).count())
        })
    }

    fn touch(&self, token: TokenHash, now: Timestamp) -> StoreAnswer<'_, ()> {
        Box::pin(
            async move { sessions::touch(&self.0, *token.as_bytes(), now).await.map_err(fault) },
        )
    }
}
