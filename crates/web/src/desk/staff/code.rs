//! The code with which an official enrols: shown once, to the administrator who agreed.

use askama::Template;
use axum::response::Response;
use onewindow_app::staff::enrolment::SERVES_FOR;
use onewindow_app::staffing;
use onewindow_model::id::GrantId;
use onewindow_model::reference::EnrolmentCode;

use super::list;
use crate::audience::Staff;
use crate::desk::{DeskNav, places};
use crate::errors::WebError;
use crate::l10n::Args;
use crate::page::Page;

#[derive(Template)]
#[template(path = "desk/staff/code.html")]
struct CodePage {
    page: Page,
    nav: DeskNav,
    name: String,
    lead: String,
    code: String,
    address: String,
    on: String,
}

pub(super) async fn page(
    staff: Staff,
    id: GrantId,
    code: &EnrolmentCode,
) -> Result<Response, WebError> {
    let Staff { page, ctx, officer } = staff;
    let view = staffing::grant(&ctx, id).await?;
    let name = list::named(page.l, &view);
    let lead = page.ta("staff-code-lead", &Args::new().with("hours", SERVES_FOR.as_hours()));
    let address = format!("{}/staff/enrol", ctx.app.settings.base_url.trim_end_matches('/'));
    let nav = DeskNav::new(&page, &officer, "");
    let page = page.title("staff-code-title").back_to(places::STAFF, "staff-back");
    let (code, on) = (code.to_string(), places::grant(id));
    Ok(page.show(|page| CodePage { page, nav, name, lead, code, address, on }))
}
