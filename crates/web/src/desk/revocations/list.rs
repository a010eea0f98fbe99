//! Revocations that wait for somebody: no name, no number, nothing personal.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use onewindow_app::revocations;
use onewindow_model::actor::Role;
use onewindow_model::revocation::StageName;
use serde::Deserialize;

use crate::audience::Staff;
use crate::desk::{DeskNav, places};
use crate::errors::WebError;
use crate::forms::{Field, Problem};
use crate::l10n::Words;
use crate::page::Page;
use crate::show::Show;

#[derive(Deserialize)]
pub(in crate::desk) struct Asked {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/revocations.html")]
struct ListPage {
    page: Page,
    nav: DeskNav,
    lines: Vec<Line>,
    propose: Option<Field>,
}

struct Line {
    kind: Words,
    stage: String,
    colour: &'static str,
    since: String,
    href: String,
}

pub(in crate::desk) async fn show(
    staff: Staff,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let done = match asked.done.as_deref() {
        Some("declined") => Some("desk-done-declined"),
        Some("upheld") => Some("desk-done-upheld"),
        Some("lifted") => Some("desk-done-lifted"),
        _ => None,
    };
    page(staff, "", Vec::new(), done).await
}

/// The list, with the number typed for a new proposal and what is wrong with it.
pub(super) async fn page(
    staff: Staff,
    typed: &str,
    problems: Vec<Problem>,
    done: Option<&'static str>,
) -> Result<Response, WebError> {
    let Staff { page, ctx, officer } = staff;
    let waiting = revocations::waiting(&ctx).await;
    let waiting = waiting.map_err(|error| WebError::from(error).back(places::DESK))?;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let lines = waiting.into_iter().map(|item| {
        let (key, colour) = match (item.stage, item.mine) {
            (StageName::Declined, _) => ("desk-revocation-mine-declined", "grey"),
            (StageName::Appealed, _) => ("desk-revocation-waits-judge", "orange"),
            (_, true) => ("desk-revocation-waits-other", "grey"),
            _ => ("desk-revocation-waits-second", "yellow"),
        };
        Line {
            kind: show.certificate_type(&item.kind),
            stage: page.t(key),
            colour,
            since: page.l.time(item.since, &current.zone),
            href: places::revocation(item.id),
        }
    });
    let lines = lines.collect();
    let propose = officer.acts_as(Role::CaseOfficer).then(|| {
        Field::new("certificate", page.t("desk-certificate-number"))
            .hint(page.t("desk-certificate-number-hint"))
            .length(30, 60)
            .exact()
            .value(typed)
            .error(Problem::of(&problems, "certificate"))
    });
    let nav = DeskNav::new(&page, &officer, places::REVOCATIONS);
    let done = done.map(|key| page.t(key));
    let page = page.title("desk-revocations-title").done(done).wide().problems(problems);
    Ok(page.show(|page| ListPage { page, nav, lines, propose }))
}
