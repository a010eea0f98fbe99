//! What is on record of officials' rights, step by step.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use onewindow_app::staffing::{self, StaffEvent, Step};
use onewindow_model::actor::Role;
use onewindow_model::staffing::EventKind;
use serde::Deserialize;

use super::roles;
use crate::audience::Staff;
use crate::desk::{DeskNav, places};
use crate::errors::WebError;
use crate::l10n::L10n;
use crate::lists::{Cell, Table};
use crate::page::Page;
use crate::show::Show;

/// Steps of the record on one page.
pub(crate) const STEPS: u32 = 50;

#[derive(Deserialize)]
pub(in crate::desk) struct Asked {
    before: Option<u32>,
}

#[derive(Template)]
#[template(path = "desk/staff/record.html")]
struct RecordPage {
    page: Page,
    nav: DeskNav,
    steps: Table,
    next: Option<String>,
}

pub(in crate::desk) async fn show(
    staff: Staff,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let Staff { page, ctx, officer } = staff;
    let found = staffing::record(&ctx, asked.before, STEPS).await;
    let found = found.map_err(|error| WebError::from(error).back(places::DESK))?;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let next = found.next.map(|place| format!("{}?before={place}", places::STAFF_RECORD));
    let steps = steps(&show, &found.items);
    let nav = DeskNav::new(&page, &officer, places::STAFF);
    let page = page.title("staff-record-title").back_to(places::STAFF, "staff-back").wide();
    Ok(page.show(|page| RecordPage { page, nav, steps, next }))
}

/// What a step was about, beside whom: the kind of change, roles, or a case's number.
fn subject(l: L10n, event: &StaffEvent) -> Option<String> {
    let subject = event.subject.as_deref()?;
    match event.kind {
        EventKind::Reviewed | EventKind::Suspended => {
            let known: Vec<Role> =
                subject.split(' ').filter_map(|role| role.parse().ok()).collect();
            Some(roles(l, &known))
        }
        EventKind::Reassigned => Some(subject.to_owned()),
        EventKind::Drawn => None,
        _ => Some(l.t(&format!("staff-kind-{subject}"))),
    }
}

/// The record as a table.
pub(crate) fn steps(show: &Show<'_>, found: &[Step]) -> Table {
    let l = show.l;
    let rows = found.iter().map(|step| {
        let event = &step.event;
        let by = step.actor.clone().unwrap_or_else(|| l.t("staff-by-system"));
        let about: Vec<_> =
            [step.officer.clone(), subject(l, event)].into_iter().flatten().collect();
        let row: Vec<Cell> = vec![
            l.time(event.at, &show.current.zone).into(),
            l.t(&format!("staff-event-{}", event.kind)).into(),
            by.into(),
            about.join(" · ").into(),
            event.reasons.clone().unwrap_or_default().into(),
        ];
        row
    });
    let heads = ["staff-when", "staff-step", "staff-by", "staff-about", "staff-why"];
    Table {
        caption: l.t("staff-record-title"),
        heads: heads.map(|key| l.t(key)).to_vec(),
        rows: rows.collect(),
    }
}
