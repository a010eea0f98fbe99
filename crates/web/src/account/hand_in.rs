//! Handing in papers after submission: those of a correction notice, all in one go, and those that
//! were promised to follow.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::cases::{self, CaseFile};
use onewindow_app::{AppError, Ctx};
use onewindow_model::case::Stage;

use super::paths;
use crate::audience::Citizen;
use crate::errors::WebError;
use crate::forms::{FileField, FormSpec, Problem, UploadForm};
use crate::l10n::Words;
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

/// The papers that the case waits for, and whether they answer a correction.
fn wanted(file: &CaseFile) -> (Vec<String>, bool) {
    match &file.case.stage {
        Stage::CorrectionAsked { evidence, .. } => (evidence.clone(), true),
        Stage::Received { .. } | Stage::Accepted(_) | Stage::Examined { .. } => {
            (cases::still_to_follow(file), false)
        }
        _ => (Vec::new(), false),
    }
}

/// `GET /account/cases/{case}/papers`: a field for just the papers that the case waits for.
pub(super) async fn get(citizen: Citizen, Path(id): Path<String>) -> Result<Response, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let file = cases::open_own(&ctx, paths::id(&id)?).await?;
    Ok(form(page, &ctx, &file, Vec::new()))
}

/// `POST /account/cases/{case}/papers`: takes them in, or says what is wrong with each.
pub(super) async fn post(
    citizen: Citizen,
    Path(id): Path<String>,
    upload: UploadForm,
) -> Result<Response, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let (_, sent) = upload.read(&FormSpec::new())?;
    let file = cases::open_own(&ctx, paths::id(&id)?).await?;
    let (wanted, correction) = wanted(&file);
    let mut files: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    for one in sent.into_iter().filter(|one| wanted.contains(&one.field)) {
        files.entry(one.field).or_default().push(one.bytes);
    }
    let missing = wanted.iter().filter(|name| !files.contains_key(*name));
    let missing: Vec<_> = match correction {
        true => missing.map(|name| Problem::new(name, page.t("problem-no-file"))).collect(),
        // What follows may come one paper at a time.
        false if files.is_empty() => {
            missing.take(1).map(|name| Problem::new(name, page.t("problem-no-file"))).collect()
        }
        false => Vec::new(),
    };
    if !missing.is_empty() {
        return Ok(form(page, &ctx, &file, missing));
    }
    let done = match correction {
        true => cases::answer_correction(&ctx, file.case.id, files).await,
        false => cases::follow_up(&ctx, file.case.id, files).await,
    };
    let here = paths::case(file.case.id);
    match done {
        Ok(()) => Ok(Redirect::to(&here).into_response()),
        Err(AppError::Papers(problems)) => {
            let current = ctx.app.catalogue.current();
            let show = Show::new(page.l, &current);
            let told =
                problems.iter().map(|(name, why)| Problem::new(name, show.paper_problem(why)));
            let told = told.collect();
            Ok(form(page, &ctx, &file, told))
        }
        Err(error) => Err(WebError::from(error).back(&here)),
    }
}

fn form(page: Page, ctx: &Ctx, file: &CaseFile, problems: Vec<Problem>) -> Response {
    let here = paths::case(file.case.id);
    let (wanted, correction) = wanted(file);
    if wanted.is_empty() {
        return Redirect::to(&here).into_response();
    }
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let l = page.l;
    let papers = wanted.iter().map(|id| {
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
    let notice = file.decisions.iter().rev().find(|made| made.record.kind == "ask-correction");
    let reasons = notice.filter(|_| correction).map(|made| made.body.reasons.clone());
    let until = match &file.case.stage {
        Stage::CorrectionAsked { answer_by, .. } => Some(show.due(*answer_by)),
        _ => None,
    };
    let service = l.words(&file.service.name);
    let key = if correction { "account-correction-title" } else { "account-follow-title" };
    page.title(key).back(&here).problems(problems).show(|page| HandIn {
        page,
        service,
        correction,
        reasons: reasons.unwrap_or_default(),
        until,
        papers,
        action: format!("{here}/papers"),
    })
}
