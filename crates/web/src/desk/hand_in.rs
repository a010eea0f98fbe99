//! Papers brought to a window for a case: whoever shows its slip hands in what was asked for, or
//! what was to follow, as they could online.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::AppError;
use onewindow_app::cases::{self, CaseFile, Files};
use onewindow_model::actor::Role;
use onewindow_model::case::Stage;
use onewindow_model::reference::{CaseNumber, ClaimCode};
use serde::Deserialize;

use super::{DeskNav, places};
use crate::audience::Staff;
use crate::errors::WebError;
use crate::forms::{Field, Filled, FormSpec, Problem, StrictForm, UploadForm};
use crate::hand_in::{self, Paper, Sent, Wanted};
use crate::l10n::Words;
use crate::page::Page;
use crate::show::Show;

#[derive(Deserialize)]
pub(super) struct Asked {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/hand_in.html")]
struct AskPage {
    page: Page,
    nav: DeskNav,
    fields: [Field; 2],
}

#[derive(Template)]
#[template(path = "desk/papers.html")]
struct PapersPage {
    page: Page,
    nav: DeskNav,
    number: String,
    claim: String,
    service: Words,
    lead: String,
    reasons: String,
    papers: Vec<Paper>,
    correction: bool,
    missing: usize,
}

/// A slip as it was typed, and read.
struct Slip {
    number: CaseNumber,
    claim: ClaimCode,
}

pub(super) async fn show(
    staff: Staff,
    axum::extract::Query(asked): axum::extract::Query<Asked>,
) -> Result<Response, WebError> {
    let number = asked.done.as_deref().and_then(|number| number.parse::<CaseNumber>().ok());
    let done =
        number.map(|number| staff.page.t1("desk-done-handed-in", "number", number.to_string()));
    ask(staff, ["", ""], done, Vec::new())
}

/// Where the form of the papers goes is no page: whoever comes back to it begins with the slip.
pub(super) async fn begin(_staff: Staff) -> Redirect {
    Redirect::to(places::HAND_IN)
}

/// The slip's code opens the case for this one answer; it is carried on in the form, never in an
/// address.
pub(super) async fn open(staff: Staff, form: StrictForm) -> Result<Response, WebError> {
    let form = form.read(&slip_fields())?;
    let slip = match read(&staff.page, &form) {
        Ok(slip) => slip,
        Err(problems) => return ask(staff, typed(&form), None, problems),
    };
    match cases::at_window(&staff.ctx, &slip.number, &slip.claim).await {
        Ok(file) => Ok(papers(staff, &slip, &file, Vec::new())),
        Err(AppError::NotFound) => {
            let problem = Problem::new("number", staff.page.t("desk-problem-slip"));
            ask(staff, typed(&form), None, vec![problem])
        }
        Err(error) => Err(WebError::from(error).back(places::HAND_IN)),
    }
}

pub(super) async fn take(staff: Staff, upload: UploadForm) -> Result<Response, WebError> {
    let fields = Wanted::fields().one("number", 100).one("claim", 100);
    let (form, sent) = upload.read(&fields)?;
    let slip = match read(&staff.page, &form) {
        Ok(slip) => slip,
        Err(problems) => return ask(staff, typed(&form), None, problems),
    };
    let (number, claim) = (&slip.number, &slip.claim);
    let file = cases::at_window(&staff.ctx, number, claim).await;
    let file = file.map_err(|error| WebError::from(error).back(places::HAND_IN))?;
    let wanted = Wanted::of(&file);
    let (over, done) = match wanted.read(&staff.page, &form, sent) {
        Sent::Nothing(problems) => return Ok(papers(staff, &slip, &file, problems)),
        Sent::Paper(files) if wanted.correction => {
            (false, cases::lay_ready_at_window(&staff.ctx, number, claim, files).await)
        }
        Sent::Paper(files) => {
            (true, cases::hand_in_at_window(&staff.ctx, number, claim, files).await)
        }
        Sent::All => {
            (true, cases::hand_in_at_window(&staff.ctx, number, claim, Files::new()).await)
        }
    };
    let problems = match done {
        Ok(()) if over => {
            let done = format!("{}?done={}", places::HAND_IN, slip.number);
            return Ok(Redirect::to(&done).into_response());
        }
        Ok(()) => Vec::new(),
        Err(error) => {
            let current = staff.ctx.app.catalogue.current();
            let problems = wanted.problems(&Show::new(staff.page.l, &current), error);
            problems.map_err(|error| WebError::from(error).back(places::HAND_IN))?
        }
    };
    let file = cases::at_window(&staff.ctx, number, claim).await?;
    Ok(papers(staff, &slip, &file, problems))
}

fn slip_fields() -> FormSpec {
    FormSpec::new().one("number", 100).one("claim", 100)
}

fn typed(form: &Filled) -> [&str; 2] {
    [form.get("number"), form.get("claim")]
}

fn read(page: &Page, form: &Filled) -> Result<Slip, Vec<Problem>> {
    let number = form.get("number").parse::<CaseNumber>();
    let claim = form.get("claim").parse::<ClaimCode>();
    match (number, claim) {
        (Ok(number), Ok(claim)) => Ok(Slip { number, claim }),
        (number, claim) => {
            let mut problems = Vec::new();
            if number.is_err() {
                problems.push(Problem::new("number", page.t("desk-problem-number")));
            }
            if claim.is_err() {
                problems.push(Problem::new("claim", page.t("desk-problem-claim")));
            }
            Err(problems)
        }
    }
}

fn ask(
    staff: Staff,
    [number, claim]: [&str; 2],
    done: Option<String>,
    problems: Vec<Problem>,
) -> Result<Response, WebError> {
    let Staff { page, officer, .. } = staff;
    if !officer.acts_as(Role::WindowClerk) {
        return Err(WebError::denied("wrong-role").back(places::DESK));
    }
    let nav = DeskNav::new(&page, &officer, places::HAND_IN);
    let field = |name: &str, label: &str, value: &str| {
        Field::new(name, page.t(label))
            .length(20, 40)
            .exact()
            .value(value)
            .error(Problem::of(&problems, name))
    };
    let fields = [field("number", "desk-number", number), field("claim", "desk-slip-claim", claim)];
    let page = page.title("desk-hand-in-title").done(done).problems(problems);
    Ok(page.show(|page| AskPage { page, nav, fields }))
}

fn papers(staff: Staff, slip: &Slip, file: &CaseFile, problems: Vec<Problem>) -> Response {
    let Staff { page, ctx, officer } = staff;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let l = page.l;
    let wanted = Wanted::of(file);
    let lead = match &file.case.stage {
        Stage::CorrectionAsked { answer_by, .. } => {
            l.t1("desk-hand-in-asked", "date", show.due(*answer_by))
        }
        _ if wanted.papers.is_empty() => l.t("desk-hand-in-nothing"),
        _ => l.t("desk-hand-in-follows"),
    };
    let nav = DeskNav::new(&page, &officer, places::HAND_IN);
    let told = hand_in::summed(&show, file, &problems);
    let page = page.title("desk-hand-in-title").back_to(places::HAND_IN, "desk-back-to-hand-in");
    page.problems(told).show(|page| PapersPage {
        nav,
        number: slip.number.to_string(),
        claim: slip.claim.to_string(),
        service: l.words(&file.service.name),
        lead,
        reasons: hand_in::notice(file),
        papers: wanted.shown(&show, file, &problems),
        correction: wanted.correction,
        missing: wanted.missing(),
        page,
    })
}
