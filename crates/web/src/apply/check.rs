//! All answers on one page, with everything that is wrong, before they are sent.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use onewindow_model::application::{Place, Problem, ProblemCode};

use super::draft::{Draft, Refusal, Whose};
use super::stop::Answer;
use super::supplied::supplied;
use super::walk::{Spot, State, Stop, Walk};
use crate::audience::Filler;
use crate::forms::{Choice, Choices, Problem as Shown};
use crate::l10n::Words;
use crate::page::Page;

#[derive(Template)]
#[template(path = "apply/check.html")]
struct Check {
    page: Page,
    whose: Whose,
    groups: Vec<Group>,
    unqualified: Vec<Refusal>,
    missing: usize,
    cost: Option<String>,
    declare: Choices,
    submit: String,
}

/// The answers of one part.
struct Group {
    title: String,
    lines: Vec<Line>,
}

/// One answer.
pub(super) struct Line {
    /// The id of its row; a problem in the summary leads to its page, and this is beside it.
    id: String,
    key: Words,
    value: Words,
    change: String,
    problem: Option<String>,
    note: Option<String>,
}

/// `GET /apply/{draft}/check`: everything that is going to be sent.
pub(super) async fn get(filler: Filler, Path(id): Path<String>) -> Answer {
    let draft = Draft::open(filler, &id).await?;
    Ok(page(draft, &[], false))
}

/// The page; with what submitting found, and whether the declaration was ticked, if it was tried.
pub(super) fn page(draft: Draft, found: &[Problem], ticked: bool) -> Response {
    let walk = Walk::of(&draft);
    let show = draft.show();
    let l = draft.page.l;
    let groups = [
        ("apply-task-situation", lines(&draft, &walk, |spot| matches!(spot, Spot::Fact(_)))),
        ("apply-task-form", lines(&draft, &walk, |spot| matches!(spot, Spot::Field(_)))),
        ("apply-task-papers", lines(&draft, &walk, |spot| matches!(spot, Spot::Evidence(_)))),
        ("booking-part", lines(&draft, &walk, |spot| matches!(spot, Spot::Slot))),
    ];
    let groups = groups
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(key, lines)| Group { title: l.t(key), lines })
        .collect();
    let problems: Vec<_> = found.iter().map(|problem| shown(&draft, problem)).collect();
    let declared = problems.iter().find(|problem| problem.id == "declared");
    let unqualified = draft.refusals(&walk.problems);
    let situation = draft.situation();
    let cost = (situation.cents() > 0).then(|| show.money(situation.cents()));
    let mut tick = Choice::new("yes", Words::from(l.t(declaration(&draft))));
    tick.chosen = ticked;
    let declare = Choices::new("declared", l.t("apply-declare"), vec![tick])
        .error(declared.map(|problem| problem.text.clone()));
    let missing = walk.stops.iter().filter(|stop| stop.state.is_open()).count();
    let (whose, submit, back) = (draft.whose(), draft.path("/submit"), draft.path(""));
    let frame = draft.page.title("apply-check-title").back(back).problems(problems);
    frame.show(|page| Check { page, whose, groups, unqualified, missing, cost, declare, submit })
}

fn declaration(draft: &Draft) -> &'static str {
    match (draft.clerk, draft.own()) {
        (true, _) => "apply-declare-clerk",
        (_, true) => "apply-declare-own",
        _ => "apply-declare-for",
    }
}

/// A problem in the summary; it leads to the page where it is mended.
fn shown(draft: &Draft, problem: &Problem) -> Shown {
    let to = |spot: Spot| format!("{}?from=check", draft.path(&spot.path()));
    let id = match &problem.place {
        Place::Fact(id) => to(Spot::Fact(id.clone())),
        Place::Field(id) => to(Spot::Field(id.clone())),
        Place::Evidence(id) => to(Spot::Evidence(id.clone())),
        Place::Slot => to(Spot::Slot),
        Place::Declaration => "declared".to_owned(),
        Place::Requirement(_) | Place::Applicant => "unqualified".to_owned(),
    };
    let text = match problem.place {
        Place::Declaration => draft.page.l.t("problem-not-declared"),
        _ => draft.show().problem_at(&draft.view.service, problem),
    };
    Shown::new(id, text)
}

fn lines(draft: &Draft, walk: &Walk, mine: impl Fn(&Spot) -> bool) -> Vec<Line> {
    let stops = walk.stops.iter().filter(|stop| mine(&stop.spot));
    stops.map(|stop| line(draft, stop)).collect()
}

fn line(draft: &Draft, stop: &Stop) -> Line {
    let (show, l) = (draft.show(), draft.page.l);
    let service = &draft.view.service;
    let content = &draft.view.content;
    let value = match &stop.spot {
        Spot::Fact(id) => content
            .answers
            .get(id)
            .map_or_else(Words::default, |value| show.answer(service, id, value)),
        Spot::Field(id) => match (service.field_named(id), content.values.get(id)) {
            (Some(field), Some(value)) => show.value(field, value.trim()),
            _ => Words::default(),
        },
        Spot::Evidence(id) => supplied(draft, id).into(),
        Spot::Slot => content
            .slot
            .as_ref()
            .map_or_else(Words::default, |slot| show.slot_and_office(slot).into()),
    };
    let paper = matches!(stop.spot, Spot::Evidence(_));
    let problem = match &stop.state {
        State::Open if paper => Some(l.t("problem-paper-missing")),
        State::Open if required(draft, &stop.spot) => Some(show.problem(&ProblemCode::Missing)),
        State::Wrong(code) => Some(show.problem(code)),
        _ => None,
    };
    let known = stop.state == State::Known && !paper;
    Line {
        id: stop.spot.path().replace('/', "-").trim_start_matches('-').to_owned(),
        key: show.problem_place(service, &stop.spot.place()),
        value,
        change: format!("{}?from=check", draft.path(&stop.spot.path())),
        problem,
        note: known.then(|| l.t("apply-known-check")),
    }
}

fn required(draft: &Draft, spot: &Spot) -> bool {
    match spot {
        Spot::Field(id) => draft.view.service.field_named(id).is_some_and(|field| field.required),
        _ => true,
    }
}
