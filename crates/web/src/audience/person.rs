//! Routes for a person: signed in, or holding a receipt slip.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use onewindow_app::{Ctx, parties};
use onewindow_model::actor::Actor;
use onewindow_model::id::{CaseId, PersonId};

use super::{AppState, Audience};
use crate::errors::WebError;
use crate::page::{Page, Visit};
use crate::session::{Session, SessionState, TokenHash};

/// A signed-in person. Others go to the sign-in page and come back.
pub struct Citizen {
    /// The frame of the page.
    pub page: Page,
    /// The person, acting now.
    pub ctx: Ctx,
    /// Who.
    pub person: PersonId,
}

/// Whoever holds the slip of a case, for that case alone.
pub struct SlipHolder {
    /// The frame of the page.
    pub page: Page,
    /// The holder, acting now.
    pub ctx: Ctx,
    /// The case.
    pub case: CaseId,
}

impl Audience for Citizen {
    const NAME: &'static str = "citizen";
    const PERSONAL: bool = true;
}

impl Audience for SlipHolder {
    const NAME: &'static str = "slip-holder";
    const PERSONAL: bool = true;
}

impl FromRequestParts<AppState> for Citizen {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let session = Session::from_request_parts(parts, app).await?;
        let page = Page::from_request_parts(parts, app).await?;
        match session.data.actor {
            Actor::Person { person, .. } => {
                let ctx = app.ctx(session.data.actor);
                let page = greeted(page, session.token, &ctx, person).await;
                Ok(Citizen { page, ctx, person })
            }
            _ => Err(other_account(page.visit())),
        }
    }
}

/// The page with the person's name in its header. Without it where the look cannot be put on record.
async fn greeted(page: Page, session: TokenHash, ctx: &Ctx, person: PersonId) -> Page {
    let names = &page.site.names;
    let name = match names.get(session, ctx.now) {
        Some(name) => name,
        None if !page.visit().reads || page.visit().is_api() => return page,
        None => match parties::open_own(ctx, person).await {
            Ok(own) => {
                names.keep(session, &own.identity.name, ctx.now);
                own.identity.name
            }
            Err(_) => return page,
        },
    };
    page.known_as(name, "")
}

impl FromRequestParts<AppState> for SlipHolder {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let page = Page::from_request_parts(parts, app).await?;
        let actor = match page.visit().session() {
            SessionState::Live(session) => session.data.actor.clone(),
            SessionState::None => return Err(WebError::slip_again()),
            SessionState::Unknown => {
                return Err(WebError::unavailable("sessions cannot be read"));
            }
        };
        match actor {
            Actor::SlipHolder { case } => Ok(SlipHolder { page, ctx: app.ctx(actor), case }),
            _ => Err(WebError::slip_again()),
        }
    }
}

/// Whoever fills an application in: the person, or the clerk who opened it at a window.
pub struct Filler {
    /// The frame of the page.
    pub page: Page,
    /// The person or the clerk, acting now.
    pub ctx: Ctx,
    /// Whether it is a clerk at a window.
    pub clerk: bool,
}

impl Audience for Filler {
    const NAME: &'static str = "filler";
    const PERSONAL: bool = true;
}

impl FromRequestParts<AppState> for Filler {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let session = Session::from_request_parts(parts, app).await?;
        match session.data.actor {
            Actor::Officer(_) => {
                let staff = super::Staff::from_request_parts(parts, app).await?;
                Ok(Filler { page: staff.page, ctx: staff.ctx, clerk: true })
            }
            _ => {
                let citizen = Citizen::from_request_parts(parts, app).await?;
                Ok(Filler { page: citizen.page, ctx: citizen.ctx, clerk: false })
            }
        }
    }
}

/// Whoever may move the appointment of a case: the person, or the holder of its slip.
pub enum Booker {
    /// Signed in.
    Citizen(Citizen),
    /// With the slip.
    SlipHolder(SlipHolder),
}

impl Audience for Booker {
    const NAME: &'static str = "booker";
    const PERSONAL: bool = true;
}

impl FromRequestParts<AppState> for Booker {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let page = Page::from_request_parts(parts, app).await?;
        match page.visit().session() {
            SessionState::Live(session)
                if matches!(session.data.actor, Actor::SlipHolder { .. }) =>
            {
                SlipHolder::from_request_parts(parts, app).await.map(Booker::SlipHolder)
            }
            _ => Citizen::from_request_parts(parts, app).await.map(Booker::Citizen),
        }
    }
}

/// Signed in as somebody for whom the route is not: a page can lead to another sign-in, a program
/// learns nothing.
pub(super) fn other_account(visit: &Visit) -> WebError {
    match visit.is_api() || !visit.reads {
        true => WebError::not_found(),
        false => WebError::sign_in(&visit.path),
    }
}
