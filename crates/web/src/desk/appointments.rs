//! The appointments of the official's office, by day: nothing personal.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use jiff::civil::Date;
use onewindow_app::bookings::{self, DueItem, DueKey};
use onewindow_model::booking::slot::{clock, read_clock};
use onewindow_model::id::CaseId;
use serde::Deserialize;

use super::{DeskNav, places};
use crate::audience::Staff;
use crate::errors::WebError;
use crate::l10n::Words;
use crate::page::Page;
use crate::show::Show;

#[derive(Deserialize)]
pub(super) struct Asked {
    /// Where the page starts: day, time and case of the last one before.
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/appointments.html")]
struct Appointments {
    page: Page,
    nav: DeskNav,
    office: Option<String>,
    days: Vec<Day>,
    first: bool,
    next: Option<String>,
}

/// A day with its appointments.
struct Day {
    title: String,
    lines: Vec<Line>,
}

struct Line {
    time: String,
    number: String,
    service: Words,
    open: Option<String>,
}

/// `GET /desk/appointments`.
pub(super) async fn show(staff: Staff, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    let Staff { page, ctx, officer } = staff;
    let after = asked.after.as_deref().map(due_key).transpose()?;
    let first = after.is_none();
    let found = bookings::at_office(&ctx, after).await?;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let mut days: Vec<(Date, Day)> = Vec::new();
    for item in &found.items {
        if days.last().is_none_or(|(day, _)| *day != item.slot.day) {
            let title = page.l.date_and_weekday(item.slot.day);
            let title = match item.slot.day == ctx.today() {
                true => page.t1("booking-desk-today", "day", &title),
                false => title,
            };
            days.push((item.slot.day, Day { title, lines: Vec::new() }));
        }
        if let Some((_, day)) = days.last_mut() {
            day.lines.push(line(&page, item));
        }
    }
    let next = found
        .next
        .map(|key| format!("{}?after={}~{}~{}", places::APPOINTMENTS, key.day, key.time, key.case));
    let office = found.office.as_deref().map(|id| show.office(id).text);
    let nav = DeskNav::new(&page, &officer, places::APPOINTMENTS);
    let days = days.into_iter().map(|(_, day)| day).collect();
    let page = page.title("booking-desk-title").wide();
    Ok(page.show(|page| Appointments { page, nav, office, days, first, next }))
}

fn line(page: &Page, item: &DueItem) -> Line {
    Line {
        time: item.slot.clock(),
        number: item.number.to_string(),
        service: page.l.words(&item.service.name),
        open: item.mine.then(|| places::case(item.case)),
    }
}

/// Reads `DAY~TIME~CASE`, as the link to the next page says it.
fn due_key(text: &str) -> Result<DueKey, WebError> {
    let read = || {
        let mut parts = text.split('~');
        let day: Date = parts.next()?.parse().ok()?;
        let time = clock(read_clock(parts.next()?)?);
        let case: CaseId = parts.next()?.parse().ok()?;
        parts.next().is_none().then(|| DueKey { day, time, case: case.to_string() })
    };
    read().ok_or_else(WebError::not_found)
}
