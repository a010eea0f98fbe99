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
use crate::audience::Staff;
use crate::desk::places;
use crate::errors::WebError;
use crate::forms::{Filled, FormSpec, Problem, StrictForm};

/// More materials than any service names.
const MOST_MATERIALS: usize = 200;

pub(in crate::desk) async fn refuse_intake(
    staff: Staff,
    Path(case): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let case = places::id(&case)?;
    let form = form.read(&numbered().one("refusal", ample()))?;
    let number = number(&form)?;
    let typed = Typed { refusal: Some(form.get("refusal").to_owned()), ..Typed::default() };
    match cases::refuse_intake(&staff.ctx, case, form.get("refusal").to_owned()).await {
        Ok(()) => Ok(to_list("intake-refused", &number)),
        Err(AppError::Invalid(Invalid::Reasons)) => again(staff, case, typed, "refusal").await,
        Err(error) => Err(elsewhere(case, error)),
    }
}

pub(in crate::desk) async fn ask_correction(
    staff: Staff,
    Path(case): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let case = places::id(&case)?;
    let spec = FormSpec::new().many("evidence", MOST_MATERIALS, 100).one("correction", ample());
    let form = form.read(&spec)?;
    let evidence: Vec<String> = form.all("evidence").map(str::to_owned).collect();
    let reasons = form.get("correction").to_owned();
    let typed =
        Typed { evidence: evidence.clone(), correction: Some(reasons.clone()), ..Typed::default() };
    let mut problems = Vec::new();
    if evidence.is_empty() {
        problems.push(Problem::new("evidence", staff.page.t("desk-problem-evidence")));
    }
    if reasons.is_empty() {
        problems.push(Problem::new("correction", reasons_problem(&staff)));
    }
    if !problems.is_empty() {
        return look::page(staff, case, typed, problems, None).await;
    }
    match cases::ask_correction(&staff.ctx, case, evidence, reasons).await {
        Ok(()) => Ok(to_case(case, "asked")),
        Err(AppError::Invalid(Invalid::Reasons)) => again(staff, case, typed, "correction").await,
        Err(AppError::Refusal(Refusal::NotInService(_))) => {
            let text = staff.page.t("error-refused-not-in-service");
            look::page(staff, case, typed, vec![Problem::new("evidence", text)], None).await
        }
        Err(error) => Err(elsewhere(case, error)),
    }
}

pub(in crate::desk) async fn decide(
    staff: Staff,
    Path(case): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let case = places::id(&case)?;
    let form = form.read(&numbered().one("verdict", 20).one("reasons", ample()))?;
    let number = number(&form)?;
    let reasons = form.get("reasons").to_owned();
    let verdict = match form.get("verdict") {
        "granted" => Some(Verdict::Granted),
        "refused" => Some(Verdict::Refused),
        _ => None,
    };
    let typed = Typed {
        verdict: form.get("verdict").to_owned(),
        reasons: Some(reasons.clone()),
        ..Typed::default()
    };
    let mut problems = Vec::new();
    if verdict.is_none() {
        problems.push(Problem::new("verdict", staff.page.t("desk-problem-verdict")));
    }
    if reasons.is_empty() {
        problems.push(Problem::new("reasons", reasons_problem(&staff)));
    }
    let Some(verdict) = verdict.filter(|_| problems.is_empty()) else {
        return look::page(staff, case, typed, problems, None).await;
    };
    let done = if verdict == Verdict::Granted { "granted" } else { "refused" };
    match cases::decide(&staff.ctx, case, Decision { verdict, reasons }).await {
        Ok(()) => Ok(to_list(done, &number)),
        Err(AppError::Invalid(Invalid::Reasons)) => again(staff, case, typed, "reasons").await,
        Err(AppError::Invalid(Invalid::Verdict)) => {
            let text = staff.page.t("desk-verdict-blocked");
            look::page(staff, case, typed, vec![Problem::new("verdict", text)], None).await
        }
        Err(error) => Err(elsewhere(case, error)),
    }
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

fn reasons_problem(staff: &Staff) -> String {
    staff.page.t1("desk-problem-reasons", "most", LONGEST)
}

async fn again(
    staff: Staff,
    case: CaseId,
    typed: Typed,
    field: &str,
) -> Result<Response, WebError> {
    let problem = Problem::new(field, reasons_problem(&staff));
    look::page(staff, case, typed, vec![problem], None).await
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
