//! Choosing a slot: the office, then the day, then the time, one thing per page. The same pages
//! serve an application that is being filled in and an appointment that is moved.

mod calendar_file;
mod card;
mod chosen;
mod days;
mod full;
mod help;
mod offices;
mod times;

pub(crate) use calendar_file::{Entry, download};
pub(crate) use card::{Card, path};
pub(crate) use chosen::{Picked, read_day};
pub(crate) use full::full_page;

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use onewindow_app::Ctx;
use onewindow_app::bookings::Offer;
use onewindow_app::catalogue::Current;
use onewindow_model::booking::Slot;
use serde::Deserialize;

use crate::apply::Whose;
use crate::forms::Problem;
use crate::page::Page;
use crate::show::Show;

/// What addresses of these pages may ask for.
#[derive(Deserialize, Default)]
pub(crate) struct Asked {
    /// `2026-12`, the month to show.
    pub month: Option<String>,
    /// `check` when come to from the page that shows all answers.
    pub from: Option<String>,
}

impl Asked {
    /// Whether to go back to all answers.
    pub fn check(&self) -> bool {
        self.from.as_deref() == Some("check")
    }
}

/// What the pages stand on.
pub(crate) struct Choosing {
    /// The frame of the page.
    pub page: Page,
    /// Who acts.
    pub ctx: Ctx,
    /// The service, by its id.
    pub service: String,
    /// For which service, and for whom where that is not the reader.
    pub whose: Whose,
    /// What is offered.
    pub offer: Offer,
    /// The catalogue.
    pub current: Arc<Current>,
    /// The address of the page that asks for the office.
    pub base: String,
    /// Where one came from before the first of the pages.
    pub back: String,
    /// Whether to go back to all answers when done.
    pub check: bool,
    /// The slot so far.
    pub chosen: Option<Slot>,
    /// Whether an appointment is moved, and so taken at once.
    pub moving: bool,
}

impl Choosing {
    /// Words for things of the catalogue.
    pub fn show(&self) -> Show<'_> {
        Show::new(self.page.l, &self.current)
    }

    /// The only office, where there is one.
    pub fn only_office(&self) -> Option<&str> {
        match self.offer.booking.offices.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Whether one can come to this office at all.
    pub fn has(&self, office: &str) -> bool {
        self.offer.booking.offices.iter().any(|known| known == office)
    }

    /// An address below the first page's, with what must not get lost.
    pub fn path(&self, below: &str) -> String {
        format!("{}{below}{}", self.base, if self.check { "?from=check" } else { "" })
    }

    /// The page of an office, for a month where one is named.
    pub fn office_path(&self, office: &str, month: Option<&str>) -> String {
        let path = self.path(&format!("/{office}"));
        match month {
            None => path,
            Some(month) if self.check => format!("{path}&month={month}"),
            Some(month) => format!("{path}?month={month}"),
        }
    }

    /// The page before that of an office.
    fn before_office(&self) -> String {
        match self.only_office() {
            Some(_) => self.back.clone(),
            None => self.path(""),
        }
    }

    /// What stands above the question.
    fn part(&self) -> String {
        self.page.t(if self.moving { "booking-move-title" } else { "booking-part" })
    }

    /// Asks for the office.
    pub fn offices(self, problem: Option<&str>) -> Response {
        offices::show(self, problem)
    }

    /// Asks for the day.
    pub fn days(self, office: &str, month: Option<&str>, problem: Option<&str>) -> Response {
        days::show(self, office, month, problem)
    }

    /// Asks for the time.
    pub fn times(self, office: &str, day: jiff::civil::Date, problem: Option<&str>) -> Response {
        times::show(self, office, day, problem)
    }
}

/// A page with what is wrong with the answer to its one question.
fn framed(page: Page, title: &str, back: String, id: &str, problem: Option<&str>) -> Page {
    let problems: Vec<_> = problem.map(|key| Problem::new(id, page.t(key))).into_iter().collect();
    let status =
        if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page.title(title).back(back).problems(problems).status(status)
}
