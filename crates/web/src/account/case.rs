//! A case as its applicant follows it.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use onewindow_app::Ctx;
use onewindow_app::cases::{self, CaseFile, DecisionView};
use onewindow_model::case::{DecisionKind, Stage};
use onewindow_model::service::situation::{Facts, Situation};
use serde::Deserialize;

use super::paths;
use super::remedy::remedies;
use crate::audience::Citizen;
use crate::booking::Card;
use crate::errors::WebError;
use crate::l10n::Words;
use crate::lists::Row;
use crate::page::Page;
use crate::show::{Moment, PaperRow, Show};

#[derive(Template)]
#[template(path = "account/case.html")]
struct CasePage {
    page: Page,
    service: Words,
    stage: (String, &'static str),
    rows: Vec<Row>,
    asked: Option<Asked>,
    follow: Vec<Words>,
    late: bool,
    visits: Vec<Words>,
    moments: Vec<Moment>,
    decisions: Vec<Decided>,
    remedies: Vec<String>,
    certificate: Option<String>,
    papers: Vec<(PaperRow, Option<String>)>,
    answers: Vec<Row>,
    hand_in: String,
    withdraw: Option<String>,
    appointment: Option<Card>,
}

/// What the page may be asked.
#[derive(Deserialize)]
pub(super) struct Done {
    /// What was just done.
    done: Option<String>,
}

/// A correction that waits for the applicant.
struct Asked {
    papers: Vec<Words>,
    reasons: String,
    until: String,
}

/// A decision and its letter.
struct Decided {
    title: String,
    when: String,
    reasons: String,
    letter: String,
}

/// `GET /account/cases/{case}`: how far it is, what comes next and by when, what was decided.
pub(super) async fn get(
    citizen: Citizen,
    Path(id): Path<String>,
    Query(asked): Query<Done>,
) -> Result<Response, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let file = cases::open_own(&ctx, paths::id(&id)?).await?;
    let done = asked.done.as_deref().and_then(just_done);
    Ok(show(page, &ctx, &file, done))
}

/// What to say about what was just done to a case.
pub(crate) fn just_done(done: &str) -> Option<&'static str> {
    match done {
        "moved" => Some("booking-done-moved"),
        "cancelled" => Some("booking-done-cancelled"),
        "booked" => Some("booking-done-booked"),
        "handed-in" => Some("hand-in-done"),
        _ => None,
    }
}

fn show(page: Page, ctx: &Ctx, file: &CaseFile, done: Option<&str>) -> Response {
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let here = paths::case(file.case.id);
    let stage = file.case.stage.name();
    let decided = file.decisions.iter().rfind(|made| is_final(made));
    let late = match file.case.stage {
        Stage::CorrectionAsked { .. } => false,
        _ => file.case.stage.due().is_some_and(|due| due < ctx.today()),
    };
    let follow = match file.case.stage {
        Stage::Received { .. } | Stage::Accepted(_) | Stage::Examined { .. } => {
            cases::still_to_follow(file)
        }
        _ => Vec::new(),
    };
    let title = page.l.words(&file.service.name).text;
    let made = CasePage {
        service: page.l.words(&file.service.name),
        stage: (show.stage(stage), show.stage_colour(stage)),
        rows: rows(&show, file),
        asked: asked(&show, file),
        follow: follow.iter().map(|id| show.material(&file.service, id)).collect(),
        late,
        visits: show.visits_ahead(file),
        moments: show.timeline(file),
        decisions: file.decisions.iter().map(|made| told(&page, &here, made)).collect(),
        remedies: decided
            .map_or_else(Vec::new, |made| remedies(&show, &file.service.remedy, made.record.at)),
        certificate: file.certificate.map(paths::certificate),
        papers: papers(&show, ctx, file),
        answers: answers(&show, file),
        hand_in: format!("{here}/papers"),
        withdraw: can_withdraw(&file.case.stage).then(|| format!("{here}/withdraw")),
        appointment: Card::of(&show, ctx, file),
        page: page.clone(),
    };
    let done = done.map(|key| page.t(key));
    let frame = page.titled(title).back(crate::page::ACCOUNT).done(done);
    frame.show(|page| CasePage { page, ..made })
}

/// Whether a decision can be contested.
fn is_final(made: &DecisionView) -> bool {
    made.record.kind.is_final()
}

/// Until it is decided one may take it back.
pub(super) fn can_withdraw(stage: &Stage) -> bool {
    matches!(
        stage,
        Stage::Received { .. }
            | Stage::CorrectionAsked { .. }
            | Stage::Accepted(_)
            | Stage::Examined { .. }
    )
}

fn rows(show: &Show<'_>, file: &CaseFile) -> Vec<Row> {
    let l = show.l;
    let row = |key: &str, value: Words| Row::new(l.t(key), value);
    let mut rows = vec![row("account-number", file.case.number.to_string().into())];
    if let Some(applicant) = &file.applicant {
        rows.push(row("account-applicant", applicant.identity.name.clone().into()));
    }
    rows.push(row("account-authority", show.authority(&file.case.authority)));
    let received = l.time(file.case.received_at, &show.current.zone);
    rows.push(row("account-received", received.into()));
    if file.case.stage.accepted().is_some() {
        // Nothing is due any more once it is decided.
        let day = file.case.stage.due();
        rows.extend(day.map(|day| row("account-decision-by", show.due(day).into())));
    }
    rows
}

fn asked(show: &Show<'_>, file: &CaseFile) -> Option<Asked> {
    let Stage::CorrectionAsked { evidence, answer_by, .. } = &file.case.stage else { return None };
    let notice =
        file.decisions.iter().rev().find(|made| made.record.kind == DecisionKind::AskCorrection);
    Some(Asked {
        papers: evidence.iter().map(|id| show.material(&file.service, id)).collect(),
        reasons: notice.map_or_else(String::new, |made| made.body.reasons.clone()),
        until: show.due(*answer_by),
    })
}

fn told(page: &Page, here: &str, made: &DecisionView) -> Decided {
    Decided {
        title: page.t(&format!("account-decided-{}", made.record.kind)),
        when: page.time(made.record.at),
        reasons: made.body.reasons.clone(),
        letter: format!("{here}/letter?n={}", made.record.seq),
    }
}

fn papers(show: &Show<'_>, ctx: &Ctx, file: &CaseFile) -> Vec<(PaperRow, Option<String>)> {
    let facts = Facts {
        answers: &file.content.answers,
        today: ctx.app.zone().to_datetime(file.case.received_at).date(),
        regions: &show.current.files.regions,
    };
    let situation = Situation::of(&file.service, facts);
    let here = paths::case(file.case.id);
    let rows = show.papers(file, &situation.evidence).into_iter();
    rows.map(|paper| {
        let href = paper.document.filter(|_| !paper.record);
        let href = href.map(|document| format!("{here}/document/{document}"));
        (paper, href)
    })
    .collect()
}

/// What was stated: the situation first, then the form.
fn answers(show: &Show<'_>, file: &CaseFile) -> Vec<Row> {
    let service = &file.service;
    let facts = service.questions.iter().filter_map(|question| {
        let value = file.content.answers.get(&question.fact)?;
        let words = show.answer(service, &question.fact, value);
        Some(Row::new(show.l.words(&question.question), words))
    });
    let values = service.form.iter().filter_map(|field| {
        let value = file.content.values.get(&field.id)?;
        Some(Row::new(show.l.words(&field.label), show.value(field, value)))
    });
    facts.chain(values).collect()
}
