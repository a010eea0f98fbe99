//! Routes for officials.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use onewindow_app::Ctx;
use onewindow_model::actor::{Actor, Officer, Role};

use super::{AppState, Audience};
use crate::errors::{Unsaved, WebError};
use crate::page::{AUDIT, DESK, PASSKEYS, Page};
use crate::session::{Session, is_locked};
use crate::show::Show;

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
        let (page, ctx, officer) = official(parts, app).await?;
        let path = parts.uri.path();
        let of_their_own = path.trim_start_matches("/api/v1").starts_with(PASSKEYS);
        // Suspended rights leave the desk's first page, which says so.
        let without = officer.roles.is_empty() && officer.stands_in.is_empty() && path != DESK;
        if without && !of_their_own {
            return Err(WebError::denied("wrong-role").back(DESK));
        }
        if !officer.is(Role::Auditor) || of_their_own {
            return Ok(Staff { page, ctx, officer });
        }
        // Whoever audits has pages of their own, looks after their passkeys, and acts nowhere.
        Err(match parts.uri.path() == DESK {
            true => WebError::elsewhere(AUDIT),
            false => WebError::denied("wrong-role").back(AUDIT),
        })
    }
}

/// The official who is signed in, whatever their roles.
pub(super) async fn official(
    parts: &mut Parts,
    app: &AppState,
) -> Result<(Page, Ctx, Officer), WebError> {
    from_our_pages(parts)?;
    let session = Session::from_request_parts(parts, app).await?;
    let page = Page::from_request_parts(parts, app).await?;
    if is_locked(&session.data, page.site.lock_after, app.now()) {
        return Err(waits(parts, &page));
    }
    let Actor::Officer(signed_in) = session.data.actor else {
        return Err(super::person::other_account(page.visit()));
    };
    match onewindow_app::staff::find(app, signed_in.id).await {
        Ok(record) => {
            let officer = record.officer;
            let current = app.catalogue.current();
            let works_for = Show::new(page.l, &current).authority(&officer.organisation);
            page.site.names.keep(session.token, &record.name, app.now());
            let page = page.known_as(record.name, works_for);
            Ok((page, app.ctx(Actor::Officer(officer.clone())), officer))
        }
        Err(onewindow_app::AppError::NotFound) => Err(super::person::other_account(page.visit())),
        Err(error) => Err(error.into()),
    }
}

/// The official must first prove that they are there; what they sent goes no further meanwhile.
pub(super) fn waits(parts: &Parts, page: &Page) -> WebError {
    if page.visit().is_api() {
        return WebError::unproved();
    }
    match page.visit().reads {
        true => WebError::confirm(&page.visit().path),
        false => WebError::confirm_after(Unsaved::of(&parts.headers)),
    }
}

/// A page of the desk is a look at somebody, on record under the official's name. A link on another
/// site, or in a mail read in the browser, must not make them look: it leads to the work list, which
/// shows nobody. That comes before sign-in too, which would lead on to the look.
fn from_our_pages(parts: &Parts) -> Result<(), WebError> {
    let site = parts.headers.get("sec-fetch-site").map(|value| value.to_str().unwrap_or("?"));
    let ours = site.is_none_or(|site| matches!(site, "same-origin" | "none"));
    let path = parts.uri.path();
    match ours || path == DESK || path == AUDIT {
        true => Ok(()),
        false if path.starts_with("/api/") => Err(WebError::stale_form()),
        false => Err(WebError::elsewhere(DESK)),
    }
}
