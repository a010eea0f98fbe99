use askama::Template;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::staff::passkeys;
use onewindow_model::actor::Actor;
use onewindow_model::sign_in::Method;

use super::ceremony::{self, Ceremony, answered, asked, refused};
use crate::audience::Public;
use crate::edge::scripted;
use crate::errors::{Unsaved, WebError};
use crate::forms::{Problem, StrictForm};
use crate::page::{DESK, LocalPath, Page, SIGN_IN, STAFF_SIGN_IN};
use crate::portal::params::Params;
use crate::session::sign_in;

#[derive(Template)]
#[template(path = "staff/sign_in.html")]
struct SignInPage {
    page: Page,
    back_to: String,
    typed: Option<String>,
    ask: Option<Ceremony>,
}

/// `GET /staff/sign-in`: asks for a passkey. `?return=` is where it goes on.
pub(super) async fn form(public: Public, params: Params) -> Result<Response, WebError> {
    let typed = Unsaved::said(params.get("typed"));
    let typed = typed.map(|key| public.page.t(&format!("sign-in-typed-{key}")));
    page(public, params.get("return"), typed, Vec::new()).await
}

async fn page(
    public: Public,
    back_to: &str,
    typed: Option<String>,
    problems: Vec<Problem>,
) -> Result<Response, WebError> {
    let Public { page, ctx } = public;
    let browser = page.visit().form_secret.browser();
    let options = passkeys::ask_sign_in(&ctx, &browser).await;
    let (options, unready) = asked(&page, options)?;
    let button = page.t("staff-sign-in-button");
    let ask =
        options.map(|options| Ceremony { action: STAFF_SIGN_IN, kind: "get", options, button });
    let back_to = onward(back_to);
    let typed = unready.or(typed);
    let page = page.title("staff-sign-in-title").back(SIGN_IN).problems(problems);
    Ok(scripted(page.show(|page| SignInPage { page, back_to, typed, ask })))
}

/// `POST /staff/sign-in`: whose passkey it is.
pub(super) async fn answer(public: Public, form: StrictForm) -> Result<Response, WebError> {
    let form = form.read(&answered().one("return", 2_000))?;
    let browser = public.page.visit().form_secret.browser();
    let problem = match ceremony::given(&public.page, &form) {
        Err(problem) => problem,
        Ok(answer) => match passkeys::sign_in(&public.ctx, &browser, answer).await {
            Ok(official) => {
                let actor = Actor::Officer(official.officer);
                let cookie = sign_in(public.page.visit(), actor, Method::Passkey).await?;
                let mut response = Redirect::to(&onward(form.get("return"))).into_response();
                response.headers_mut().insert(SET_COOKIE, cookie);
                return Ok(response);
            }
            Err(error) => refused(&public.page, "", error)?,
        },
    };
    page(public, form.get("return"), None, vec![problem]).await
}

/// Where an official goes on: the desk, what they fill in at a window, or what was kept of a form.
pub(super) fn onward(back_to: &str) -> String {
    let theirs = |path: &LocalPath| {
        ["/desk", "/apply", "/staff"].iter().any(|start| path.as_str().starts_with(start))
    };
    let path = LocalPath::parse(back_to).filter(theirs);
    path.map_or_else(|| DESK.to_owned(), |path| path.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::onward;

    #[test]
    fn officials_go_on_where_officials_work() {
        assert_eq!(onward("/desk/cases/1"), "/desk/cases/1");
        assert_eq!(onward("/apply/1/situation/x"), "/apply/1/situation/x");
        for other in ["", "/account", "//evil.example/desk", "https://evil.example", "/\\desk"] {
            assert_eq!(onward(other), "/desk", "{other}");
        }
    }
}
