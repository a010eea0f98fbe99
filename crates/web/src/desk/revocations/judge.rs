//! The second officer's signature or refusal, and the judgement on an appeal.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::AppError;
use onewindow_app::error::Invalid;
use onewindow_app::revocations;
use onewindow_model::id::RevocationId;
use onewindow_model::revocation::{Judgement, Refusal};

use super::look::{self, Typed};
use super::{MOST_SENT, no_reasons, reasons_problem};
use crate::audience::{Fresh, Staff};
use crate::desk::places;
use crate::errors::WebError;
use crate::forms::{FormSpec, Problem, StrictForm};

pub(in crate::desk) async fn countersign(
    Fresh(staff): Fresh,
    Path(id): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let id = places::id(&id)?;
    form.read(&FormSpec::new())?;
    match revocations::countersign(&staff.ctx, id).await {
        Ok(()) => {
            Ok(Redirect::to(&format!("{}?done=agreed", places::revocation(id))).into_response())
        }
        Err(error) => refused(staff, id, Typed::default(), error).await,
    }
}

pub(in crate::desk) async fn decline(
    Fresh(staff): Fresh,
    Path(id): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let id = places::id(&id)?;
    let form = form.read(&FormSpec::new().one("refusal", MOST_SENT))?;
    let typed = Typed { refusal: form.get("refusal"), ..Typed::default() };
    match revocations::decline(&staff.ctx, id, typed.refusal).await {
        Ok(()) => Ok(to_list("declined")),
        Err(AppError::Invalid(Invalid::Reasons)) => {
            let problem = reasons_problem(&staff.page, "refusal");
            look::page(staff, id, typed, vec![problem], None).await
        }
        Err(error) => refused(staff, id, typed, error).await,
    }
}

pub(in crate::desk) async fn judge(
    Fresh(staff): Fresh,
    Path(id): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let id = places::id(&id)?;
    let form = form.read(&FormSpec::new().one("verdict", 10).one("text", MOST_SENT))?;
    let (verdict, judgement) = (form.get("verdict"), form.get("text"));
    let typed = Typed { verdict, judgement, ..Typed::default() };
    let how = match verdict {
        "uphold" => Some(Judgement::Uphold),
        "lift" => Some(Judgement::Lift),
        _ => None,
    };
    let mut problems = Vec::new();
    if how.is_none() {
        problems.push(Problem::new("verdict", staff.page.t("desk-problem-judge")));
    }
    problems.extend(no_reasons(&staff.page, "text", judgement));
    let Some(how) = how.filter(|_| problems.is_empty()) else {
        return look::page(staff, id, typed, problems, None).await;
    };
    match revocations::judge(&staff.ctx, id, how, judgement).await {
        Ok(()) => Ok(to_list(match how {
            Judgement::Uphold => "upheld",
            Judgement::Lift => "lifted",
        })),
        Err(error) => refused(staff, id, typed, error).await,
    }
}

/// What an officer may mend by leaving it to another is said on the page itself.
async fn refused(
    staff: Staff,
    id: RevocationId,
    typed: Typed<'_>,
    error: AppError,
) -> Result<Response, WebError> {
    let key = match &error {
        AppError::Denied(denial) if denial.as_str() == "acted-before" => "desk-problem-second",
        AppError::Revocation(Refusal::TookPart) => "desk-problem-second",
        AppError::Revocation(Refusal::DeclinedBefore) => "desk-problem-sign-declined",
        _ => return Err(WebError::from(error).back(places::REVOCATIONS)),
    };
    let problem = Problem::new("", staff.page.t(key));
    look::page(staff, id, typed, vec![problem], None).await
}

fn to_list(done: &str) -> Response {
    Redirect::to(&format!("{}?done={done}", places::REVOCATIONS)).into_response()
}
