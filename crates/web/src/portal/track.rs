use askama::Template;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::{AppError, slips};
use onewindow_model::actor::Actor;
use onewindow_model::case::SLIP_DAYS;
use onewindow_model::reference::{CaseNumber, ClaimCode, ReferenceError};
use onewindow_model::sign_in::Method;

use super::params::Params;
use crate::audience::Public;
use crate::errors::WebError;
use crate::forms::{Field, FormSpec, Problem, StrictForm};
use crate::page::Page;
use crate::session::sign_in;

#[derive(Template)]
#[template(path = "portal/track.html")]
struct Track {
    page: Page,
    number: Field,
    code: Field,
    again: bool,
}

/// Where the holder of a slip follows the case.
pub(crate) const CASE: &str = "/track/case";

/// `GET /track`: asks for number and code of a receipt slip. `?number=`, as in the slip's QR code,
/// fills in the number; the code is never part of an address.
pub(super) async fn form(public: Public, params: Params) -> Response {
    let number: String = params.get("number").chars().take(40).collect();
    let again = !params.get("again").is_empty();
    form_page(public.page, again, [&number, ""], Vec::new())
}

fn form_page(
    page: Page,
    again: bool,
    [number, code]: [&str; 2],
    problems: Vec<Problem>,
) -> Response {
    let beside = |id: &str| Problem::of(&problems, id);
    let (number_error, code_error) = (beside("number"), beside("code"));
    page.title("track-title").back("/").problems(problems).show(|page| Track {
        number: Field::new("number", page.t("track-number"))
            .hint(page.t("track-number-hint"))
            .value(number)
            .error(number_error)
            .length(20, 40)
            .exact(),
        code: Field::new("code", page.t("track-code"))
            .hint(page.t("track-code-hint"))
            .value(code)
            .error(code_error)
            .typing("text", "", "off")
            .length(20, 40)
            .exact(),
        again,
        page,
    })
}

/// `POST /track`: number and code together open the case for this browser. A wrong number and a
/// wrong code look alike.
pub(super) async fn follow(public: Public, form: StrictForm) -> Result<Response, WebError> {
    let Public { page, ctx } = public;
    let form = form.read(&FormSpec::new().one("number", 60).one("code", 60))?;
    let number = form.get("number").parse::<CaseNumber>();
    let code = form.get("code").parse::<ClaimCode>();
    let (number, code) = match (number, code) {
        (Ok(number), Ok(code)) => (number, code),
        (number, code) => {
            let slips = [("number", number.err()), ("code", code.err())];
            let problem = |(id, error): (&str, Option<ReferenceError>)| {
                error.map(|error| Problem::new(id, page.t(slip_key(id, error, form.get(id)))))
            };
            let problems = slips.into_iter().filter_map(problem).collect();
            return Ok(form_page(page, false, [form.get("number"), form.get("code")], problems));
        }
    };
    match slips::claim(&ctx, &number, &code).await {
        Ok(case) => {
            let cookie = sign_in(page.visit(), Actor::SlipHolder { case }, Method::Slip).await?;
            let mut response = Redirect::to(CASE).into_response();
            response.headers_mut().insert(SET_COOKIE, cookie);
            Ok(response)
        }
        Err(AppError::NotFound) => {
            let problems = vec![Problem::new("number", page.t("track-unknown"))];
            Ok(form_page(page, false, [form.get("number"), form.get("code")], problems))
        }
        // Said only to whoever has the right code: everybody else hears that nothing fits.
        Err(AppError::Denied(denial)) if denial.as_str() == "slip-ended" => {
            let problems = vec![Problem::new("number", page.t1("track-ended", "days", SLIP_DAYS))];
            Ok(form_page(page, false, [form.get("number"), ""], problems))
        }
        Err(error) => Err(error.into()),
    }
}

fn slip_key(id: &str, error: ReferenceError, typed: &str) -> &'static str {
    match (id, error) {
        ("number", _) if typed.is_empty() => "track-number-missing",
        (_, _) if typed.is_empty() => "track-code-missing",
        ("number", ReferenceError::Length) => "track-number-length",
        (_, ReferenceError::Length) => "track-code-length",
        (_, ReferenceError::Character) => "track-character",
        (_, ReferenceError::Check) => "track-slip",
    }
}
