//! To the identity provider and back.

use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::sign_in::{self, Begin, Came, Done, Failed};
use onewindow_model::id::PersonId;
use onewindow_model::service::steps::Assurance;
use onewindow_model::sign_in::Method;

use super::params::Params;
use super::sign_in::onward;
use crate::audience::Public;
use crate::errors::WebError;
use crate::l10n::Lang;
use crate::page::{HOME, LocalPath, Page, SIGN_IN, SIGN_IN_START, Visit};
use crate::session::{
    Session, SessionState, SessionToken, prove_again, sign_in as begin_session, sign_in_cookie,
};
use crate::show::query;

#[derive(Template)]
#[template(path = "portal/prove.html")]
struct Prove {
    page: Page,
    level: String,
    /// The way to the provider, where it can prove that level.
    onward: Option<String>,
}

#[derive(Template)]
#[template(path = "portal/sign_in_failed.html")]
struct NotSignedIn {
    page: Page,
    body: String,
    again: Option<String>,
    window: bool,
    back_to: Option<String>,
}

/// `GET /sign-in/prove`: that a service must be surer of who applies, and the way there; or the window,
/// where that level cannot be proved here.
pub(super) async fn prove(public: Public, params: Params) -> Response {
    let Public { page, ctx } = public;
    let back_to = local(params.get("return"));
    let Ok(level) = params.get("level").parse::<Assurance>() else {
        return Redirect::to(&back_to).into_response();
    };
    let onward = sign_in::can_reach(&ctx.app, level).then(|| start(&back_to, Some(level)));
    let level = page.t(&format!("assurance-{level}"));
    page.title("prove-title").show(|page| Prove { page, level, onward })
}

/// `GET /sign-in/start`: off to the identity provider. A link and no form: a form's redirect to another
/// site is stopped by our own policy.
pub(super) async fn begin(public: Public, params: Params) -> Response {
    let Public { page, ctx } = public;
    let visit = Arc::clone(page.visit());
    let site = &visit.site;
    let token = visit.sign_in.clone().unwrap_or_else(|| SessionToken::new(site.random.as_ref()));
    let back_to = local(params.get("return"));
    let level = params.get("level").parse::<Assurance>().ok();
    let begun = sign_in::begin(
        &ctx.app,
        Begin {
            browser: token.secret(),
            back_to: &back_to,
            level,
            person: level.and_then(|_| signed_in(&visit)),
            languages: languages(page.l.lang),
        },
    );
    match begun.await {
        Ok(address) => {
            let mut response = Redirect::to(&address).into_response();
            if let Some(cookie) = sign_in_cookie(Some(&token), site.secure) {
                response.headers_mut().insert(SET_COOKIE, cookie);
            }
            response
        }
        Err(failed) => not_signed_in(page, failed),
    }
}

/// `GET /sign-in/done`: back from the identity provider.
pub(super) async fn done(public: Public, params: Params) -> Result<Response, WebError> {
    let Public { page, ctx } = public;
    let visit = Arc::clone(page.visit());
    let said = |name| Some(params.get(name)).filter(|value| !value.is_empty());
    let came = Came {
        browser: visit.sign_in.as_ref().map(|token| token.secret()),
        state: params.get("state"),
        code: said("code"),
        error: said("error"),
        issuer: said("iss"),
    };
    let done = match sign_in::finish(&ctx.app, &came).await {
        Ok(done) => done,
        Err(failed) => return Ok(not_signed_in(page, failed)),
    };
    let mut response = Redirect::to(&onward(&done.actor, &done.back_to)).into_response();
    let cookie = go_on(&visit, done).await?;
    response.headers_mut().append(SET_COOKIE, cookie);
    if let Some(cookie) = sign_in_cookie(None, visit.site.secure) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}

/// The session of the same person goes on, surer than before; or a new one begins.
async fn go_on(visit: &Visit, done: Done) -> Result<axum::http::HeaderValue, WebError> {
    match visit.session() {
        SessionState::Live(session) if is_of(session, &done) => {
            prove_again(visit, session, done.actor, Method::Oidc).await
        }
        _ => begin_session(visit, done.actor, Method::Oidc).await,
    }
}

fn is_of(session: &Session, done: &Done) -> bool {
    session.data.actor.person().is_some() && session.data.actor.subject() == done.actor.subject()
}

fn signed_in(visit: &Visit) -> Option<PersonId> {
    match visit.session() {
        SessionState::Live(session) => session.data.actor.person(),
        _ => None,
    }
}

fn not_signed_in(page: Page, failed: Failed) -> Response {
    let (kind, status) = match &failed {
        Failed::NotOffered => return Redirect::to(SIGN_IN).into_response(),
        Failed::App(error) => {
            tracing::warn!(%error, "a sign-in ended");
            return WebError::unavailable("a sign-in could not be kept").into_response();
        }
        Failed::Unknown => ("unknown", StatusCode::BAD_REQUEST),
        Failed::TurnedBack { .. } => ("turned-back", StatusCode::OK),
        Failed::Silent { .. } => ("silent", StatusCode::SERVICE_UNAVAILABLE),
        Failed::Unproved { .. } => ("unproved", StatusCode::BAD_GATEWAY),
        Failed::Level { .. } => ("level", StatusCode::FORBIDDEN),
        Failed::OtherPerson => ("other-person", StatusCode::FORBIDDEN),
        Failed::Nameless => ("nameless", StatusCode::FORBIDDEN),
    };
    let body = match &failed {
        Failed::Level { needed, .. } => {
            let level = page.t(&format!("assurance-{needed}"));
            page.t1("sign-in-failed-level-body", "level", level)
        }
        _ => page.t(&format!("sign-in-failed-{kind}-body")),
    };
    let back_to = match &failed {
        Failed::TurnedBack { back_to }
        | Failed::Silent { back_to }
        | Failed::Unproved { back_to }
        | Failed::Level { back_to, .. } => Some(back_to.clone()),
        _ => None,
    };
    let level = match &failed {
        Failed::Level { needed, .. } => Some(*needed),
        _ => None,
    };
    let again = match &failed {
        Failed::Nameless => None,
        _ => Some(start(back_to.as_deref().unwrap_or(HOME), level)),
    };
    let back_to = back_to.filter(|_| page.signed != crate::page::Signed::Out);
    let window = matches!(failed, Failed::Level { .. } | Failed::Nameless | Failed::Silent { .. });
    let title = format!("sign-in-failed-{kind}-title");
    let page = page.title(&title).status(status);
    page.show(|page| NotSignedIn { page, body, again, window, back_to })
}

/// The address that leads to the provider and back to a page of ours.
pub(super) fn start(back_to: &str, level: Option<Assurance>) -> String {
    let level = level.map(|level| ("level", level.as_str()));
    format!("{SIGN_IN_START}{}", query([("return", back_to)].into_iter().chain(level)))
}

/// A page of ours; the start page in place of everything else.
fn local(path: &str) -> String {
    LocalPath::parse(path).map_or_else(|| HOME.to_owned(), |path| path.as_str().to_owned())
}

fn languages(lang: Lang) -> &'static str {
    match lang.tag() {
        "en" => "en zh-CN",
        _ => "zh-CN en",
    }
}
