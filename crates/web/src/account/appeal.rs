use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::revocations;
use onewindow_model::id::{CertificateId, RevocationId};

use super::paths;
use crate::audience::Citizen;
use crate::errors::WebError;
use crate::forms::{Field, FormSpec, Problem, StrictForm};
use crate::l10n::Words;
use crate::page::Page;
use crate::show::Show;

const LONGEST: u32 = 4_000;

#[derive(Template)]
#[template(path = "account/appeal.html")]
struct Appeal {
    page: Page,
    kind: Words,
    reviewer: Words,
    reasons: String,
    words: Field,
    action: String,
}

/// `GET …/appeal/{revocation}`: what was decided, and a field for what the holder says to it.
pub(super) async fn get(
    citizen: Citizen,
    Path((certificate, id)): Path<(String, String)>,
) -> Result<Response, WebError> {
    form(citizen, &certificate, &id, "", None).await
}

/// `POST …/appeal/{revocation}`: appeals. One press is enough: without words of their own the
/// holder disagrees as a whole.
pub(super) async fn post(
    citizen: Citizen,
    Path((certificate, id)): Path<(String, String)>,
    sent: StrictForm,
) -> Result<Response, WebError> {
    let sent = sent.read(&FormSpec::new().one("words", 20_000))?;
    let words = sent.get("words").to_owned();
    if words.chars().count() > LONGEST as usize {
        let text = citizen.page.t1("problem-too-long", "most", LONGEST);
        return form(citizen, &certificate, &id, &words, Some(text)).await;
    }
    let words = match words.is_empty() {
        true => citizen.page.t("account-appeal-standard"),
        false => words,
    };
    let here = paths::certificate(paths::id::<CertificateId>(&certificate)?);
    let id: RevocationId = paths::id(&id)?;
    let done = revocations::appeal(&citizen.ctx, id, &words).await;
    done.map_err(|error| WebError::from(error).back(&here))?;
    Ok(Redirect::to(&here).into_response())
}

async fn form(
    citizen: Citizen,
    certificate: &str,
    id: &str,
    typed: &str,
    error: Option<String>,
) -> Result<Response, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let back = paths::certificate(paths::id::<CertificateId>(certificate)?);
    let view = revocations::open(&ctx, paths::id(id)?).await?;
    if view.record.stage != "in-force" {
        return Ok(Redirect::to(&back).into_response());
    }
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let kind = show.certificate_type(&view.certificate.kind);
    let reviewer = match &view.rule {
        Some(rule) => show.authority(&rule.reviewed_by),
        None => show.authority(&view.record.authority),
    };
    let problems: Vec<_> = error.iter().map(|text| Problem::new("words", text)).collect();
    let words = Field::new("words", page.t("account-appeal-words"))
        .hint(page.t("account-appeal-words-hint"))
        .value(typed)
        .error(error)
        .length(0, LONGEST);
    let action = format!("{back}/appeal/{}", view.record.id);
    let reasons = view.reasons;
    let frame = page.title("account-appeal-title").back(back).problems(problems);
    Ok(frame.show(|page| Appeal { page, kind, reviewer, reasons, words, action }))
}
