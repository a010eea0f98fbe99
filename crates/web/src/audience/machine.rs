//! Routes for programs of agencies.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use onewindow_app::{Ctx, clients};
use onewindow_model::actor::Scope;

use super::{AppState, Audience};
use crate::errors::WebError;
use crate::page::Page;

/// A program of an agency, with a token that is good for the work list of its authority.
pub struct WorkMachine {
    /// The frame of the page.
    pub page: Page,
    /// The program, acting now.
    pub ctx: Ctx,
}

impl Audience for WorkMachine {
    const NAME: &'static str = "machine";
    const PERSONAL: bool = true;
    const SCOPE: Option<Scope> = Some(Scope::Work);
}

impl FromRequestParts<AppState> for WorkMachine {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let ctx = machine(app, parts, Scope::Work).await?;
        let page = Page::from_request_parts(parts, app).await?;
        Ok(WorkMachine { page, ctx })
    }
}

/// The program of a token (RFC 6750), if that is good for this.
async fn machine(app: &AppState, parts: &Parts, scope: Scope) -> Result<Ctx, WebError> {
    let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let bearer = header.and_then(|header| header.split_once(' '));
    let bearer = bearer.filter(|(kind, _)| kind.eq_ignore_ascii_case("bearer"));
    let Some((_, token)) = bearer else { return Err(WebError::bad_token()) };
    let known = clients::caller(app, token.trim()).await?;
    let (actor, scopes) = known.ok_or_else(WebError::bad_token)?;
    match scopes.contains(&scope) {
        true => Ok(app.ctx(actor)),
        false => Err(WebError::narrow_token(scope.as_str())),
    }
}
