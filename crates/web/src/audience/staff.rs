//! Routes for officials.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use onewindow_app::Ctx;
use onewindow_model::actor::{Actor, Officer};

use super::{AppState, Audience};
use crate::errors::WebError;
use crate::page::Page;
use crate::session::Session;

/// A signed-in official, as the register of officials has them now: who has left is out at once.
pub struct Staff {
    /// The frame of the page.
    pub page: Page,
    /// The official, acting now.
    pub ctx: Ctx,
    /// Who.
    pub officer: Officer,
}

impl Audience for Staff {
    const NAME: &'static str = "staff";
    const PERSONAL: bool = true;
}

impl FromRequestParts<AppState> for Staff {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let session = Session::from_request_parts(parts, app).await?;
        let page = Page::from_request_parts(parts, app).await?;
        let Actor::Officer(signed_in) = session.data.actor else {
            return Err(super::person::other_account(page.visit()));
        };
        match onewindow_app::staff::find(app, signed_in.id).await {
            Ok(record) => {
                let officer = record.officer;
                Ok(Staff { page, ctx: app.ctx(Actor::Officer(officer.clone())), officer })
            }
            Err(onewindow_app::AppError::NotFound) => {
                Err(super::person::other_account(page.visit()))
            }
            Err(error) => Err(error.into()),
        }
    }
}
