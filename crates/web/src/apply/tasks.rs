//! The list of what there is to do: where one starts, and comes back to.

use askama::Template;
use axum::extract::Path;

use super::draft::{Draft, Refusal, Whose};
use super::stop::Answer;
use super::walk::{Spot, State, Stop, Walk};
use crate::audience::Filler;
use crate::l10n::Args;
use crate::lists::Task;
use crate::page::Page;

#[derive(Template)]
#[template(path = "apply/tasks.html")]
struct Tasks {
    page: Page,
    whose: Whose,
    saved: String,
    unqualified: Vec<Refusal>,
    parts: Vec<Task>,
    papers: Vec<Task>,
    papers_open: bool,
    last: Vec<Task>,
    go_on: String,
    started: bool,
    ready: bool,
    delete: String,
    service: String,
}

/// `GET /apply/{draft}`: what there is to do, and how far it is.
pub(super) async fn get(filler: Filler, Path(id): Path<String>) -> Answer {
    let draft = Draft::open(filler, &id).await?;
    let walk = Walk::of(&draft);
    let go_on = match walk.first_open() {
        Some(spot) => draft.path(&spot.path()),
        None => draft.path("/check"),
    };
    let service = &draft.view.service;
    let unqualified = draft.refusals(&walk.problems);
    let l = draft.page.l;
    let saved = l.time(draft.view.draft.updated_at, &draft.page.site.zone);
    let parts = vec![part(&draft, &walk, Part::Situation), part(&draft, &walk, Part::Form)];
    let papers = papers(&draft, &walk);
    let started = walk.stops.iter().any(|stop| !matches!(stop.state, State::Open | State::Known));
    let whose = draft.whose();
    let (delete, about) = (draft.path("/delete"), format!("/services/{}", service.id));
    let title = l.words(&service.name).text;
    let home = if draft.clerk { crate::page::DESK } else { crate::page::ACCOUNT };
    let last = slot(&draft, &walk).into_iter().chain([check(&draft, &walk)]).collect();
    let ready = walk.first_open().is_none();
    let papers_open = walk.open_question().is_some();
    Ok(draft.page.titled(title).back(home).show(|page| Tasks {
        page,
        whose,
        saved,
        unqualified,
        parts: parts.into_iter().flatten().collect(),
        papers,
        papers_open,
        last,
        go_on,
        started,
        ready,
        delete,
        service: about,
    }))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Situation,
    Form,
}

/// One line for all questions of a part: it leads to the first that is open.
fn part(draft: &Draft, walk: &Walk, part: Part) -> Option<Task> {
    let mine = |stop: &&Stop| match part {
        Part::Situation => matches!(stop.spot, Spot::Fact(_)),
        Part::Form => matches!(stop.spot, Spot::Field(_)),
    };
    let stops: Vec<_> = walk.stops.iter().filter(mine).collect();
    let first = stops.iter().find(|stop| stop.state.is_open()).or(stops.first())?;
    let l = draft.page.l;
    let done = stops.iter().filter(|stop| !stop.state.is_open()).count();
    let known = stops.iter().filter(|stop| stop.state == State::Known).count();
    let wrong = stops.iter().any(|stop| matches!(stop.state, State::Wrong(_)));
    let counts = Args::new().with("done", done).with("of", stops.len());
    let (status, colour) = match (done == stops.len(), wrong, done) {
        (true, ..) => (l.t("apply-state-done"), ""),
        (_, true, _) => (l.t("apply-state-wrong"), "red"),
        (_, _, 0) => (l.t("apply-state-open"), "teal"),
        _ => (l.ta("apply-state-part", &counts), "yellow"),
    };
    let hint = match (part, known) {
        (Part::Situation, _) => Some(l.t("apply-task-situation-hint").into()),
        (Part::Form, 0) => None,
        (Part::Form, known) => Some(l.t1("apply-task-form-known", "known", known).into()),
    };
    let key = match part {
        Part::Situation => "apply-task-situation",
        Part::Form => "apply-task-form",
    };
    let href = Some(draft.path(&first.spot.path()));
    Some(Task { name: l.t(key).into(), hint, href, status, colour })
}

/// Every material on a line of its own: it is what people have to go and find.
fn papers(draft: &Draft, walk: &Walk) -> Vec<Task> {
    let service = &draft.view.service;
    let papers = walk.stops.iter().filter_map(|stop| match &stop.spot {
        Spot::Evidence(id) => Some((stop, service.evidence_named(id)?)),
        _ => None,
    });
    papers
        .map(|(stop, paper)| {
            let (key, colour) = match stop.state {
                State::Open | State::Left => ("apply-paper-open", "teal"),
                State::Wrong(_) => ("apply-state-wrong", "red"),
                State::Known => ("apply-paper-fetched", "green"),
                State::Later => ("apply-paper-later", "yellow"),
                State::Done => ("apply-state-done", ""),
            };
            Task {
                name: draft.page.l.words(&paper.name),
                hint: None,
                href: Some(draft.path(&stop.spot.path())),
                status: draft.page.l.t(key),
                colour,
            }
        })
        .collect()
}

/// The appointment, for a service to book.
fn slot(draft: &Draft, walk: &Walk) -> Option<Task> {
    let stop = walk.stops.iter().find(|stop| stop.spot == Spot::Slot)?;
    let (show, l) = (draft.show(), draft.page.l);
    let (key, colour) = match stop.state {
        State::Done => ("apply-state-done", ""),
        State::Wrong(_) => ("apply-state-wrong", "red"),
        _ => ("apply-state-open", "teal"),
    };
    let chosen = draft.view.content.slot.as_ref();
    let hint = chosen.map(|slot| show.slot_and_office(slot).into());
    let href = Some(draft.path(&stop.spot.path()));
    Some(Task { name: l.t("booking-part").into(), hint, href, status: l.t(key), colour })
}

fn check(draft: &Draft, walk: &Walk) -> Task {
    let l = draft.page.l;
    let ready = walk.first_open().is_none();
    let (key, colour) =
        if ready { ("apply-state-ready", "teal") } else { ("apply-state-not-yet", "") };
    // Looking at all answers at once is of use at any time.
    let href = Some(draft.path("/check"));
    Task { name: l.t("apply-task-check").into(), hint: None, href, status: l.t(key), colour }
}
