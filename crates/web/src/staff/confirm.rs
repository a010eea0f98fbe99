use askama::Template;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::staff::passkeys;
use onewindow_model::actor::Actor;
use onewindow_model::sign_in::Method;

use super::ceremony::{self, Ceremony, answered, asked, refused};
use super::sign_in::onward;
use crate::audience::Official;
use crate::edge::scripted;
use crate::errors::{Unsaved, WebError};
use crate::forms::{Problem, StrictForm};
use crate::page::{Page, STAFF_CONFIRM};
use crate::portal::params::Params;
use crate::session::prove_again;

#[derive(Template)]
#[template(path = "staff/confirm.html")]
struct ConfirmPage {
    page: Page,
    lead: String,
    typed: Option<String>,
    back_to: String,
    ask: Option<Ceremony>,
}

/// `GET /staff/confirm`: asks the official who is signed in whether they are still there. Nothing of
/// what the desk showed stands on the page.
pub(super) async fn form(official: Official, params: Params) -> Result<Response, WebError> {
    let typed = Unsaved::said(params.get("typed"));
    let typed = typed.map(|key| official.page.t(&format!("staff-confirm-typed-{key}")));
    page(official, params.get("return"), typed, Vec::new()).await
}

async fn page(
    official: Official,
    back_to: &str,
    typed: Option<String>,
    problems: Vec<Problem>,
) -> Result<Response, WebError> {
    let back_to = onward(back_to);
    if official.session.data.method != Method::Passkey {
        // Whoever came in without a passkey has none to show.
        return Ok(Redirect::to(&back_to).into_response());
    }
    let locked = official.is_locked();
    let Official { page, ctx, .. } = official;
    let browser = page.visit().form_secret.browser();
    let (options, unready) = asked(&page, passkeys::ask_confirm(&ctx, &browser).await)?;
    let what = if locked { "locked" } else { "confirm" };
    let button = page.t(&format!("staff-{what}-button"));
    let ask =
        options.map(|options| Ceremony { action: STAFF_CONFIRM, kind: "get", options, button });
    let lead = page.t(&format!("staff-{what}-lead"));
    let typed = unready.or(typed);
    let page = page.title(if locked { "staff-locked-title" } else { "staff-confirm-title" });
    let page = page.problems(problems);
    Ok(scripted(page.show(|page| ConfirmPage { page, lead, typed, back_to, ask })))
}

/// `POST /staff/confirm`: the same session goes on under a new token.
pub(super) async fn answer(official: Official, form: StrictForm) -> Result<Response, WebError> {
    let form = form.read(&answered().one("return", 2_000))?;
    let browser = official.page.visit().form_secret.browser();
    let problem = match ceremony::given(&official.page, &form) {
        Err(problem) => problem,
        Ok(answer) => match passkeys::confirm(&official.ctx, &browser, answer).await {
            Ok(proved) => {
                let actor = Actor::Officer(proved.officer);
                let visit = official.page.visit();
                let cookie = prove_again(visit, &official.session, actor, Method::Passkey).await?;
                let mut response = Redirect::to(&onward(form.get("return"))).into_response();
                response.headers_mut().insert(SET_COOKIE, cookie);
                return Ok(response);
            }
            Err(error) => refused(&official.page, "", error)?,
        },
    };
    page(official, form.get("return"), None, vec![problem]).await
}
