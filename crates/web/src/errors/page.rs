use askama::Template;
use axum::response::Response;

use super::WebError;
use crate::page::{DESK, Page};

#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage<'a> {
    page: Page,
    body: String,
    next: String,
    details: Vec<String>,
    typed: &'a [(String, String)],
    back: Option<&'a str>,
    back_label: String,
    home_link: bool,
}

/// The page of an error: what happened, what was not lost, what to do next.
pub(super) fn answer(error: &WebError, page: Page) -> Response {
    let l = page.l;
    let text = |part: &str| l.t(&format!("error-{}-{part}", error.kind));
    let (body, next) = (text("body"), error.next.map_or_else(|| text("next"), |key| l.t(key)));
    let list = error.back.as_deref() == Some(DESK);
    let back_label = l.t(if list { "desk-back-to-work" } else { "error-look-again" });
    let details = error.details.iter().map(|detail| detail.say(l)).collect();
    let home_link = !matches!(error.kind, "wrong-host" | "past-proxy");
    page.titled(text("title")).status(error.status).show(|page| ErrorPage {
        page,
        body,
        next,
        details,
        typed: &error.typed,
        back: error.back.as_deref(),
        back_label,
        home_link,
    })
}
