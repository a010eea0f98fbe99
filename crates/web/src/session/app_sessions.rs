//! Sessions in the platform's own store.

use std::sync::Arc;

use jiff::Timestamp;
use onewindow_app::sessions::{self, Session as Kept};
use onewindow_app::{App, AppError};

use super::{SessionData, SessionFault, Sessions, StoreAnswer, TokenHash};

/// [`Sessions`] kept by the app.
pub struct AppSessions(pub Arc<App>);

fn fault(error: AppError) -> SessionFault {
    SessionFault(error.to_string())
}

fn kept(data: SessionData) -> Kept {
    Kept { actor: data.actor, started_at: data.started_at, seen_at: data.seen_at }
}

impl Sessions for AppSessions {
    fn load(&self, token: TokenHash, _now: Timestamp) -> StoreAnswer<'_, Option<SessionData>> {
        Box::pin(async move {
            let found = sessions::load(&self.0, *token.as_bytes()).await.map_err(fault)?;
            Ok(found.map(|kept| SessionData {
                actor: kept.actor,
                started_at: kept.started_at,
                seen_at: kept.seen_at,
            }))
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

    fn touch(&self, token: TokenHash, now: Timestamp) -> StoreAnswer<'_, ()> {
        Box::pin(
            async move { sessions::touch(&self.0, *token.as_bytes(), now).await.map_err(fault) },
        )
    }
}
