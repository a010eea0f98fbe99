//! Which time of the day.

use askama::Template;
use axum::response::Response;
use jiff::civil::Date;

use super::help::Help;
use super::{Choosing, framed};
use crate::apply::Whose;
use crate::forms::{Choice, Choices};
use crate::page::Page;

#[derive(Template)]
#[template(path = "booking/time.html")]
struct TimePage {
    page: Page,
    whose: Whose,
    part: String,
    action: String,
    place: String,
    question: Option<Choices>,
    help: Option<Help>,
    full: Option<String>,
    other_day: String,
    moving: bool,
}

/// Asks for the time on a day at an office. Full slots are named, and cannot be chosen.
pub(super) fn show(choosing: Choosing, office: &str, day: Date, problem: Option<&str>) -> Response {
    let (show, l) = (choosing.show(), choosing.page.l);
    let (free, full): (Vec<_>, Vec<_>) =
        choosing.offer.times(office, day).into_iter().partition(|offer| offer.free > 0);
    let question = (!free.is_empty()).then(|| {
        let choices = free.iter().map(|offer| {
            let hint = l.t1("booking-time-free", "count", offer.free);
            Choice::new(offer.slot.clock(), offer.slot.clock()).hint(hint)
        });
        let same =
            |slot: &&onewindow_model::booking::Slot| slot.office == office && slot.day == day;
        let chosen: Vec<_> = choosing.chosen.iter().filter(same).map(|slot| slot.clock()).collect();
        Choices::new("time", l.t("booking-time-question"), choices.collect())
            .hint(show.due(day))
            .error(problem.map(|key| l.t(key)))
            .chosen(&chosen)
            .heading()
    });
    let full: Vec<_> = full.iter().map(|offer| offer.slot.clock()).collect();
    let full = (!full.is_empty())
        .then(|| l.t1("booking-full-times", "times", full.join(&l.t("booking-list-and"))));
    let help = question.is_none().then(|| Help::of(&choosing, office));
    let other_day =
        choosing.office_path(office, Some(&format!("{:04}-{:02}", day.year(), day.month())));
    let action = choosing.path(&format!("/{office}/{day}"));
    let (part, place) = (choosing.part(), show.office(office).text);
    let (whose, moving) = (choosing.whose.clone(), choosing.moving);
    let back = other_day.clone();
    let page = framed(choosing.page, "booking-time-question", back, "time", problem);
    page.show(|page| TimePage {
        page,
        whose,
        part,
        action,
        place,
        question,
        help,
        full,
        other_day,
        moving,
    })
}
