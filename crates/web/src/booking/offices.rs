//! Which office.

use askama::Template;
use axum::response::Response;

use super::{Choosing, framed, help};
use crate::apply::Whose;
use crate::forms::{Choice, Choices};
use crate::page::Page;

#[derive(Template)]
#[template(path = "booking/office.html")]
struct OfficePage {
    page: Page,
    whose: Whose,
    part: String,
    action: String,
    question: Choices,
}

/// Asks for the office, each with its address and its first free slot.
pub(super) fn show(choosing: Choosing, problem: Option<&str>) -> Response {
    let show = choosing.show();
    let l = choosing.page.l;
    let choices = choosing.offer.booking.offices.iter().map(|id| {
        let free = help::first_free(&choosing.offer, id);
        let free = match free {
            Some(slot) => l.t1("booking-office-free", "slot", show.slot(&slot)),
            None => l.t("booking-office-none"),
        };
        let address = choosing.current.office(id).map(|office| l.words(&office.address).text);
        let hint: Vec<_> = address.into_iter().chain([free]).collect();
        Choice::new(id, show.office(id)).hint(hint.join(" · "))
    });
    let chosen: Vec<_> = choosing.chosen.iter().map(|slot| slot.office.as_str()).collect();
    let question = Choices::new("office", l.t("booking-office-question"), choices.collect())
        .error(problem.map(|key| l.t(key)))
        .chosen(&chosen)
        .heading();
    let (part, action, whose) = (choosing.part(), choosing.path(""), choosing.whose.clone());
    let back = choosing.back.clone();
    let page = framed(choosing.page, "booking-office-question", back, "office", problem);
    page.show(|page| OfficePage { page, whose, part, action, question })
}
