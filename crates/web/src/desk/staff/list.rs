//! Who works here, and what waits for a second administrator.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use onewindow_app::staffing::{self, GrantView, Official};
use onewindow_model::actor::Role;
use onewindow_model::staffing::ChangeName;
use serde::Deserialize;

use super::{review, roles, stage};
use crate::audience::Staff;
use crate::desk::{DeskNav, places};
use crate::errors::WebError;
use crate::l10n::{Args, L10n};
use crate::lists::{Cell, Table};
use crate::page::Page;
use crate::show::Show;

/// What the line of an official offers.
const ONE_OF_US: [ChangeName; 4] =
    [ChangeName::Move, ChangeName::Deputy, ChangeName::Passkey, ChangeName::Leave];

#[derive(Deserialize)]
pub(in crate::desk) struct Asked {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/staff/list.html")]
struct ListPage {
    page: Page,
    nav: DeskNav,
    administers: bool,
    waiting: Vec<Waiting>,
    settled: Table,
    officials: Vec<Line>,
}

/// A change that waits.
struct Waiting {
    name: String,
    href: String,
    stage: (String, &'static str),
    whose: String,
}

struct Line {
    name: String,
    login: String,
    roles: String,
    office: String,
    since: String,
    deputy: Option<String>,
    review: (String, &'static str),
    cases: u32,
    hand_over: String,
    moves: Vec<(String, String)>,
}

pub(in crate::desk) async fn show(
    staff: Staff,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let Staff { page, ctx, officer } = staff;
    let back = |error| WebError::from(error).back(places::DESK);
    let officials = staffing::officials(&ctx).await.map_err(back)?;
    let administers = officer.is(Role::Administrator);
    let grants = match administers {
        true => staffing::grants(&ctx).await.map_err(back)?,
        false => Vec::new(),
    };
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let (waiting, settled): (Vec<_>, Vec<_>) =
        grants.iter().partition(|view| view.grant.waiting().is_some());
    let waiting = waiting.into_iter().map(|view| waits(page.l, view)).collect();
    let settled = past(&show, &settled);
    let kinds = match administers {
        true => super::kinds(&ctx).filter(|kind| ONE_OF_US.contains(kind)).collect(),
        false => Vec::new(),
    };
    let officials = officials.iter().map(|one| line(&show, one, &kinds)).collect();
    let nav = DeskNav::new(&page, &officer, places::STAFF);
    let done = match asked.done.as_deref() {
        Some("given") => Some(page.t("staff-done-given")),
        _ => None,
    };
    let page = page.title("staff-title").done(done).wide();
    Ok(page.show(|page| ListPage { page, nav, administers, waiting, settled, officials }))
}

/// What a change is called: what, and about whom.
pub(super) fn named(l: L10n, view: &GrantView) -> String {
    let who = match &view.grant.change {
        onewindow_model::staffing::Change::Join { name, .. } => name.clone(),
        _ => view.about.as_ref().map(|record| record.name.clone()).unwrap_or_default(),
    };
    l.t1(&format!("staff-change-{}", view.grant.change.name()), "name", who)
}

fn waits(l: L10n, view: &GrantView) -> Waiting {
    Waiting {
        name: named(l, view),
        href: places::grant(view.grant.id),
        stage: stage(l, &view.grant),
        whose: l.t(if view.mine_to_judge { "staff-waits-you" } else { "staff-waits-other" }),
    }
}

fn past(show: &Show<'_>, settled: &[&GrantView]) -> Table {
    let l = show.l;
    let rows = settled.iter().take(20).map(|view| {
        let time = l.time(view.grant.proposal.at, &show.current.zone);
        vec![
            Cell::link(named(l, view), places::grant(view.grant.id)),
            stage(l, &view.grant).0.into(),
            time.into(),
        ]
    });
    Table {
        caption: l.t("staff-settled"),
        heads: ["staff-what", "staff-stands", "staff-proposed-at"].map(|key| l.t(key)).to_vec(),
        rows: rows.collect(),
    }
}

fn line(show: &Show<'_>, one: &Official, kinds: &[ChangeName]) -> Line {
    let l = show.l;
    let record = &one.record;
    let id = record.officer.id;
    let deputy = one.deputy.as_ref().map(|(name, until)| {
        let until = l.date(*until);
        l.ta("staff-deputy-until", &Args::new().with("name", name).with("day", &until))
    });
    let moves = kinds.iter().map(|kind| {
        let href = format!("{}?kind={kind}&officer={id}", places::STAFF_PROPOSE);
        (l.t(&format!("staff-kind-{kind}")), href)
    });
    Line {
        name: record.name.clone(),
        login: record.login.clone(),
        roles: roles(l, &record.officer.roles),
        office: record.officer.office.as_deref().map(|id| show.office(id).text).unwrap_or_default(),
        since: l.time(record.since, &show.current.zone),
        deputy,
        review: review(l, one.review),
        cases: one.cases,
        hand_over: format!("{}?officer={id}", places::STAFF_CASES),
        moves: moves.collect(),
    }
}
