//! Papers that a case waits for: those of a correction notice, laid ready one by one and then given to
//! the office together, and those that were promised to follow. The signed-in person, the holder of a
//! slip and the clerk at a window hand them in alike.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::AppError;
use onewindow_app::cases::{self, CaseFile, Files};
use onewindow_model::application::Supply;
use onewindow_model::case::{DecisionKind, Refusal, Stage};

use crate::errors::WebError;
use crate::forms::{FileField, Filled, FormSpec, Problem, UploadedFile};
use crate::l10n::{Args, Words};
use crate::page::Page;
use crate::show::Show;

const ACCEPT: &str = "image/jpeg,image/png,application/pdf";

/// One paper that the case waits for.
pub(crate) struct Paper {
    /// What it is.
    pub name: Words,
    /// What it has to show.
    pub description: Option<Words>,
    /// For its files.
    pub field: FileField,
    /// What has come of it, once something has.
    pub come: Option<String>,
}

impl Paper {
    /// Whether its field is to be seen at once.
    pub fn open(&self) -> bool {
        self.come.is_none() || self.field.error.is_some()
    }
}

/// The papers that a case waits for.
pub(crate) struct Wanted {
    /// Evidence ids, in the order of the notice.
    pub papers: Vec<String>,
    /// Whether they answer a correction, and so go to the office together.
    pub correction: bool,
    /// Those of a correction that have come.
    ready: Vec<String>,
}

/// What was sent.
pub(crate) enum Sent {
    /// The answer, with all that was laid ready before.
    All,
    /// Files for one paper.
    Paper(Files),
    /// No file, or for no paper: what is wrong.
    Nothing(Vec<Problem>),
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
        Wanted { papers, correction, ready: cases::laid_ready(file) }
    }

    /// How many of a correction are still to come.
    pub fn missing(&self) -> usize {
        self.papers.len() - self.ready.len()
    }

    /// The fields of a form of these pages.
    pub fn fields() -> FormSpec {
        FormSpec::new().one("do", 10).one("paper", 100)
    }

    /// What was sent with one of the forms.
    pub fn read(&self, page: &Page, form: &Filled, sent: Vec<UploadedFile>) -> Sent {
        if form.get("do") == "send" && self.correction {
            return Sent::All;
        }
        let paper = form.get("paper");
        if !self.papers.iter().any(|wanted| wanted == paper) {
            return Sent::Nothing(Vec::new());
        }
        let files = sent.into_iter().filter(|one| one.field == paper).map(|one| one.bytes);
        let files: Vec<_> = files.collect();
        match files.is_empty() {
            true => Sent::Nothing(vec![Problem::new(paper, page.t("problem-no-file"))]),
            false => Sent::Paper(Files::from([(paper.to_owned(), files)])),
        }
    }

    /// What is wrong where something could not be handed in; the error where it is no paper's.
    pub fn problems(&self, show: &Show<'_>, error: AppError) -> Result<Vec<Problem>, AppError> {
        match error {
            AppError::Papers(bad) => Ok(bad
                .iter()
                .map(|(name, why)| Problem::new(name, show.paper_problem(why)))
                .collect()),
            AppError::Refusal(Refusal::StillMissing(_)) => {
                let missing = self.papers.iter().filter(|name| !self.ready.contains(name));
                let told = missing.map(|name| Problem::new(name, show.l.t("problem-no-file")));
                Ok(told.collect())
            }
            other => Err(other),
        }
    }

    /// Each paper with a field for its files.
    pub fn shown(&self, show: &Show<'_>, file: &CaseFile, problems: &[Problem]) -> Vec<Paper> {
        let l = show.l;
        let papers = self.papers.iter().map(|id| {
            let named = file.service.evidence_named(id);
            let come = self.ready.contains(id).then(|| come(show, file, id));
            let name = show.material(&file.service, id);
            let label = if come.is_some() { "hand-in-file-again" } else { "hand-in-file" };
            let label = l.t1(label, "paper", &name.text);
            Paper {
                name,
                description: named.and_then(|n| n.description.as_ref()).map(|text| l.words(text)),
                field: FileField::new(id, label, ACCEPT)
                    .hint(l.t("apply-upload-hint"))
                    .error(Problem::of(problems, id))
                    .multiple(),
                come,
            }
        });
        papers.collect()
    }
}

/// What has come of a paper.
fn come(show: &Show<'_>, file: &CaseFile, id: &str) -> String {
    let document = file.content.supplies.get(id).and_then(Supply::document);
    let held = file.documents.iter().find(|held| Some(held.id) == document);
    held.map_or_else(String::new, |held| show.size(held.pages, held.bytes))
}

/// The problems for the summary, each with the name of its paper.
pub(crate) fn summed(show: &Show<'_>, file: &CaseFile, problems: &[Problem]) -> Vec<Problem> {
    let told = problems.iter().map(|problem| {
        let paper = show.material(&file.service, &problem.id).text;
        let args = Args::new().with("paper", &paper).with("problem", &problem.text);
        Problem::new(&problem.id, show.l.ta("hand-in-problem", &args))
    });
    told.collect()
}

/// What the office wrote with its notice.
pub(crate) fn notice(file: &CaseFile) -> String {
    let asked = matches!(file.case.stage, Stage::CorrectionAsked { .. });
    let notice =
        file.decisions.iter().rev().find(|made| made.record.kind == DecisionKind::AskCorrection);
    notice.filter(|_| asked).map_or_else(String::new, |made| made.body.reasons.clone())
}

#[derive(Template)]
#[template(path = "account/hand_in.html")]
struct HandIn {
    page: Page,
    service: Words,
    correction: bool,
    reasons: String,
    until: Option<String>,
    papers: Vec<Paper>,
    missing: usize,
    action: String,
}

/// The page for the papers that the case at `here` waits for.
pub(crate) fn form(
    page: Page,
    show: &Show<'_>,
    file: &CaseFile,
    here: &str,
    problems: Vec<Problem>,
) -> Response {
    let wanted = Wanted::of(file);
    if wanted.papers.is_empty() {
        return Redirect::to(here).into_response();
    }
    let until = match &file.case.stage {
        Stage::CorrectionAsked { answer_by, .. } => Some(show.due(*answer_by)),
        _ => None,
    };
    let key = match wanted.correction {
        true => "account-correction-title",
        false => "account-follow-title",
    };
    let told = summed(show, file, &problems);
    page.title(key).back(here).problems(told).show(|page| HandIn {
        service: show.l.words(&file.service.name),
        correction: wanted.correction,
        reasons: notice(file),
        until,
        papers: wanted.shown(show, file, &problems),
        missing: wanted.missing(),
        action: format!("{here}/papers"),
        page,
    })
}

/// After handing in: on to `onward`, or the page again with what is wrong with each paper.
pub(crate) fn answer(
    done: Result<(), AppError>,
    page: Page,
    show: &Show<'_>,
    file: &CaseFile,
    (here, onward): (&str, &str),
) -> Result<Response, WebError> {
    let Err(error) = done else { return Ok(Redirect::to(onward).into_response()) };
    match Wanted::of(file).problems(show, error) {
        Ok(problems) => Ok(form(page, show, file, here, problems)),
        Err(error) => Err(WebError::from(error).back(here)),
    }
}
