//! Asks whether something is meant that ends something.

use askama::Template;
use axum::response::Response;

use crate::l10n::Words;
use crate::lists::Row;
use crate::page::Page;

/// What is asked; the words by their keys.
pub(super) struct Sure<'a> {
    /// The question.
    pub title: &'a str,
    /// What it is about.
    pub service: Words,
    /// What would end.
    pub rows: Vec<Row>,
    /// What follows from it.
    pub text: &'a str,
    /// Where the form goes.
    pub action: String,
    /// What the button says.
    pub button: &'a str,
    /// What the way back says.
    pub keep: &'a str,
    /// Where it leads.
    pub back: &'a str,
}

#[derive(Template)]
#[template(path = "account/sure.html")]
struct SurePage {
    page: Page,
    service: Words,
    rows: Vec<Row>,
    text: String,
    action: String,
    button: String,
    keep: String,
    back: String,
}

impl Sure<'_> {
    /// The page.
    pub fn show(self, page: Page) -> Response {
        let made = SurePage {
            text: page.t(self.text),
            button: page.t(self.button),
            keep: page.t(self.keep),
            service: self.service,
            rows: self.rows,
            action: self.action,
            back: self.back.to_owned(),
            page: page.clone(),
        };
        page.title(self.title).back(self.back).show(|page| SurePage { page, ..made })
    }
}
