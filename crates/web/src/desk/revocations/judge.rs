//! The second officer's signature, and the judgement on an appeal.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::AppError;
use onewindow_app::error::Invalid;
use onewindow_app::revocations;
use onewindow_model::id::RevocationId;

use super::look;
use crate::audience::Staff;
use crate::desk::places;
use crate::errors::WebError;
use crate::forms::{FormSpec, Problem, StrictForm};

pub(in crate::desk) async fn countersign(
    staff: Staff,
    Path(id): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let id = places::id(&id)?;
    let form = form.read(&FormSpec::new().one("agree", 10))?;
    let agree = match form.get("agree") {
        "yes" => true,
        "no" => false,
        _ => return Err(WebError::bad_request()),
    };
    match revocations::countersign(&staff.ctx, id, agree).await {
        Ok(()) if agree => {
            Ok(Redirect::to(&format!("{}?done=agreed", places::revocation(id))).into_response())
        }
        Ok(()) => Ok(to_list("declined")),
        Err(error) => refused(staff, id, ["", ""], error).await,
    }
}

pub(in crate::desk) async fn judge(
    staff: Staff,
    Path(id): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let id = places::id(&id)?;
    let form = form.read(&FormSpec::new().one("verdict", 10).one("text", 8_000))?;
    let typed = [form.get("verdict"), form.get("text")];
    let uphold = match typed[0] {
        "uphold" => Some(true),
        "lift" => Some(false),
        _ => None,
    };
    let mut problems = Vec::new();
    if uphold.is_none() {
        problems.push(Problem::new("verdict", staff.page.t("desk-problem-judge")));
    }
    if typed[1].is_empty() {
        problems
            .push(Problem::new("text", staff.page.t1("desk-problem-reasons", "most", 4_000_u32)));
    }
    let Some(uphold) = uphold.filter(|_| problems.is_empty()) else {
        return look::page(staff, id, typed, problems, None).await;
    };
    match revocations::judge(&staff.ctx, id, uphold, typed[1]).await {
        Ok(()) => Ok(to_list(if uphold { "upheld" } else { "lifted" })),
        Err(error) => refused(staff, id, typed, error).await,
    }
}

async fn refused(
    staff: Staff,
    id: RevocationId,
    typed: [&str; 2],
    error: AppError,
) -> Result<Response, WebError> {
    let problem = match error {
        AppError::Invalid(Invalid::SecondOfficer) => {
            Problem::new("", staff.page.t("desk-problem-second"))
        }
        AppError::Invalid(Invalid::Reasons) => {
            Problem::new("text", staff.page.t1("desk-problem-reasons", "most", 4_000_u32))
        }
        other => return Err(WebError::from(other).back(places::REVOCATIONS)),
    };
    look::page(staff, id, typed, vec![problem], None).await
}

fn to_list(done: &str) -> Response {
    Redirect::to(&format!("{}?done={done}", places::REVOCATIONS)).into_response()
}
