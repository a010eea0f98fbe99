//! Letters: what was decided, why, and how it can be contested, to be read, printed and kept.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use onewindow_app::cases::{self, CaseFile, DecisionView};
use onewindow_model::case::{Acceptance, DecisionKind};
use serde::Deserialize;

use super::paths;
use super::remedy::remedies;
use crate::audience::Citizen;
use crate::errors::WebError;
use crate::l10n::{Args, Words};
use crate::page::Page;
use crate::show::Show;

#[derive(Deserialize)]
pub(super) struct Which {
    /// The number of the decision; the last one where it is not given.
    n: Option<u32>,
}

#[derive(Template)]
#[template(path = "account/letter.html")]
struct Letter {
    page: Page,
    authority: Words,
    number: String,
    to: String,
    opening: String,
    verdict: String,
    reasons: Vec<String>,
    failing: Vec<Words>,
    /// Each with the day by which it is to follow, where it may.
    papers: Vec<(Words, String)>,
    until: Option<String>,
    remedies: Vec<String>,
    certificate: bool,
    date: String,
}

/// `GET /account/cases/{case}/letter?n=…`: a letter of the case.
pub(super) async fn get(
    citizen: Citizen,
    Path(id): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let file = cases::open_own(&ctx, paths::id(&id)?).await?;
    let wanted = |made: &&DecisionView| which.n.is_none_or(|n| made.record.seq == n);
    let made = file.decisions.iter().rfind(wanted).ok_or_else(WebError::not_found)?;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    Ok(letter(page, &show, &file, made))
}

/// What the letter says was decided: an acceptance with papers still to come, or by silence, is one
/// of its own kind.
fn verdict(file: &CaseFile, made: &DecisionView) -> String {
    let kind = made.record.kind;
    let how = file.case.stage.accepted().map(|accepted| accepted.how);
    match (kind, how) {
        (DecisionKind::Accept, Some(Acceptance::Silence)) => "accept-silence".to_owned(),
        (DecisionKind::Accept, _) if !made.body.evidence.is_empty() => "accept-gaps".to_owned(),
        _ => kind.to_string(),
    }
}

/// A paper that the letter names; of one that may follow, until when.
fn paper(show: &Show<'_>, file: &CaseFile, kind: DecisionKind, id: &str) -> (Words, String) {
    let day = (kind == DecisionKind::Accept).then(|| show.follows_until(file, id)).flatten();
    let until = day.map(|day| show.l.t1("letter-follows-until", "date", show.due(day)));
    (show.material(&file.service, id), until.unwrap_or_default())
}

fn letter(page: Page, show: &Show<'_>, file: &CaseFile, made: &DecisionView) -> Response {
    let kind = made.record.kind;
    let service = page.l.words(&file.service.name).text;
    let received = show.current.zone.to_datetime(file.case.received_at).date();
    let day = show.current.zone.to_datetime(made.record.at).date();
    let opening = Args::new().with("service", &service).with("date", page.l.date(received));
    let conditions = file.service.intake_conditions.iter().chain(&file.service.decision_conditions);
    let failing = conditions.filter(|rule| made.body.failing.contains(&rule.id));
    let refused = kind.is_refusal();
    let contested = kind.is_final();
    let until = (kind == DecisionKind::AskCorrection).then(|| {
        let term = onewindow_model::case::clocks::CORRECTION_TERM;
        show.due(show.current.files.calendar.due(day, term))
    });
    let paragraphs = made.body.reasons.lines().filter(|line| !line.trim().is_empty());
    let letter = Letter {
        authority: show.authority(&file.case.authority),
        number: file.case.number.to_string(),
        to: file.applicant.as_ref().map_or_else(String::new, |a| a.identity.name.clone()),
        opening: page.ta("letter-opening", &opening),
        verdict: page.t1(&format!("letter-{}-verdict", verdict(file, made)), "service", &service),
        reasons: paragraphs.map(str::to_owned).collect(),
        failing: failing.filter(|_| refused).map(|rule| page.l.words(&rule.otherwise)).collect(),
        papers: made.body.evidence.iter().map(|id| paper(show, file, kind, id)).collect(),
        until,
        remedies: match contested {
            true => remedies(show, &file.service.remedy, made.record.at),
            false => Vec::new(),
        },
        certificate: kind == DecisionKind::Grant && file.certificate.is_some(),
        date: page.l.date(day),
        page: page.clone(),
    };
    let title = page.t(&format!("letter-{kind}-title"));
    page.titled(title).back(paths::case(file.case.id)).show(|page| Letter { page, ..letter })
}
