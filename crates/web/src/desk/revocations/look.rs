//! One revocation: ground, reasons, what its holder says, and what may be done about it.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use onewindow_app::revocations::{self, RevocationView};
use onewindow_model::actor::{Officer, Role};
use onewindow_model::id::RevocationId;
use onewindow_model::revocation::{Stage, StageName};
use serde::Deserialize;

use super::reasons;
use crate::audience::Staff;
use crate::desk::{DeskNav, places};
use crate::errors::WebError;
use crate::forms::{Choice, Choices, Field, Problem};
use crate::l10n::{Args, Words};
use crate::lists::Row;
use crate::page::Page;
use crate::show::{Show, grouped};

#[derive(Deserialize)]
pub(in crate::desk) struct Asked {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/revocation.html")]
struct RevocationPage {
    page: Page,
    nav: DeskNav,
    kind: Words,
    stage: String,
    colour: &'static str,
    rows: Vec<Row>,
    reasons: String,
    refusal: Option<String>,
    appeal: Option<String>,
    declined: Vec<Declined>,
    lead: String,
    sign: Option<(String, String, Field)>,
    judge: Option<(String, Choices, Field)>,
}

/// A proposal on the same ground that was declined: who and when, and why.
struct Declined {
    by: String,
    reasons: String,
}

/// What was typed into the forms of the page.
#[derive(Clone, Copy, Default)]
pub(super) struct Typed<'a> {
    pub refusal: &'a str,
    pub verdict: &'a str,
    pub judgement: &'a str,
}

pub(in crate::desk) async fn show(
    staff: Staff,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let done = match asked.done.as_deref() {
        Some("proposed") => Some("desk-done-proposed"),
        Some("agreed") => Some("desk-done-agreed"),
        _ => None,
    };
    page(staff, places::id(&id)?, Typed::default(), Vec::new(), done).await
}

/// The page, with what was typed into its forms and the problems of that.
pub(super) async fn page(
    staff: Staff,
    id: RevocationId,
    typed: Typed<'_>,
    problems: Vec<Problem>,
    done: Option<&'static str>,
) -> Result<Response, WebError> {
    let Staff { page, ctx, officer } = staff;
    let opened = revocations::open(&ctx, id).await;
    let view = opened.map_err(|error| WebError::from(error).back(places::REVOCATIONS))?;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let part = Part::of(&view, &officer);
    let judge = (part == Part::MayJudge).then(|| judgement(&page, id, typed, &problems));
    let sign = (part == Part::MaySign).then(|| signing(&page, id, typed, &problems));
    let (key, colour) = stage(view.procedure.stage.name());
    let stage = page.t(key);
    let kind = show.certificate_type(&view.certificate.kind);
    let rows = rows(&show, &view);
    let lead = page.t(part.lead());
    let nav = DeskNav::new(&page, &officer, "");
    let done = done.map(|key| page.t(key));
    let page = page
        .title("desk-revocation-title")
        .back_to(places::REVOCATIONS, "desk-back-to-revocations");
    let page = page.done(done).problems(problems);
    let declined = declined(&show, &view);
    let procedure = view.procedure;
    let reasons = procedure.proposal.reasons;
    let refusal = procedure.stage.refusal().cloned();
    let appeal = procedure.stage.appeal().map(|appeal| appeal.text.clone());
    Ok(page.show(|page| RevocationPage {
        page,
        nav,
        kind,
        stage,
        colour,
        rows,
        reasons,
        refusal,
        appeal,
        declined,
        lead,
        sign,
        judge,
    }))
}

/// What an official has to do with a procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    MaySign,
    MayJudge,
    Proposed,
    WasDeclined,
    Involved,
    Looks,
}

impl Part {
    fn of(view: &RevocationView, officer: &Officer) -> Part {
        let procedure = &view.procedure;
        let mine = procedure.proposal.by == officer.id;
        let had_part = procedure.officers().contains(&officer.id);
        let reviews = officer.acts_as(Role::Reviewer);
        match procedure.stage {
            Stage::Proposed if mine => Part::Proposed,
            Stage::Proposed if reviews => Part::MaySign,
            Stage::Declined { .. } if mine => Part::WasDeclined,
            Stage::Appealed { .. } if had_part => Part::Involved,
            Stage::Appealed { .. } if reviews => Part::MayJudge,
            _ => Part::Looks,
        }
    }

    fn lead(self) -> &'static str {
        match self {
            Part::MaySign => "desk-revocation-lead-sign",
            Part::MayJudge => "desk-revocation-lead-judge",
            Part::Proposed => "desk-revocation-lead-proposed",
            Part::WasDeclined => "desk-revocation-lead-declined",
            Part::Involved => "desk-revocation-lead-had-part",
            Part::Looks => "desk-revocation-lead-looks",
        }
    }
}

fn stage(name: StageName) -> (&'static str, &'static str) {
    match name {
        StageName::Proposed => ("desk-revocation-proposed", "yellow"),
        StageName::Declined => ("desk-revocation-declined", "grey"),
        StageName::InForce => ("desk-revocation-in-force", "red"),
        StageName::Appealed => ("desk-revocation-appealed", "orange"),
        StageName::Upheld => ("desk-revocation-upheld", "red"),
        StageName::Lifted => ("desk-revocation-lifted", "green"),
    }
}

fn declined(show: &Show<'_>, view: &RevocationView) -> Vec<Declined> {
    let l = show.l;
    let told = view.declined.iter().map(|before| {
        let time = l.time(before.at, &show.current.zone);
        let by = Args::new().with("time", &time).with("pseudonym", &before.by);
        let reasons = before.reasons.clone();
        Declined {
            by: l.ta("desk-declined-by", &by),
            reasons: reasons.unwrap_or_else(|| l.t("desk-declined-no-reasons")),
        }
    });
    told.collect()
}

fn rows(show: &Show<'_>, view: &RevocationView) -> Vec<Row> {
    let l = show.l;
    let zone = &show.current.zone;
    let record = &view.procedure;
    let mut rows = vec![
        Row::new(l.t("desk-certificate-number"), grouped(&view.certificate.id.to_string())),
        Row::new(l.t("desk-certificate-issued"), l.time(view.certificate.issued_at, zone)),
        Row::new(l.t("desk-certificate-by"), show.authority(&record.authority)),
        Row::new(l.t("desk-proposed-at"), l.time(record.proposal.at, zone)),
    ];
    if let Some(rule) = &view.rule {
        let (law, article) = (rule.basis.law.words(l.lang), rule.basis.article.words(l.lang));
        let basis = Args::new().with("law", law).with("article", article);
        rows.extend([
            Row::new(l.t("desk-ground"), l.words(&rule.when)),
            Row::new(l.t("desk-ground-law"), l.ta("desk-ground-basis", &basis)),
            Row::new(l.t("desk-ground-file"), l.words(&rule.needs)),
            Row::new(l.t("desk-ground-review"), show.authority(&rule.reviewed_by)),
        ]);
    }
    if let Some(appeal) = record.stage.appeal() {
        rows.push(Row::new(l.t("desk-appealed-at"), l.time(appeal.at, zone)));
    }
    rows
}

/// Where signing and declining go, and the field for why one declines.
fn signing(
    page: &Page,
    id: RevocationId,
    typed: Typed<'_>,
    problems: &[Problem],
) -> (String, String, Field) {
    let at = places::revocation(id);
    let why = reasons(page, "refusal", "desk-decline-why", "desk-decline-why-hint", typed.refusal)
        .error(Problem::of(problems, "refusal"));
    (format!("{at}/countersign"), format!("{at}/decline"), why)
}

fn judgement(
    page: &Page,
    id: RevocationId,
    typed: Typed<'_>,
    problems: &[Problem],
) -> (String, Choices, Field) {
    let choices = vec![
        Choice::new("lift", page.t("desk-judge-lift")).hint(page.t("desk-judge-lift-hint")),
        Choice::new("uphold", page.t("desk-judge-uphold")).hint(page.t("desk-judge-uphold-hint")),
    ];
    let verdict = Choices::new("verdict", page.t("desk-judge"), choices)
        .chosen(&[typed.verdict])
        .error(Problem::of(problems, "verdict"));
    let text = reasons(page, "text", "desk-judge-why", "desk-reasons-hint", typed.judgement)
        .error(Problem::of(problems, "text"));
    (format!("{}/judge", places::revocation(id)), verdict, text)
}
