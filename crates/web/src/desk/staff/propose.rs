//! Proposing a change: first which kind, then its form.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::staffing;
use onewindow_model::actor::Role;
use onewindow_model::staffing::{Change, ChangeName};
use serde::Deserialize;

use super::wish::{Asks, Typed, asks, read, spec};
use super::{problem, reasons_problem};
use crate::audience::{Fresh, Staff};
use crate::desk::{DeskNav, places};
use crate::errors::WebError;
use crate::forms::{Filled, Problem, StrictForm};
use crate::page::Page;

#[derive(Deserialize)]
pub(in crate::desk) struct Asked {
    kind: Option<String>,
    officer: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/staff/kinds.html")]
struct KindsPage {
    page: Page,
    nav: DeskNav,
    kinds: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "desk/staff/propose.html")]
struct ProposePage {
    page: Page,
    nav: DeskNav,
    kind: &'static str,
    lead: String,
    asks: Asks,
}

pub(in crate::desk) async fn show(
    staff: Staff,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    if !staff.officer.is(Role::Administrator) {
        return Err(WebError::denied("wrong-role").back(places::DESK));
    }
    let Some(kind) = asked.kind.as_deref().and_then(|kind| kind.parse().ok()) else {
        return Ok(kinds(staff));
    };
    let officer = asked.officer.unwrap_or_default();
    page(staff, kind, None, &officer, Vec::new()).await
}

fn kinds(staff: Staff) -> Response {
    let Staff { page, ctx, officer } = staff;
    let kinds = super::kinds(&ctx).map(|kind| {
        let href = format!("{}?kind={kind}", places::STAFF_PROPOSE);
        (page.t(&format!("staff-kind-{kind}")), page.t(&format!("staff-kind-{kind}-hint")), href)
    });
    let kinds = kinds.collect();
    let nav = DeskNav::new(&page, &officer, places::STAFF);
    let page = page.title("staff-propose-title").back_to(places::STAFF, "staff-back");
    page.show(|page| KindsPage { page, nav, kinds })
}

pub(in crate::desk) async fn send(
    Fresh(staff): Fresh,
    form: StrictForm,
) -> Result<Response, WebError> {
    let form = form.read(&spec())?;
    if !staff.officer.is(Role::Administrator) {
        return Err(WebError::denied("wrong-role").back(places::DESK));
    }
    let kind: ChangeName = form.get("kind").parse().map_err(|_| WebError::bad_request())?;
    let mut problems = Vec::new();
    let wish = read(&staff.page, kind, &form).map_err(|found| problems.extend(found)).ok();
    if form.get("reasons").is_empty() {
        problems.push(reasons_problem(&staff.page, "reasons"));
    }
    let Some(mut wish) = wish.filter(|_| problems.is_empty()) else {
        return page(staff, kind, Some(&form), "", problems).await;
    };
    if let Change::Join { post, .. } = &mut wish.change {
        post.organisation.clone_from(&staff.officer.organisation);
    }
    match staffing::propose(&staff.ctx, wish, form.get("reasons")).await {
        Ok(id) => Ok(Redirect::to(&format!("{}?done=proposed", places::grant(id))).into_response()),
        Err(error) => {
            let problem = problem(&staff.page, error, "reasons")?;
            page(staff, kind, Some(&form), "", vec![problem]).await
        }
    }
}

async fn page(
    staff: Staff,
    kind: ChangeName,
    form: Option<&Filled>,
    officer: &str,
    problems: Vec<Problem>,
) -> Result<Response, WebError> {
    let Staff { page, ctx, officer: me } = staff;
    let typed = Typed { form, officer };
    let asks = asks(&page, &ctx, kind, &typed, &problems).await?;
    let nav = DeskNav::new(&page, &me, places::STAFF);
    let lead = page.t(&format!("staff-kind-{kind}-hint"));
    let page = page.title(&format!("staff-kind-{kind}")).back_to(places::STAFF, "staff-back");
    let page = page.problems(problems);
    let kind = kind.as_str();
    Ok(page.show(|page| ProposePage { page, nav, kind, lead, asks }))
}
