use askama::Template;
use axum::response::Response;

use super::WebError;
use crate::page::Page;

#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage<'a> {
    page: Page,
    body: String,
    next: String,
    details: Vec<String>,
    typed: &'a [(String, String)],
    back: Option<&'a str>,
    home_link: bool,
}

/// The page of an error: what happened, what was not lost, what to do next.
pub(super) fn answer(error: &WebError, page: Page) -> Response {
    let l = page.l;
    let text = |part: &str| l.t(&format!("error-{}-{part}", error.kind));
    let (body, next) = (text("body"), text("next"));
    let details = error.details.iter().map(|detail| detail.say(l)).collect();
    let home_link = error.kind != "wrong-host";
    page.titled(text("title")).status(error.status).show(|page| ErrorPage {
        page,
        body,
        next,
        details,
        typed: &error.typed,
        back: error.back.as_deref(),
        home_link,
    })
}
