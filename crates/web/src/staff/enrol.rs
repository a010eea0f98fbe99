use askama::Template;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::AppError;
use onewindow_app::staff::enrolment;
use onewindow_model::actor::Actor;
use onewindow_model::reference::{EnrolmentCode, ReferenceError};
use onewindow_model::sign_in::Method;

use super::PASSKEY;
use super::ceremony::{self, Ceremony, answered, name_field, refused};
use crate::audience::Public;
use crate::edge::scripted;
use crate::errors::WebError;
use crate::forms::{Field, FormSpec, Problem, StrictForm};
use crate::l10n::Words;
use crate::page::{DESK, Page, STAFF_ENROL, STAFF_SIGN_IN};
use crate::session::sign_in;
use crate::show::Show;

#[derive(Template)]
#[template(path = "staff/enrol.html")]
struct EnrolPage {
    page: Page,
    code: Field,
}

#[derive(Template)]
#[template(path = "staff/enrol_passkey.html")]
struct PasskeyPage {
    page: Page,
    rows: Vec<(String, Words)>,
    name: Field,
    ask: Ceremony,
}

/// `GET /staff/enrol`: the code is typed here. It is no part of an address, which proxies and
/// browsers write down.
pub(super) async fn form(public: Public) -> Response {
    ask(public.page, "", Vec::new())
}

fn ask(page: Page, typed: &str, problems: Vec<Problem>) -> Response {
    let code = Field::new("code", page.t("staff-enrol-code"))
        .hint(page.t("staff-enrol-code-hint"))
        .length(20, 40)
        .exact()
        .typing("text", "", "one-time-code")
        .value(typed)
        .error(Problem::of(&problems, "code"));
    let page = page.title("staff-enrol-title").back(STAFF_SIGN_IN).problems(problems);
    page.show(|page| EnrolPage { page, code })
}

/// `POST /staff/enrol`: a code is brought.
pub(super) async fn bring(public: Public, form: StrictForm) -> Result<Response, WebError> {
    let Public { page, ctx } = public;
    let form = form.read(&FormSpec::new().one("code", 200))?;
    let typed = form.get("code");
    let browser = page.visit().form_secret.browser();
    let problem = match typed.parse::<EnrolmentCode>() {
        Err(slip) => Problem::new("code", page.t(slipped(slip))),
        Ok(code) => match enrolment::begin(&ctx, &browser, &code).await {
            Ok(()) => return Ok(Redirect::to(PASSKEY).into_response()),
            Err(error) => refused(&page, "code", error)?,
        },
    };
    Ok(ask(page, typed, vec![problem]))
}

fn slipped(slip: ReferenceError) -> &'static str {
    match slip {
        ReferenceError::Length => "staff-enrol-code-length",
        ReferenceError::Character | ReferenceError::Check => "staff-enrol-code-slip",
    }
}

/// `GET /staff/enrol/passkey`: asks whoever brought a code for a passkey.
pub(super) async fn passkey(public: Public) -> Result<Response, WebError> {
    registering(public, None, Vec::new()).await
}

async fn registering(
    public: Public,
    name: Option<&str>,
    problems: Vec<Problem>,
) -> Result<Response, WebError> {
    let Public { page, ctx } = public;
    let browser = page.visit().form_secret.browser();
    let begun = match enrolment::begun(&ctx, &browser).await {
        Ok(begun) => begun,
        // Too late, or nobody brought a code in this browser.
        Err(AppError::Passkey(_)) if problems.is_empty() => {
            return Ok(Redirect::to(STAFF_ENROL).into_response());
        }
        Err(AppError::Passkey(_)) => return Ok(ask(page, "", problems)),
        Err(error) => return Err(error.into()),
    };
    let current = ctx.app.catalogue.current();
    let official = begun.official;
    let organisation = Show::new(page.l, &current).authority(&official.officer.organisation);
    let rows = vec![
        (page.t("staff-enrol-name"), official.name.into()),
        (page.t("staff-enrol-login"), official.login.into()),
        (page.t("staff-enrol-organisation"), organisation),
    ];
    let field = name_field(&page, 0);
    let field = match name {
        Some(name) => field.value(name),
        None => field,
    };
    let button = page.t("passkey-make");
    let ask = Ceremony { action: PASSKEY, kind: "create", options: begun.options, button };
    let page = page.title("staff-enrol-passkey-title").back(STAFF_ENROL).problems(problems);
    Ok(scripted(page.show(|page| PasskeyPage { page, rows, name: field, ask })))
}

/// `POST /staff/enrol/passkey`: registers it, and signs its owner in.
pub(super) async fn register(public: Public, form: StrictForm) -> Result<Response, WebError> {
    let form = form.read(&answered().one("name", 200))?;
    let browser = public.page.visit().form_secret.browser();
    let name = form.get("name");
    let problem = match ceremony::given(&public.page, &form) {
        Err(problem) => problem,
        Ok(answer) => match enrolment::finish(&public.ctx, &browser, name, answer).await {
            Ok(official) => {
                let actor = Actor::Officer(official.officer);
                let cookie = sign_in(public.page.visit(), actor, Method::Passkey).await?;
                let mut response = Redirect::to(DESK).into_response();
                response.headers_mut().insert(SET_COOKIE, cookie);
                return Ok(response);
            }
            Err(error) => refused(&public.page, "", error)?,
        },
    };
    registering(public, Some(name), vec![problem]).await
}
