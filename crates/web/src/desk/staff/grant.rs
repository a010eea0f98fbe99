//! One change: what it is, who proposed it and why, where it stands, and what may be done about it.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use onewindow_app::staffing::{self, GrantView};
use onewindow_model::id::{GrantId, OfficerId};
use onewindow_model::staffing::{Change, Grant, Stage, StageName};
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
    /// What was said, by whom it was said why.
    said: Vec<(String, String)>,
    lead: String,
    judge: Option<Judge>,
    step: Option<(String, String, Field)>,
}

/// The two answers of a second administrator: where each is sent, and what its button says.
struct Judge {
    agree: (String, String),
    decline: (String, String),
    why: Field,
}

/// What one administrator may do with reasons: where it is sent, its field, its button, and what is asked.
struct Step {
    way: &'static str,
    field: &'static str,
    button: &'static str,
    asked: &'static str,
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
        Some("stays") => Some("staff-done-stays"),
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
    let asked = match view.grant.off() {
        None => "staff-decline-why",
        Some(_) => "staff-off-decline-why",
    };
    let judge = judge(&page, &view, why("refusal", asked));
    let step = step(&view, officer.id).map(|step| {
        (format!("{at}/{}", step.way), page.t(step.button), why(step.field, step.asked))
    });
    let said = said(&page, &view.grant);
    let name = list::named(page.l, &view);
    let stands = stage(page.l, &view.grant);
    let lead = lead(&page, &view, officer.id);
    let rows = rows(&show, &view);
    let nav = DeskNav::new(&page, &officer, "");
    let done = done.map(|key| page.t(key));
    let page = page.title("staff-grant-title").back_to(places::STAFF, "staff-back");
    let page = page.done(done).problems(problems);
    Ok(page.show(|page| GrantPage {
        page,
        nav,
        name,
        stage: stands,
        rows,
        said,
        lead,
        judge,
        step,
    }))
}

/// The answers, if whoever looks may be the second: to the change, or to its being called off.
fn judge(page: &Page, view: &GrantView, why: Field) -> Option<Judge> {
    let at = places::grant(view.grant.id);
    let [agree, decline] = match view.grant.off() {
        None => [("agree", "staff-agree"), ("decline", "staff-decline")],
        Some(_) => [("call-off/agree", "staff-off-agree"), ("call-off/stay", "staff-off-decline")],
    };
    let answer = |(way, key): (&str, &str)| (format!("{at}/{way}"), page.t(key));
    let mine = view.mine_to_judge;
    mine.then(|| Judge { agree: answer(agree), decline: answer(decline), why })
}

fn step(view: &GrantView, me: OfficerId) -> Option<Step> {
    let step = |way, field, button, asked| Some(Step { way, field, button, asked });
    let withdrawn = ["staff-withdraw", "staff-withdraw-why"];
    let [button, asked] = match view.grant.stage == Stage::Proposed {
        true => withdrawn,
        false => ["staff-end", "staff-end-why"],
    };
    if view.grant.off().is_some_and(|off| off.by == me) {
        let [button, asked] = withdrawn;
        return step("call-off/stay", "refusal", button, asked);
    }
    if view.mine_to_call_off {
        return step("call-off", "off", "staff-off", "staff-off-why");
    }
    view.mine_to_end.then(|| step("end", "ended", button, asked)).flatten()
}

/// The reasons that were given so far, each under what it is a reason for.
fn said(page: &Page, grant: &Grant) -> Vec<(String, String)> {
    let later = match &grant.stage {
        Stage::Declined { second } => Some(("staff-declined-because", second)),
        Stage::Ended { ended, with: Some(_), .. } => Some(("staff-off-because", ended)),
        Stage::Ended { ended, .. } => Some(("staff-ended-because", ended)),
        _ => grant.off().map(|off| ("staff-off-because", off)),
    };
    let all = std::iter::once(("staff-why", &grant.proposal)).chain(later);
    all.map(|(key, said)| (page.t(key), said.reasons.clone())).collect()
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
        StageName::Agreed => match grant.off() {
            None => "staff-lead-agreed",
            Some(_) if view.mine_to_judge => "staff-lead-off-judge",
            Some(off) if off.by == me => "staff-lead-off-mine",
            Some(_) => "staff-lead-off-other",
        },
        StageName::InForce => "staff-lead-in-force",
        StageName::Declined => "staff-lead-declined",
        StageName::Lapsed => "staff-lead-lapsed",
        StageName::Ended if grant.stage.second().is_none() => "staff-lead-withdrawn",
        StageName::Ended if matches!(grant.stage, Stage::Ended { with: Some(_), .. }) => {
            "staff-lead-called-off"
        }
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
    let (off, with) = grant.called_off();
    let asked = off.map(|off| ("staff-off-by", off.by, "staff-off-at", off.at));
    let agreed = with.map(|with| ("staff-off-with", with.by, "staff-off-with-at", with.at));
    for (who, by, when, at) in asked.into_iter().chain(agreed) {
        rows.push(Row::new(l.t(who), name(by)));
        rows.push(Row::new(l.t(when), l.time(at, zone)));
    }
    rows
}
