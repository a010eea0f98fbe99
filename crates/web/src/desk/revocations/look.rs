//! One revocation: ground, reasons, what its holder says, and what may be done about it.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use onewindow_app::revocations::{self, RevocationView};
use onewindow_model::actor::{Officer, Role};
use onewindow_model::id::RevocationId;
use serde::Deserialize;

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
    done: Option<String>,
    kind: Words,
    stage: String,
    colour: &'static str,
    rows: Vec<Row>,
    reasons: String,
    appeal: Option<String>,
    lead: String,
    countersign: Option<String>,
    judge: Option<(String, Choices, Field)>,
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
    page(staff, places::id(&id)?, ["", ""], Vec::new(), done).await
}

/// The page, with what was typed into the judgement (`verdict`, `text`) and the problems of that.
pub(super) async fn page(
    staff: Staff,
    id: RevocationId,
    typed: [&str; 2],
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
    let countersign = part == Part::MaySign;
    let countersign = countersign.then(|| format!("{}/countersign", places::revocation(id)));
    let (key, colour) = stage(&view.record.stage);
    let stage = page.t(key);
    let kind = show.certificate_type(&view.certificate.kind);
    let rows = rows(&show, &view);
    let lead = page.t(part.lead());
    let nav = DeskNav::new(&page, &officer, "");
    let done = done.map(|key| page.t(key));
    let page = page.title("desk-revocation-title").back(places::REVOCATIONS).problems(problems);
    let RevocationView { reasons, appeal, .. } = view;
    Ok(page.show(|page| RevocationPage {
        page,
        nav,
        done,
        kind,
        stage,
        colour,
        rows,
        reasons,
        appeal,
        lead,
        countersign,
        judge,
    }))
}

/// What an official has to do with a procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    MaySign,
    MayJudge,
    Proposed,
    Involved,
    Looks,
}

impl Part {
    fn of(view: &RevocationView, officer: &Officer) -> Part {
        let record = &view.record;
        let (mine, second) = (record.proposed_by == officer.id, record.second == Some(officer.id));
        let reviews = officer.is(Role::Reviewer);
        match record.stage.as_str() {
            "proposed" if mine => Part::Proposed,
            "proposed" if reviews => Part::MaySign,
            "appealed" if mine || second => Part::Involved,
            "appealed" if reviews => Part::MayJudge,
            _ => Part::Looks,
        }
    }

    fn lead(self) -> &'static str {
        match self {
            Part::MaySign => "desk-revocation-lead-sign",
            Part::MayJudge => "desk-revocation-lead-judge",
            Part::Proposed => "desk-revocation-lead-proposed",
            Part::Involved => "desk-revocation-lead-had-part",
            Part::Looks => "desk-revocation-lead-looks",
        }
    }
}

fn stage(name: &str) -> (&'static str, &'static str) {
    match name {
        "proposed" => ("desk-revocation-proposed", "yellow"),
        "in-force" => ("desk-revocation-in-force", "red"),
        "appealed" => ("desk-revocation-appealed", "orange"),
        "upheld" => ("desk-revocation-upheld", "red"),
        "lifted" => ("desk-revocation-lifted", "green"),
        _ => ("desk-revocation-declined", "grey"),
    }
}

fn rows(show: &Show<'_>, view: &RevocationView) -> Vec<Row> {
    let l = show.l;
    let zone = &show.current.zone;
    let record = &view.record;
    let mut rows = vec![
        Row::new(l.t("desk-certificate-number"), grouped(&view.certificate.id.to_string())),
        Row::new(l.t("desk-certificate-issued"), l.time(view.certificate.issued_at, zone)),
        Row::new(l.t("desk-certificate-by"), show.authority(&record.authority)),
        Row::new(l.t("desk-proposed-at"), l.time(record.proposed_at, zone)),
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
    if let Some(at) = record.appealed_at {
        rows.push(Row::new(l.t("desk-appealed-at"), l.time(at, zone)));
    }
    rows
}

fn judgement(
    page: &Page,
    id: RevocationId,
    [verdict, text]: [&str; 2],
    problems: &[Problem],
) -> (String, Choices, Field) {
    let choices = vec![
        Choice::new("lift", page.t("desk-judge-lift")).hint(page.t("desk-judge-lift-hint")),
        Choice::new("uphold", page.t("desk-judge-uphold")).hint(page.t("desk-judge-uphold-hint")),
    ];
    let verdict = Choices::new("verdict", page.t("desk-judge"), choices)
        .chosen(&[verdict])
        .error(Problem::of(problems, "verdict"));
    let text = Field::new("text", page.t("desk-judge-why"))
        .hint(page.t("desk-reasons-hint"))
        .length(0, 4_000)
        .value(text)
        .error(Problem::of(problems, "text"));
    (format!("{}/judge", places::revocation(id)), verdict, text)
}
