//! One case that chance drew: what happened and why. Who the applicant is stays closed.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use super::{SAMPLE, id};
use crate::audience::Auditor;
use crate::errors::WebError;
use crate::l10n::{Args, Words};
use crate::page::Page;
use crate::show::{Moment, Show};

#[derive(Template)]
#[template(path = "audit/case.html")]
struct CasePage {
    page: Page,
    service: Words,
    stage: (String, &'static str),
    moments: Vec<Moment>,
    decisions: Vec<(String, String)>,
}

pub(super) async fn show(
    auditor: Auditor,
    Path((draw, case)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let Auditor { page, audit } = auditor;
    let sample = SAMPLE.replace("{draw}", &draw);
    let opened = audit.open(id(&draw)?, id(&case)?).await;
    let file = opened.map_err(|error| WebError::from(error).back(&sample))?;
    let current = audit.app().catalogue.current();
    let show = Show::new(page.l, &current);
    let decisions = file.decisions.iter().map(|made| {
        let kind = page.t(&format!("audit-decision-{}", made.record.kind));
        let time = page.l.time(made.record.at, &current.zone);
        let said = Args::new().with("kind", &kind).with("time", &time);
        (page.ta("audit-case-decided", &said), made.body.reasons.clone())
    });
    let decisions = decisions.collect();
    let moments = show.timeline(&file);
    let stage = file.case.stage.name();
    let stage = (show.stage(stage), show.stage_colour(stage));
    let service = page.l.words(&file.service.name);
    let title = page.t1("audit-case-title", "number", file.case.number.to_string());
    let page = page.titled(title).back_to(sample, "audit-back-sample");
    Ok(page.show(|page| CasePage { page, service, stage, moments, decisions }))
}
