//! The page for papers that a case waits for: those of a correction notice, all in one go, and
//! those that were promised to follow. The signed-in person and the holder of a slip share it.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::cases::{self, CaseFile};
use onewindow_app::{AppError, Ctx};
use onewindow_model::case::{DecisionKind, Stage};

use crate::errors::WebError;
use crate::forms::{FileField, Problem, UploadedFile};
use crate::l10n::{Args, Words};
use crate::page::Page;
use crate::show::Show;

const ACCEPT: &str = "image/jpeg,image/png,application/pdf";

#[derive(Template)]
#[template(path = "account/hand_in.html")]
struct HandIn {
    page: Page,
    service: Words,
    correction: bool,
    reasons: String,
    until: Option<String>,
    papers: Vec<Paper>,
    action: String,
}

struct Paper {
    description: Option<Words>,
    field: FileField,
}

/// Uploaded files by the evidence that they are for.
pub(crate) type Files = BTreeMap<String, Vec<Vec<u8>>>;

/// The papers that a case waits for, and whether they answer a correction.
pub(crate) struct Wanted {
    /// Evidence ids, in the order of the notice.
    pub papers: Vec<String>,
    /// Whether all of them must come at once.
    pub correction: bool,
}

impl Wanted {
    /// Of the stage that a case stands in.
    pub fn of(file: &CaseFile) -> Wanted {
        let (papers, correction) = match &file.case.stage {
            Stage::CorrectionAsked { evidence, .. } => (evidence.clone(), true),
            Stage::Received { .. } | Stage::Accepted(_) | Stage::Examined { .. } => {
                (cases::still_to_follow(file), false)
            }
            _ => (Vec::new(), false),
        };
        Wanted { papers, correction }
    }

    /// Just the files that were asked for, by paper, or a problem for each paper that is missing.
    pub fn sort(&self, page: &Page, sent: Vec<UploadedFile>) -> Result<Files, Vec<Problem>> {
        let mut files = Files::new();
        for one in sent.into_iter().filter(|one| self.papers.contains(&one.field)) {
            files.entry(one.field).or_default().push(one.bytes);
        }
        let missing = self.papers.iter().filter(|name| !files.contains_key(*name));
        let told = missing.map(|name| Problem::new(name, page.t("problem-no-file")));
        let told: Vec<_> = match self.correction {
            true => told.collect(),
            // What follows may come one paper at a time.
            false if files.is_empty() => told.take(1).collect(),
            false => Vec::new(),
        };
        if told.is_empty() { Ok(files) } else { Err(told) }
    }
}

/// After handing in: on to the case, or the page again with what is wrong with each paper.
pub(crate) fn answer(
    done: Result<(), AppError>,
    page: Page,
    ctx: &Ctx,
    file: &CaseFile,
    here: &str,
) -> Result<Response, WebError> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("{here}?done=handed-in")).into_response()),
        Err(AppError::Papers(problems)) => {
            let current = ctx.app.catalogue.current();
            let show = Show::new(page.l, &current);
            let told =
                problems.iter().map(|(name, why)| Problem::new(name, show.paper_problem(why)));
            let told = told.collect();
            Ok(form(page, ctx, file, here, told))
        }
        Err(error) => Err(WebError::from(error).back(here)),
    }
}

/// A field for just the papers that the case at `here` waits for.
pub(crate) fn form(
    page: Page,
    ctx: &Ctx,
    file: &CaseFile,
    here: &str,
    problems: Vec<Problem>,
) -> Response {
    let wanted = Wanted::of(file);
    if wanted.papers.is_empty() {
        return Redirect::to(here).into_response();
    }
    let correction = wanted.correction;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let l = page.l;
    let papers = wanted.papers.iter().map(|id| {
        let named = file.service.evidence_named(id);
        let label = show.material(&file.service, id);
        Paper {
            description: named.and_then(|n| n.description.as_ref()).map(|text| l.words(text)),
            field: FileField::new(id, label, ACCEPT)
                .hint(l.t("apply-upload-hint"))
                .error(Problem::of(&problems, id))
                .multiple(),
        }
    });
    let papers = papers.collect();
    let told = problems.iter().map(|problem| {
        let paper = show.material(&file.service, &problem.id).text;
        let args = Args::new().with("paper", &paper).with("problem", &problem.text);
        Problem::new(&problem.id, l.ta("hand-in-problem", &args))
    });
    let told = told.collect();
    let notice =
        file.decisions.iter().rev().find(|made| made.record.kind == DecisionKind::AskCorrection);
    let reasons = notice.filter(|_| correction).map(|made| made.body.reasons.clone());
    let until = match &file.case.stage {
        Stage::CorrectionAsked { answer_by, .. } => Some(show.due(*answer_by)),
        _ => None,
    };
    let service = l.words(&file.service.name);
    let key = if correction { "account-correction-title" } else { "account-follow-title" };
    page.title(key).back(here).problems(told).show(|page| HandIn {
        page,
        service,
        correction,
        reasons: reasons.unwrap_or_default(),
        until,
        papers,
        action: format!("{here}/papers"),
    })
}
