//! The slot was taken by somebody else a moment ago.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use onewindow_model::booking::Slot;

use super::Choosing;
use super::chosen::value;
use super::help::Help;
use crate::apply::Whose;
use crate::forms::{Choice, Choices};
use crate::page::Page;

/// How many of the next free slots are offered.
const NEXT: usize = 6;

#[derive(Template)]
#[template(path = "booking/full.html")]
struct FullPage {
    page: Page,
    whose: Whose,
    part: String,
    slot: String,
    action: String,
    question: Option<Choices>,
    help: Option<Help>,
    all: String,
    moving: bool,
}

/// Names the slot that is gone and offers the next ones.
pub(crate) fn full_page(choosing: Choosing, slot: &Slot) -> Response {
    let (show, l) = (choosing.show(), choosing.page.l);
    let next = choosing.offer.instead_of(slot, NEXT);
    let choices = next.iter().map(|slot| {
        let choice = Choice::new(value(slot), show.slot(slot));
        match choosing.only_office() {
            Some(_) => choice,
            None => choice.hint(show.office(&slot.office)),
        }
    });
    let choices: Vec<_> = choices.collect();
    let question =
        (!choices.is_empty()).then(|| Choices::new("slot", l.t("booking-full-question"), choices));
    let help = question.is_none().then(|| Help::of(&choosing, &slot.office));
    let gone = show.slot_and_office(slot);
    let (action, all) = (choosing.path(""), choosing.office_path(&slot.office, None));
    let (whose, part, moving) = (choosing.whose.clone(), choosing.part(), choosing.moving);
    let back = choosing.back.clone();
    let page = choosing.page.title("booking-full-title").back(back).status(StatusCode::CONFLICT);
    page.show(|page| FullPage {
        page,
        whose,
        part,
        slot: gone,
        action,
        question,
        help,
        all,
        moving,
    })
}
