//! Routes about a session itself.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use onewindow_model::actor::Actor;

use super::{AppState, Audience};
use crate::errors::WebError;
use crate::page::Page;
use crate::session::Session;

/// Whoever holds a session of a person or an official, for what concerns the session alone.
pub struct Holder {
    /// The frame of the page.
    pub page: Page,
    /// The session.
    pub session: Session,
}

impl Audience for Holder {
    const NAME: &'static str = "holder";
    const PERSONAL: bool = true;
}

impl FromRequestParts<AppState> for Holder {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let session = Session::from_request_parts(parts, app).await?;
        let page = Page::from_request_parts(parts, app).await?;
        match session.data.actor {
            Actor::Person { .. } | Actor::Officer(_) => Ok(Holder { page, session }),
            _ => Err(super::person::other_account(page.visit())),
        }
    }
}
