//! Whose rights are to be looked over.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::staffing::{self, Reviewed};
use onewindow_model::staffing::review::{GRACE_DAYS, REVIEW_DAYS};
use serde::Deserialize;

use super::{problem, review, roles};
use crate::audience::{Fresh, Staff};
use crate::desk::{DeskNav, places};
use crate::errors::WebError;
use crate::forms::{FormSpec, Problem, StrictForm};
use crate::l10n::{Args, L10n};
use crate::page::Page;

#[derive(Deserialize)]
pub(in crate::desk) struct Asked {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/staff/review.html")]
struct ReviewPage {
    page: Page,
    nav: DeskNav,
    lead: String,
    figures: Vec<(String, usize)>,
    lines: Vec<Line>,
}

struct Line {
    id: String,
    name: String,
    roles: String,
    review: (String, &'static str),
    confirm: bool,
    change: Option<(String, String)>,
}

pub(in crate::desk) async fn show(
    staff: Staff,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let done = asked.done.as_deref().filter(|done| *done == "reviewed");
    page(staff, Vec::new(), done.map(|_| "staff-done-reviewed")).await
}

pub(in crate::desk) async fn confirm(
    Fresh(staff): Fresh,
    form: StrictForm,
) -> Result<Response, WebError> {
    let form = form.read(&FormSpec::new().one("officer", 40))?;
    let id = places::id(form.get("officer"))?;
    match staffing::confirm(&staff.ctx, id).await {
        Ok(()) => {
            Ok(Redirect::to(&format!("{}?done=reviewed", places::STAFF_REVIEW)).into_response())
        }
        Err(error) => {
            let problem = problem(&staff.page, error, "")?;
            page(staff, vec![problem], None).await
        }
    }
}

async fn page(
    staff: Staff,
    problems: Vec<Problem>,
    done: Option<&'static str>,
) -> Result<Response, WebError> {
    let Staff { page, ctx, officer } = staff;
    let found = staffing::reviews(&ctx).await;
    let (waiting, figures) = found.map_err(|error| WebError::from(error).back(places::DESK))?;
    let figures = [
        ("staff-figure-fresh", figures.fresh),
        ("staff-figure-due", figures.due),
        ("staff-figure-overdue", figures.overdue),
        ("staff-figure-suspended", figures.suspended),
    ];
    let figures = figures.map(|(key, count)| (page.t(key), count)).to_vec();
    let lines = waiting.iter().map(|one| line(page.l, one)).collect();
    let nav = DeskNav::new(&page, &officer, places::STAFF);
    let days = Args::new().with("days", REVIEW_DAYS).with("grace", GRACE_DAYS);
    let lead = page.ta("staff-review-lead", &days);
    let done = done.map(|key| page.t(key));
    let page = page.title("staff-review-title").back_to(places::STAFF, "staff-back");
    let page = page.done(done).problems(problems).wide();
    Ok(page.show(|page| ReviewPage { page, nav, lead, figures, lines }))
}

fn line(l: L10n, one: &Reviewed) -> Line {
    let id = one.record.officer.id;
    let suspended = one.review.suspends();
    let kind = if suspended { "restore" } else { "move" };
    let change = (!one.me).then(|| {
        let href = format!("{}?kind={kind}&officer={id}", places::STAFF_PROPOSE);
        (l.t(&format!("staff-kind-{kind}")), href)
    });
    Line {
        id: id.to_string(),
        name: one.record.name.clone(),
        roles: roles(l, &one.record.officer.roles),
        review: review(l, one.review),
        confirm: !one.me && !suspended,
        change,
    }
}
