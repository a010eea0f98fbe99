//! Which day, a month at a time.

use askama::Template;
use axum::response::Response;
use jiff::civil::Date;
use onewindow_app::bookings::DayOffer;

use super::help::Help;
use super::{Choosing, framed};
use crate::apply::Whose;
use crate::forms::{Choice, Choices};
use crate::page::Page;

#[derive(Template)]
#[template(path = "booking/day.html")]
struct DayPage {
    page: Page,
    whose: Whose,
    part: String,
    action: String,
    office: String,
    question: Option<Choices>,
    nothing: Option<(String, Help)>,
    full: Option<String>,
    months: Vec<(String, String)>,
    other_office: Option<String>,
}

/// Asks for the day at an office. Full days are named, and cannot be chosen.
pub(super) fn show(
    choosing: Choosing,
    office: &str,
    month: Option<&str>,
    problem: Option<&str>,
) -> Response {
    let (show, l) = (choosing.show(), choosing.page.l);
    let all = choosing.offer.days(office);
    let shown = shown_month(&choosing, &all, month);
    let here: Vec<_> = all.iter().filter(|offer| month_of(offer.day) == shown).copied().collect();
    let free: Vec<_> = here.iter().filter(|offer| offer.free > 0).collect();
    let name = show.month(shown);
    let question = (!free.is_empty()).then(|| {
        let choices = free.iter().map(|offer| {
            let hint = l.t1("booking-day-free", "count", offer.free);
            Choice::new(offer.day.to_string(), show.due(offer.day)).hint(hint)
        });
        let chosen = choosing.chosen.iter().filter(|slot| slot.office == office);
        let chosen: Vec<_> = chosen.map(|slot| slot.day.to_string()).collect();
        Choices::new("day", l.t("booking-day-question"), choices.collect())
            .hint(name.as_str())
            .error(problem.map(|key| l.t(key)))
            .chosen(&chosen)
            .heading()
    });
    let none = all.iter().all(|offer| offer.free == 0);
    let nothing = free.is_empty().then(|| {
        let title = match none {
            true => l.t("booking-none-all"),
            false => l.t1("booking-none-month", "month", &name),
        };
        (title, Help::of(&choosing, office))
    });
    let full: Vec<_> =
        here.iter().filter(|offer| offer.free == 0).map(|offer| show.due(offer.day)).collect();
    let full = (!full.is_empty())
        .then(|| l.t1("booking-full-days", "days", full.join(&l.t("booking-list-and"))));
    let months = months(&choosing).into_iter().filter(|month| !none && *month != shown);
    let months = months
        .map(|month| (show.month(month), choosing.office_path(office, Some(&key(month)))))
        .collect();
    let back = choosing.before_office();
    let whose = choosing.whose.clone();
    let (part, office_name) = (choosing.part(), show.office(office).text);
    let action = choosing.office_path(office, Some(&key(shown)));
    let other_office = choosing.only_office().is_none().then(|| choosing.path(""));
    let page = framed(choosing.page, "booking-day-question", back, "day", problem);
    page.show(|page| DayPage {
        page,
        whose,
        part,
        action,
        office: office_name,
        question,
        nothing,
        full,
        months,
        other_office,
    })
}

/// The month asked for, if it can be booked; else that of the day chosen, or the first with
/// something free.
fn shown_month(choosing: &Choosing, all: &[DayOffer], asked: Option<&str>) -> Date {
    let months = months(choosing);
    let asked = asked.and_then(|asked| months.iter().find(|month| key(**month) == asked));
    let chosen = choosing.chosen.as_ref().map(|slot| month_of(slot.day));
    let chosen = chosen.filter(|month| months.contains(month));
    let free = all.iter().find(|offer| offer.free > 0).map(|offer| month_of(offer.day));
    let today = month_of(choosing.offer.timetable().today());
    asked.copied().or(chosen).or(free).unwrap_or(today)
}

/// The months from today to the last day that can be booked, each by its first day.
fn months(choosing: &Choosing) -> Vec<Date> {
    let table = choosing.offer.timetable();
    let (mut month, last) = (month_of(table.today()), table.last_day());
    let mut months = Vec::new();
    while month <= last && months.len() < 14 {
        months.push(month);
        match month.last_of_month().tomorrow() {
            Ok(next) => month = next,
            Err(_) => break,
        }
    }
    months
}

fn month_of(day: Date) -> Date {
    day.first_of_month()
}

/// `2026-12`.
fn key(month: Date) -> String {
    format!("{:04}-{:02}", month.year(), month.month())
}
