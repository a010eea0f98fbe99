//! The mandates in force.

use askama::Template;
use axum::response::Response;

use super::MANDATE;
use crate::audience::Auditor;
use crate::errors::WebError;
use crate::page::Page;
use crate::show::Show;

#[derive(Template)]
#[template(path = "audit/mandates.html")]
struct MandatesPage {
    page: Page,
    mandates: Vec<(String, String, String)>,
}

pub(super) async fn show(auditor: Auditor) -> Result<Response, WebError> {
    let Auditor { page, audit } = auditor;
    let current = audit.app().catalogue.current();
    let show = Show::new(page.l, &current);
    let mandates = audit.mandates().iter().map(|grant| {
        let house = show.authority(&grant.organisation).text;
        let until = grant.change.until().map(|day| page.l.date(day)).unwrap_or_default();
        let href = MANDATE.replace("{mandate}", &grant.id.to_string());
        (
            page.t1("audit-mandate", "organisation", house),
            page.t1("audit-until", "day", until),
            href,
        )
    });
    let mandates = mandates.collect();
    let page = page.title("audit-title");
    Ok(page.show(|page| MandatesPage { page, mandates }))
}
