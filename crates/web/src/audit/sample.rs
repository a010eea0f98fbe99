//! A sample: how it was drawn, and its cases.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use super::{CASE, MANDATE, MANDATES, id};
use crate::audience::Auditor;
use crate::desk::staff::cases;
use crate::errors::WebError;
use crate::lists::{Cell, Row, Table};
use crate::page::Page;
use crate::show::Show;

#[derive(Template)]
#[template(path = "audit/sample.html")]
struct SamplePage {
    page: Page,
    rows: Vec<Row>,
    cases: Table,
}

pub(super) async fn show(auditor: Auditor, Path(draw): Path<String>) -> Result<Response, WebError> {
    let Auditor { page, audit } = auditor;
    let found = audit.sample(id(&draw)?).await;
    let (draw, drawn) = found.map_err(|error| WebError::from(error).back(MANDATES))?;
    let current = audit.app().catalogue.current();
    let show = Show::new(page.l, &current);
    let count = page.t1("audit-population-count", "count", draw.population);
    let seed: String = draw.seed.iter().map(|octet| format!("{octet:02x}")).collect();
    let rows = vec![
        Row::new(page.t("audit-draw-purpose"), draw.purpose.clone()),
        Row::new(page.t("audit-population"), count),
        Row::new(page.t("audit-seed"), seed),
    ];
    let mut cases = cases::listed(&show, page.t("audit-sample-cases"), &drawn);
    for (row, case) in cases.rows.iter_mut().zip(&drawn) {
        let at = CASE.replace("{draw}", &draw.id.to_string());
        let href = at.replace("{case}", &case.id.to_string());
        if let Some(number) = row.first_mut() {
            *number = Cell::link(case.number.to_string(), href);
        }
    }
    let mandate = MANDATE.replace("{mandate}", &draw.grant.to_string());
    let title = page.t1("audit-sample-title", "time", page.time(draw.at));
    let page = page.titled(title).back_to(mandate, "audit-back-mandate").wide();
    Ok(page.show(|page| SamplePage { page, rows, cases }))
}
