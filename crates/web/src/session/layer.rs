use std::sync::Arc;

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::response::Response;

use super::lock::touch_every;
use super::{SessionData, TokenHash, is_live, is_locked};
use crate::edge::Inner;
use crate::errors::{Unsaved, WebError};
use crate::page::Visit;

/// A session that stands.
///
/// As an extractor it lets only signed-in readers in: others go to the sign-in page and come
/// back, programs get 401.
#[derive(Debug, Clone)]
pub struct Session {
    /// What the store knows it by.
    pub token: TokenHash,
    /// Who acts, since when.
    pub data: SessionData,
}

/// What came of looking for a session.
#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "there is one for each request")]
pub enum SessionState {
    /// Nobody is signed in.
    None,
    /// Somebody is.
    Live(Session),
    /// The store did not answer: public pages go on, others answer 503.
    Unknown,
}

/// Loads the session of a request whose cookie names one.
pub(crate) async fn load(request: Request, next: impl Inner) -> Response {
    if let Some(visit) = request.extensions().get::<Arc<Visit>>() {
        let state = look_up(visit).await;
        // Set once: an inner shell may not change who is here.
        visit.session.get_or_init(|| state);
    }
    next(request).await
}

async fn look_up(visit: &Visit) -> SessionState {
    let Some(token) = visit.token.as_ref().map(|token| token.hash()) else {
        return SessionState::None;
    };
    let now = visit.site.clock.now();
    let sessions = &visit.site.sessions;
    let data = match sessions.load(token, now).await {
        Ok(Some(data)) if is_live(&data, now) => data,
        Ok(_) => return SessionState::None,
        Err(fault) => {
            tracing::error!(%fault, "session not loaded");
            return SessionState::Unknown;
        }
    };
    // A desk that is locked stays so: looking at other pages is no use of it.
    if !is_locked(&data, visit.site.lock_after, now)
        && now.duration_since(data.seen_at) >= touch_every(&data, visit.site.lock_after)
        && let Err(fault) = sessions.touch(token, now).await
    {
        tracing::warn!(%fault, "use of a session not noted");
    }
    SessionState::Live(Session { token, data })
}

impl<S: Send + Sync> FromRequestParts<S> for Session {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, WebError> {
        let Some(visit) = parts.extensions.get::<Arc<Visit>>() else {
            return Err(WebError::internal("a route stands outside the shell"));
        };
        match visit.session() {
            SessionState::Live(session) => Ok(session.clone()),
            SessionState::Unknown => Err(WebError::unavailable("sessions cannot be read")),
            SessionState::None if visit.is_api() => Err(WebError::unauthorized()),
            SessionState::None if visit.reads => Err(WebError::sign_in(&visit.path)),
            SessionState::None => {
                Err(WebError::sign_in_after(&visit.path, Unsaved::of(&parts.headers)))
            }
        }
    }
}
