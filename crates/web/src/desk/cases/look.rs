//! The page of a case.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use onewindow_app::cases;
use onewindow_model::id::CaseId;
use serde::Deserialize;

use super::actions::{Actions, Ground, Typed};
use super::view::CaseView;
use crate::audience::Staff;
use crate::desk::{DeskNav, places};
use crate::errors::WebError;
use crate::forms::Problem;
use crate::page::Page;
use crate::show::Show;

#[derive(Deserialize)]
pub(in crate::desk) struct Asked {
    /// What was just done.
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/case.html")]
struct CasePage {
    page: Page,
    nav: DeskNav,
    view: CaseView,
    actions: Actions,
}

pub(in crate::desk) async fn show(
    staff: Staff,
    Path(case): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let case = places::id(&case)?;
    let done = match asked.done.as_deref() {
        Some("taken") => Some("desk-done-taken"),
        Some("accepted") => Some("desk-done-accepted"),
        Some("asked") => Some("desk-done-asked"),
        Some("examined") => Some("desk-done-examined"),
        _ => None,
    };
    page(staff, case, Typed::default(), Vec::new(), done).await
}

/// The page, with what was typed into one of its forms and the problems of that.
pub(super) async fn page(
    staff: Staff,
    case: CaseId,
    typed: Typed,
    problems: Vec<Problem>,
    done: Option<&'static str>,
) -> Result<Response, WebError> {
    let Staff { page, ctx, officer } = staff;
    let opened = cases::open(&ctx, case).await;
    let file = opened.map_err(|error| WebError::from(error).back(places::DESK))?;
    let nav = DeskNav::new(&page, &officer, "");
    let done = done.map(|key| page.t(key));
    let current = ctx.app.catalogue.current();
    let view = CaseView::new(&page, &current, &file);
    let show = Show::new(page.l, &current);
    let ground = Ground { show, file: &file, view: &view, today: ctx.today(), problems: &problems };
    let actions = Actions::new(&ground, &typed);
    let title = page.t1("desk-case-title", "number", file.case.number.to_string());
    let page = page.titled(title).back_to(places::DESK, "desk-back-to-work").wide();
    let page = page.done(done).problems(problems);
    Ok(page.show(|page| CasePage { page, nav, view, actions }))
}
