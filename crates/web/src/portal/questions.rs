use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_model::service::Question;

use super::params::Params;
use super::situation::{CHANGE, GO_ON, Given, THIS};
use crate::audience::Public;
use crate::errors::WebError;
use crate::forms::Problem;
use crate::l10n::{Args, Words};
use crate::page::Page;
use crate::show::{Ask, Raw, Show};

#[derive(Template)]
#[template(path = "portal/questions.html")]
struct Questions {
    page: Page,
    service: Words,
    action: String,
    ask: Ask,
    hidden: Vec<(String, String)>,
    progress: String,
    result: Option<String>,
}

/// `GET /services/{id}/questions`: the next situation question that still matters, one to a page.
/// The answers stand in the address, so "back" works and nothing is stored.
pub(super) async fn questions(
    public: Public,
    Path(id): Path<String>,
    params: Params,
) -> Result<Response, WebError> {
    let Public { page, ctx } = public;
    let current = ctx.app.catalogue.current();
    let service = current.newest(&id).ok_or_else(WebError::not_found)?;
    let mut given = Given::read(&current, &service, ctx.today(), &params);
    let show = Show::new(page.l, &current);
    let go_on = !params.get(GO_ON).is_empty();
    if let Some(question) = service.question_for(params.get(THIS)) {
        let typed = |name: &str| params.get(name).chars().take(200).collect::<String>();
        let raw = Raw::collect(&question.fact, typed);
        return Ok(match show.read_answer(&service, question, &raw, ctx.today()) {
            Ok(value) => {
                given.answer(&question.fact, value);
                Redirect::to(&onward(&given, go_on)).into_response()
            }
            Err(text) => ask(page, &given, question, &raw, Some(text), go_on),
        });
    }
    let again = service.question_for(params.get(CHANGE));
    let Some(question) = again.or_else(|| given.next()) else {
        return Ok(Redirect::to(&given.href("checklist", &[])).into_response());
    };
    let raw = given.answers.get(&question.fact).map(Raw::of).unwrap_or_default();
    Ok(ask(page, &given, question, &raw, None, go_on))
}

/// Where to go after an answer: to the next question, or to the result. Somebody whom the answers
/// rule out hears it at once and is not asked on, unless they want to be.
fn onward(given: &Given<'_>, go_on: bool) -> String {
    let ruled_out = given.situation().failing().next().is_some();
    match given.next() {
        Some(_) if go_on => given.href("questions", &[(GO_ON, "yes")]),
        Some(_) if !ruled_out => given.href("questions", &[]),
        _ => given.href("checklist", &[]),
    }
}

fn ask(
    page: Page,
    given: &Given<'_>,
    question: &Question,
    raw: &Raw,
    error: Option<String>,
    go_on: bool,
) -> Response {
    let show = Show::new(page.l, given.current);
    let service = given.service;
    let fact = question.fact.as_str();
    let id = show.ask_id(service, fact);
    let problems: Vec<_> = error.iter().map(|text| Problem::new(&id, text)).collect();
    let mut hidden = given.pairs(Some(fact));
    hidden.push((THIS.to_owned(), fact.to_owned()));
    if go_on {
        hidden.push((GO_ON.to_owned(), "yes".to_owned()));
    }
    let result = (!given.answers.is_empty()).then(|| given.href("checklist", &[]));
    let title = show.question(service, fact).text;
    page.titled(title).back(back(given, fact)).problems(problems).public().show(|page| Questions {
        service: page.l.words(&service.name),
        action: format!("/services/{}/questions", service.id),
        ask: show.ask(service, question, raw, error),
        hidden,
        progress: progress(&show, given, fact),
        result,
        page,
    })
}

/// The question before, or the page of the service.
fn back(given: &Given<'_>, fact: &str) -> String {
    let before = given.in_order().take_while(|(question, _)| question.fact != fact).last();
    match before {
        Some((question, _)) => given.href("questions", &[(CHANGE, &question.fact)]),
        None => format!("/services/{}", given.service.id),
    }
}

/// Which question this is, of how many at most.
fn progress(show: &Show<'_>, given: &Given<'_>, fact: &str) -> String {
    let questions = given.situation().questions;
    let at = questions.iter().position(|question| question.fact == fact).map_or(1, |at| at + 1);
    show.l.ta("questions-progress", &Args::new().with("at", at).with("most", questions.len()))
}
