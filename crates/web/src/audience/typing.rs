//! Whoever fills an application in, also when their session ended while they typed.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::SET_COOKIE;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use onewindow_app::kept;

use super::{AppState, Audience, Filler};
use crate::errors::{Unsaved, WebError};
use crate::forms::StrictForm;
use crate::page::Visit;
use crate::session::{SessionState, SessionToken, kept_cookie};

/// [`Filler`] for forms whose fields are worth keeping.
pub enum Typing {
    /// They are signed in.
    In(Box<Filler>),
    /// They were: nothing can be saved, and nothing need be lost.
    Ended(Ended),
}

/// A request that came after its session had ended.
pub struct Ended {
    visit: Arc<Visit>,
    app: AppState,
}

impl Audience for Typing {
    const NAME: &'static str = Filler::NAME;
    const PERSONAL: bool = Filler::PERSONAL;
}

impl FromRequestParts<AppState> for Typing {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        // Without the cookie of the session nobody knows whose it was, nor whether the form is ours.
        let visit = parts.extensions.get::<Arc<Visit>>().cloned();
        let visit = visit.filter(|visit| visit.token.is_some());
        match (Filler::from_request_parts(parts, app).await, visit) {
            (Ok(filler), _) => Ok(Typing::In(Box::new(filler))),
            (Err(_), Some(visit))
                if matches!(visit.session(), SessionState::None) && !visit.is_api() =>
            {
                Ok(Typing::Ended(Ended { visit, app: Arc::clone(app) }))
            }
            (Err(error), _) => Err(error),
        }
    }
}

impl Ended {
    /// Keeps what was typed for whoever it was, and leads to sign-in, which says so.
    pub async fn keep(self, form: StrictForm) -> Response {
        let Ended { visit, app } = self;
        let site = &visit.site;
        let token = SessionToken::new(site.random.as_ref());
        let kept = match &visit.token {
            Some(ended) => {
                let session = *ended.hash().as_bytes();
                kept::put(&app, session, *token.secret(), visit.page(), &form.typed()).await
            }
            None => Ok(false),
        };
        // A store that cannot keep it is no reason not to let them sign in.
        let kept = kept.unwrap_or_else(|error| {
            tracing::warn!(%error, "a form was not kept");
            false
        });
        let cookie = kept_cookie(Some(&token), site.secure).filter(|_| kept);
        let typed = if cookie.is_some() { Unsaved::Kept } else { Unsaved::Lost };
        let mut response = WebError::sign_in_after(&visit.path, typed).into_response();
        if let Some(cookie) = cookie {
            response.headers_mut().insert(SET_COOKIE, cookie);
        }
        response
    }
}
