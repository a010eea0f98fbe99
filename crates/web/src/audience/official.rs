//! Routes for officials who must first prove that they are there.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use onewindow_app::Ctx;
use onewindow_model::actor::Actor;

use super::staff::waits;
use super::{AppState, Audience, Staff};
use crate::errors::WebError;
use crate::page::Page;
use crate::session::{Session, is_locked, is_proved};

/// A signed-in official, also when their desk is locked: all that is open to them is to prove that
/// they are there.
pub struct Official {
    /// The frame of the page.
    pub page: Page,
    /// The official, acting now.
    pub ctx: Ctx,
    /// Their session.
    pub session: Session,
}

impl Official {
    /// Whether their desk is locked.
    pub fn is_locked(&self) -> bool {
        is_locked(&self.session.data, self.page.site.lock_after, self.ctx.now)
    }
}

impl Audience for Official {
    const NAME: &'static str = "official";
    const PERSONAL: bool = true;
}

impl FromRequestParts<AppState> for Official {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let session = Session::from_request_parts(parts, app).await?;
        let page = Page::from_request_parts(parts, app).await?;
        match session.data.actor {
            Actor::Officer(_) => {
                Ok(Official { page, ctx: app.ctx(session.data.actor.clone()), session })
            }
            _ => Err(super::person::other_account(page.visit())),
        }
    }
}

/// An official who has just proved who they are: for what cannot be left to an open screen, as
/// deciding. Others prove it and come back; a form that they sent is kept meanwhile.
///
/// Whoever came in without a passkey, in a demonstration, has none to show and counts as proved.
pub struct Fresh(pub Staff);

impl Audience for Fresh {
    const NAME: &'static str = "staff-fresh";
    const PERSONAL: bool = true;
}

impl FromRequestParts<AppState> for Fresh {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let staff = Staff::from_request_parts(parts, app).await?;
        let session = Session::from_request_parts(parts, app).await?;
        match is_proved(&session.data, staff.page.site.confirm_after, staff.ctx.now) {
            true => Ok(Fresh(staff)),
            false => Err(waits(parts, &staff.page)),
        }
    }
}
