//! One change: what it is, who proposed it and why, where it stands, and what may be done about it.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use onewindow_app::staffing::{self, GrantView};
use onewindow_model::id::{GrantId, OfficerId};
use onewindow_model::staffing::{Change, Stage, StageName};
use serde::Deserialize;

use super::{list, reasons, roles, stage};
use crate::audience::Staff;
use crate::desk::{DeskNav, places};
use crate::errors::WebError;
use crate::forms::{Field, Problem};
use crate::lists::Row;
use crate::page::Page;
use crate::show::Show;

#[derive(Deserialize)]
pub(in crate::desk) struct Asked {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/staff/grant.html")]
struct GrantPage {
    page: Page,
    nav: DeskNav,
    name: String,
    stage: (String, &'static str),
    rows: Vec<Row>,
    why: String,
    declined: Option<String>,
    ended: Option<String>,
    lead: String,
    judge: Option<(String, String, Field)>,
    end: Option<(String, String, Field)>,
}

pub(in crate::desk) async fn show(
    staff: Staff,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let done = match asked.done.as_deref() {
        Some("proposed") => Some("staff-done-proposed"),
        Some("agreed") => Some("staff-done-agreed"),
        Some("declined") => Some("staff-done-declined"),
        Some("ended") => Some("staff-done-ended"),
        _ => None,
    };
    page(staff, places::id(&id)?, "", Vec::new(), done).await
}

/// The page, with the reasons typed into its form and the problems of that.
pub(super) async fn page(
    staff: Staff,
    id: GrantId,
    typed: &str,
    problems: Vec<Problem>,
    done: Option<&'static str>,
) -> Result<Response, WebError> {
    let Staff { page, ctx, officer } = staff;
    let view = staffing::grant(&ctx, id).await;
    let view = view.map_err(|error| WebError::from(error).back(places::STAFF))?;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let at = places::grant(id);
    let why = |name: &str, key: &str| {
        reasons(&page, name, key, "staff-why-hint", typed).error(Problem::of(&problems, name))
    };
    let judge = view.mine_to_judge.then(|| {
        (format!("{at}/agree"), format!("{at}/decline"), why("refusal", "staff-decline-why"))
    });
    let texts = match view.grant.stage == Stage::Proposed {
        true => ("staff-withdraw", "staff-withdraw-why"),
        false => ("staff-end", "staff-end-why"),
    };
    let end = view.mine_to_end.then_some(texts);
    let end = end.map(|(button, asked)| (page.t(button), why("ended", asked)));
    let end = end.map(|(button, why)| (format!("{at}/end"), button, why));
    let (declined, ended) = match &view.grant.stage {
        Stage::Declined { second } => (Some(second.reasons.clone()), None),
        Stage::Ended { ended, .. } => (None, Some(ended.reasons.clone())),
        _ => (None, None),
    };
    let name = list::named(page.l, &view);
    let stands = stage(page.l, view.grant.stage.name());
    let lead = lead(&page, &view, officer.id);
    let rows = rows(&show, &view);
    let nav = DeskNav::new(&page, &officer, "");
    let done = done.map(|key| page.t(key));
    let page = page.title("staff-grant-title").back_to(places::STAFF, "staff-back");
    let page = page.done(done).problems(problems);
    let reasons = view.grant.proposal.reasons;
    Ok(page.show(|page| GrantPage {
        page,
        nav,
        name,
        stage: stands,
        rows,
        why: reasons,
        declined,
        ended,
        lead,
        judge,
        end,
    }))
}

fn lead(page: &Page, view: &GrantView, me: OfficerId) -> String {
    let grant = &view.grant;
    page.t(match grant.stage.name() {
        StageName::Proposed | StageName::PutOut if view.mine_to_judge => match grant.stage {
            Stage::PutOut => "staff-lead-put-out",
            _ => "staff-lead-judge",
        },
        StageName::Proposed | StageName::PutOut if grant.proposal.by == me => "staff-lead-mine",
        StageName::Proposed | StageName::PutOut => "staff-lead-other",
        StageName::Agreed => "staff-lead-agreed",
        StageName::InForce => "staff-lead-in-force",
        StageName::Declined => "staff-lead-declined",
        StageName::Lapsed => "staff-lead-lapsed",
        StageName::Ended if grant.stage.second().is_none() => "staff-lead-withdrawn",
        StageName::Ended => "staff-lead-ended",
    })
}

fn rows(show: &Show<'_>, view: &GrantView) -> Vec<Row> {
    let (l, zone, grant) = (show.l, &show.current.zone, &view.grant);
    let name = |id: OfficerId| view.names.get(&id).cloned().unwrap_or_default();
    let mut rows = vec![Row::new(l.t("staff-organisation"), show.authority(&grant.organisation))];
    match &grant.change {
        Change::Join { login, name, .. } => {
            rows.push(Row::new(l.t("staff-name"), name.clone()));
            rows.push(Row::new(l.t("staff-login"), login.clone()));
        }
        Change::Deputy { deputy, .. } => {
            rows.push(Row::new(l.t("staff-absent"), name(grant.officer)));
            rows.push(Row::new(l.t("staff-deputy"), name(*deputy)));
        }
        _ => {
            rows.push(Row::new(l.t("staff-official"), name(grant.officer)));
            let now = view.about.as_ref().map(|record| roles(l, &record.officer.roles));
            rows.extend(now.map(|now| Row::new(l.t("staff-roles-now"), now)));
        }
    }
    if let Some(post) = grant.change.post() {
        let office = post.office.as_deref().map(|id| show.office(id)).unwrap_or_default();
        if post.organisation != grant.organisation {
            rows.push(Row::new(l.t("staff-goes-to"), show.authority(&post.organisation)));
        }
        rows.push(Row::new(l.t("staff-office"), office));
        rows.push(Row::new(l.t("staff-roles"), roles(l, &post.roles)));
    }
    let day = |key: &str, day| Row::new(l.t(key), l.date(day));
    rows.extend(grant.change.from().map(|from| day("staff-from", from)));
    rows.extend(grant.change.until().map(|until| day("staff-until", until)));
    rows.push(Row::new(l.t("staff-proposed-by"), name(grant.proposal.by)));
    rows.push(Row::new(l.t("staff-proposed-at"), l.time(grant.proposal.at, zone)));
    if grant.stage == Stage::Proposed {
        rows.push(Row::new(l.t("staff-lapses-at"), l.time(grant.lapses_at(), zone)));
    }
    if let Some(second) = grant.stage.second() {
        rows.push(Row::new(l.t("staff-second"), name(second.by)));
        rows.push(Row::new(l.t("staff-second-at"), l.time(second.at, zone)));
    }
    rows
}
