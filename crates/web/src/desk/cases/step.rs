//! The steps of a case that take words. Each calls one use case; what it refuses is said on the page
//! of the case, or, where the case stands differently now, on the page of a conflict. Everything
//! that a form must hold is read before the step is done: a step that is done is not answered by
//! an error.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::AppError;
use onewindow_app::cases::{self, Decision};
use onewindow_app::error::Invalid;
use onewindow_model::case::{Refusal, Verdict};
use onewindow_model::id::CaseId;
use onewindow_model::reference::CaseNumber;

use super::actions::{LONGEST, Typed};
use super::look;
use crate::audience::{Fresh, Staff};
use crate::desk::places;
use crate::errors::WebError;
use crate::forms::{Filled, FormSpec, Problem, StrictForm};

/// More materials than any service names.
const MOST_MATERIALS: usize = 200;

type Answer = Result<Response, WebError>;
type Case = Path<String>;

/// A step as its form asks for it.
struct Step {
    case: CaseId,
    /// What was typed, for the page if the step cannot be done.
    typed: Typed,
    /// Where the words of the step stand.
    words: &'static str,
    /// What is wrong before it is tried.
    problems: Vec<Problem>,
    /// What the next page says: of the case, or of its number where the case is no longer to be seen.
    done: &'static str,
    number: Option<CaseNumber>,
}

impl Step {
    /// Does the step, unless something is wrong with what was typed.
    async fn done(self, staff: Staff, step: impl Future<Output = Result<(), AppError>>) -> Answer {
        let Step { case, typed, words, problems, done, number } = self;
        if !problems.is_empty() {
            return look::page(staff, case, typed, problems, None).await;
        }
        let problem = match step.await {
            Ok(()) => return Ok(number.map_or_else(|| to_case(case, done), |n| to_list(done, &n))),
            Err(AppError::Invalid(Invalid::Reasons)) => Problem::new(words, no_words(&staff)),
            Err(AppError::Invalid(Invalid::Verdict)) => {
                Problem::new("verdict", staff.page.t("desk-verdict-blocked"))
            }
            Err(AppError::Refusal(Refusal::NotInService(_))) => {
                Problem::new("evidence", staff.page.t("error-refused-not-in-service"))
            }
            Err(error) => return Err(elsewhere(case, error)),
        };
        look::page(staff, case, typed, vec![problem], None).await
    }
}

pub(in crate::desk) async fn refuse_intake(
    Fresh(staff): Fresh,
    Path(case): Case,
    form: StrictForm,
) -> Answer {
    let form = form.read(&numbered().one("refusal", ample()))?;
    let reasons = form.get("refusal").to_owned();
    let step = Step {
        case: places::id(&case)?,
        typed: Typed { refusal: Some(reasons.clone()), ..Typed::default() },
        words: "refusal",
        problems: Vec::new(),
        done: "intake-refused",
        number: Some(number(&form)?),
    };
    let (ctx, case) = (staff.ctx.clone(), step.case);
    step.done(staff, async move { cases::refuse_intake(&ctx, case, reasons).await }).await
}

pub(in crate::desk) async fn ask_correction(
    staff: Staff,
    Path(case): Case,
    form: StrictForm,
) -> Answer {
    let spec = FormSpec::new().many("evidence", MOST_MATERIALS, 100).one("correction", ample());
    let form = form.read(&spec)?;
    let evidence: Vec<String> = form.all("evidence").map(str::to_owned).collect();
    let reasons = form.get("correction").to_owned();
    let nothing = evidence.is_empty().then(|| ("evidence", staff.page.t("desk-problem-evidence")));
    let unsaid = reasons.is_empty().then(|| ("correction", no_words(&staff)));
    let (correction, asked) = (Some(reasons.clone()), evidence.clone());
    let step = Step {
        case: places::id(&case)?,
        typed: Typed { evidence: asked, correction, ..Typed::default() },
        words: "correction",
        problems: problems([nothing, unsaid]),
        done: "asked",
        number: None,
    };
    let (ctx, case) = (staff.ctx.clone(), step.case);
    let asked = async move { cases::ask_correction(&ctx, case, evidence, reasons).await };
    step.done(staff, asked).await
}

pub(in crate::desk) async fn decide(
    Fresh(staff): Fresh,
    Path(case): Case,
    form: StrictForm,
) -> Answer {
    let form = form.read(&numbered().one("verdict", 20).one("reasons", ample()))?;
    let reasons = form.get("reasons").to_owned();
    let (verdict, done) = match form.get("verdict") {
        "granted" => (Some(Verdict::Granted), "granted"),
        "refused" => (Some(Verdict::Refused), "refused"),
        _ => (None, ""),
    };
    let open = verdict.is_none().then(|| ("verdict", staff.page.t("desk-problem-verdict")));
    let unsaid = reasons.is_empty().then(|| ("reasons", no_words(&staff)));
    let (said, chosen) = (Some(reasons.clone()), form.get("verdict").to_owned());
    let step = Step {
        case: places::id(&case)?,
        typed: Typed { verdict: chosen, reasons: said, ..Typed::default() },
        words: "reasons",
        problems: problems([open, unsaid]),
        done,
        number: Some(number(&form)?),
    };
    let (ctx, case) = (staff.ctx.clone(), step.case);
    let decided = async move {
        // Without a verdict there is a problem, and the step is not tried.
        let verdict = verdict.ok_or(AppError::Invalid(Invalid::Verdict))?;
        cases::decide(&ctx, case, Decision { verdict, reasons }).await
    };
    step.done(staff, decided).await
}

fn problems<const N: usize>(found: [Option<(&str, String)>; N]) -> Vec<Problem> {
    found.into_iter().flatten().map(|(field, text)| Problem::new(field, text)).collect()
}

/// A form that brings the case's number along, to be said on the next page.
pub(super) fn numbered() -> FormSpec {
    FormSpec::new().one("number", 40)
}

pub(super) fn number(form: &Filled) -> Result<CaseNumber, WebError> {
    form.get("number").parse().map_err(|_| WebError::bad_request())
}

/// Room for what is too long, so that it comes back to its page and is not lost.
fn ample() -> usize {
    usize::try_from(LONGEST).unwrap_or_default() * 2
}

fn no_words(staff: &Staff) -> String {
    staff.page.t1("desk-problem-reasons", "most", LONGEST)
}

/// The case stands differently, or is none of the officer's: with a way back to where it can be
/// seen. Whoever had the page of the case before them was not too curious but too late.
pub(super) fn elsewhere(case: CaseId, error: AppError) -> WebError {
    let late = match &error {
        AppError::Denied(denial) => match denial.as_str() {
            "case-closed" => Some("error-denied-case-closed"),
            "not-assigned" => Some("error-refused-not-assigned"),
            _ => None,
        },
        _ => return WebError::from(error).back(places::case(case)),
    };
    let error = match late {
        Some(key) => WebError::changed().detail(key, &[]),
        None => WebError::from(error),
    };
    error.back(places::DESK)
}

pub(super) fn to_case(case: CaseId, done: &str) -> Response {
    Redirect::to(&format!("{}?done={done}", places::case(case))).into_response()
}

/// The case is no longer the officer's to see: on to the list.
pub(super) fn to_list(done: &str, number: &CaseNumber) -> Response {
    Redirect::to(&format!("{}?done={done}&number={number}", places::DESK)).into_response()
}
