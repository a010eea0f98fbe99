//! The page that asks one thing, and where it leads.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;

use super::draft::{Draft, Whose};
use super::walk::{Spot, Walk};
use crate::forms::Problem;
use crate::l10n::Words;
use crate::page::Page;
use crate::show::Ask;

/// Where a page was come to from.
#[derive(Deserialize, Default)]
pub(super) struct From {
    /// `check` for the page that shows all answers.
    from: Option<String>,
}

impl From {
    /// Whether to go back to all answers.
    pub fn check(&self) -> bool {
        self.from.as_deref() == Some("check")
    }

    /// As where it says so.
    pub fn of(check: bool) -> From {
        From { from: check.then(|| "check".to_owned()) }
    }

    /// What keeps it in an address.
    pub fn query(&self) -> &'static str {
        if self.check() { "?from=check" } else { "" }
    }
}

/// The extractor of it.
pub(super) type Came = Query<From>;

#[derive(Template)]
#[template(path = "apply/question.html")]
struct QuestionPage {
    page: Page,
    whose: Whose,
    part: String,
    ask: Ask,
    action: String,
    known: Option<String>,
    optional: bool,
    why: Option<Words>,
}

/// What a page that asks one thing shows.
pub(super) struct Asked {
    /// Which page it is.
    pub spot: Spot,
    /// The question.
    pub ask: Ask,
    /// The id of its first element.
    pub id: String,
    /// What is wrong with the answer.
    pub error: Option<String>,
    /// From where the answer is already known.
    pub known: Option<String>,
    /// Whether it may be left empty.
    pub optional: bool,
    /// What it is used for.
    pub why: Option<Words>,
}

/// Shows one question.
pub(super) fn show(draft: Draft, asked: Asked, from: &From) -> Response {
    let walk = Walk::of(&draft);
    let back = back(&draft, &walk, &asked.spot, from);
    let action = format!("{}{}", draft.path(&asked.spot.path()), from.query());
    let whose = draft.whose();
    let part = part(&draft, &walk, &asked.spot);
    let title = title(&asked.ask);
    let problems: Vec<_> = asked.error.iter().map(|text| Problem::new(&asked.id, text)).collect();
    draft.page.titled(title).back(back).problems(problems).show(|page| QuestionPage {
        page,
        whose,
        part,
        ask: asked.ask,
        action,
        known: asked.known,
        optional: asked.optional,
        why: asked.why,
    })
}

fn title(ask: &Ask) -> String {
    match ask {
        Ask::Line(field) | Ask::Lines(field) | Ask::List(field) => field.label.text.clone(),
        Ask::Radios(choices) => choices.legend.text.clone(),
        Ask::Day(day) => day.legend.text.clone(),
    }
}

/// "Your situation, 3 of 12".
fn part(draft: &Draft, walk: &Walk, spot: &Spot) -> String {
    let same = |other: &Spot| std::mem::discriminant(other) == std::mem::discriminant(spot);
    let peers: Vec<_> = walk.stops.iter().filter(|stop| same(&stop.spot)).collect();
    let at = peers.iter().position(|stop| stop.spot == *spot).map_or(1, |at| at + 1);
    let key = match spot {
        Spot::Fact(_) => "apply-part-situation",
        Spot::Field(_) => "apply-part-form",
        Spot::Evidence(_) | Spot::Slot => "apply-part-papers",
    };
    let args = crate::l10n::Args::new().with("at", at).with("of", peers.len().max(at));
    draft.page.l.ta(key, &args)
}

/// The page before: all answers when come from there, else the stop before, else the list.
pub(super) fn back(draft: &Draft, walk: &Walk, spot: &Spot, from: &From) -> String {
    if from.check() {
        return draft.path("/check");
    }
    let at = walk.stops.iter().position(|stop| stop.spot == *spot).unwrap_or(0);
    match at.checked_sub(1).and_then(|before| walk.stops.get(before)) {
        Some(before) => draft.path(&before.spot.path()),
        None => draft.path(""),
    }
}

/// Where to go once a page is saved. `later` is the wish to come back another time.
pub(super) fn after(draft: &Draft, spot: &Spot, from: &From, later: bool) -> String {
    let walk = Walk::of(draft);
    if later {
        return draft.path("");
    }
    let question = matches!(spot, Spot::Fact(_));
    if question && walk.unqualified().next().is_some() {
        return draft.path("");
    }
    if from.check() {
        return match walk.open_question().filter(|_| question) {
            Some(next) => format!("{}{}", draft.path(&next.path()), from.query()),
            None => draft.path("/check"),
        };
    }
    match walk.next_after(spot) {
        Some(next) => draft.path(&next.path()),
        None => draft.path("/check"),
    }
}
