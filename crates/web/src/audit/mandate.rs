//! One mandate: what is on record, the newest cases, the samples, and drawing another.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::AppError;
use onewindow_app::audits::{DrawRecord, LARGEST, MOST};
use onewindow_app::error::Invalid;
use onewindow_model::id::GrantId;
use onewindow_model::reasons::Reasons;

use super::{DRAW, MANDATES, SAMPLE, id};
use crate::audience::Auditor;
use crate::desk::staff::{cases, record};
use crate::errors::WebError;
use crate::forms::{Field, Filled, FormSpec, Problem, StrictForm};
use crate::l10n::Args;
use crate::lists::{Cell, Table};
use crate::page::Page;
use crate::show::Show;

/// Cases that the page lists.
const NEWEST: u32 = 200;

#[derive(Template)]
#[template(path = "audit/mandate.html")]
struct MandatePage {
    page: Page,
    until: String,
    lead: String,
    action: String,
    size: Field,
    purpose: Field,
    samples: Table,
    cases: Table,
    steps: Table,
}

pub(super) async fn show(
    auditor: Auditor,
    Path(mandate): Path<String>,
) -> Result<Response, WebError> {
    page(auditor, id(&mandate)?, None, Vec::new()).await
}

pub(super) async fn draw(
    auditor: Auditor,
    Path(mandate): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let mandate = id(&mandate)?;
    let longest = 2 * Reasons::LONGEST as usize;
    let form = form.read(&FormSpec::new().one("size", 10).one("purpose", longest))?;
    let size = form.get("size").parse().unwrap_or_default();
    let text = &auditor.page;
    let problem = match auditor.audit.draw(mandate, size, form.get("purpose")).await {
        Ok(draw) => {
            let sample = SAMPLE.replace("{draw}", &draw.to_string());
            return Ok(Redirect::to(&sample).into_response());
        }
        Err(AppError::Invalid(Invalid::Reasons)) => {
            Problem::new("purpose", text.t1("desk-problem-reasons", "most", Reasons::LONGEST))
        }
        Err(AppError::Invalid(_)) => {
            Problem::new("size", text.t1("audit-problem-size", "largest", LARGEST))
        }
        Err(AppError::Conflict) => Problem::new("size", text.t("audit-problem-none")),
        Err(AppError::Allowance) => Problem::new("size", text.t("audit-problem-most")),
        Err(error) => return Err(WebError::from(error).back(MANDATES)),
    };
    page(auditor, mandate, Some(&form), vec![problem]).await
}

async fn page(
    auditor: Auditor,
    mandate: GrantId,
    form: Option<&Filled>,
    problems: Vec<Problem>,
) -> Result<Response, WebError> {
    let Auditor { page, audit } = auditor;
    let back = |error| WebError::from(error).back(MANDATES);
    let steps = audit.record(mandate, None, record::STEPS).await.map_err(back)?;
    let newest = audit.cases(mandate, None, NEWEST).await.map_err(back)?;
    let draws = audit.draws(mandate).await.map_err(back)?;
    let current = audit.app().catalogue.current();
    let show = Show::new(page.l, &current);
    let grant = audit.mandate(mandate).map_err(back)?;
    let house = show.authority(&grant.organisation).text;
    let until = grant.change.until().map(|day| page.l.date(day)).unwrap_or_default();
    let until = page.t1("audit-until", "day", until);
    let most = Args::new().with("largest", LARGEST).with("most", MOST);
    let lead = page.ta("audit-draw-lead", &most);
    let typed = |name: &str| form.map(|form| form.get(name).to_owned()).unwrap_or_default();
    let size = Field::new("size", page.t("audit-draw-size"))
        .value(typed("size"))
        .typing("text", "numeric", "")
        .length(5, 0)
        .exact()
        .error(Problem::of(&problems, "size"));
    let purpose = Field::new("purpose", page.t("audit-draw-purpose"))
        .hint(page.t("audit-draw-purpose-hint"))
        .length(0, Reasons::LONGEST)
        .value(typed("purpose"))
        .error(Problem::of(&problems, "purpose"));
    let samples = samples(&show, &draws);
    let cases = cases::listed(&show, page.t("audit-cases"), &newest.items);
    let steps = record::steps(&show, &steps.items);
    let action = DRAW.replace("{mandate}", &mandate.to_string());
    let title = page.t1("audit-mandate", "organisation", house);
    let page = page.titled(title).back_to(MANDATES, "audit-back").problems(problems).wide();
    Ok(page.show(|page| MandatePage {
        page,
        until,
        lead,
        action,
        size,
        purpose,
        samples,
        cases,
        steps,
    }))
}

fn samples(show: &Show<'_>, draws: &[DrawRecord]) -> Table {
    let l = show.l;
    let rows = draws.iter().map(|draw| {
        let href = SAMPLE.replace("{draw}", &draw.id.to_string());
        vec![
            Cell::link(l.time(draw.at, &show.current.zone), href),
            draw.purpose.clone().into(),
            l.number(i64::from(draw.population)).into(),
        ]
    });
    let heads = ["staff-when", "audit-draw-purpose", "audit-population"];
    Table {
        caption: l.t("audit-samples"),
        heads: heads.map(|key| l.t(key)).to_vec(),
        rows: rows.collect(),
    }
}
