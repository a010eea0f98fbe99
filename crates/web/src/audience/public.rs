//! Routes for everyone: nothing personal is behind them.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use onewindow_app::Ctx;
use onewindow_model::actor::Actor;

use super::{AppState, Audience};
use crate::errors::WebError;
use crate::page::Page;

/// Anyone, signed in or not, as a stranger: a public route cannot look at anybody's data.
pub struct Public {
    /// The frame of the page.
    pub page: Page,
    /// The platform, with nobody acting.
    pub ctx: Ctx,
}

impl Audience for Public {
    const NAME: &'static str = "public";
    const PERSONAL: bool = false;
}

impl FromRequestParts<AppState> for Public {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let page = Page::from_request_parts(parts, app).await?;
        Ok(Public { page, ctx: app.ctx(Actor::Stranger) })
    }
}
