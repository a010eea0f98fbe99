use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::revocations;
use onewindow_model::id::{CertificateId, RevocationId};
use onewindow_model::reasons::{NotReasons, Reasons};
use onewindow_model::revocation::StageName;

use super::paths;
use crate::audience::Citizen;
use crate::errors::WebError;
use crate::forms::{Field, FormSpec, Problem, StrictForm};
use crate::l10n::Words;
use crate::page::Page;
use crate::show::Show;

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
    let typed = sent.get("words");
    let words = match Reasons::parse(typed) {
        Ok(words) => words.into_string(),
        Err(NotReasons::Missing) => citizen.page.t("account-appeal-standard"),
        Err(NotReasons::TooLong) => {
            let text = citizen.page.t1("problem-too-long", "most", Reasons::LONGEST);
            return form(citizen, &certificate, &id, typed, Some(text)).await;
        }
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
    if view.procedure.stage.name() != StageName::InForce {
        return Ok(Redirect::to(&back).into_response());
    }
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let kind = show.certificate_type(&view.certificate.kind);
    let reviewer = match &view.rule {
        Some(rule) => show.authority(&rule.reviewed_by),
        None => show.authority(&view.procedure.authority),
    };
    let problems: Vec<_> = error.iter().map(|text| Problem::new("words", text)).collect();
    let words = Field::new("words", page.t("account-appeal-words"))
        .hint(page.t("account-appeal-words-hint"))
        .value(typed)
        .error(error)
        .length(0, Reasons::LONGEST);
    let action = format!("{back}/appeal/{}", view.procedure.id);
    let reasons = view.procedure.proposal.reasons;
    let frame = page.title("account-appeal-title").back(back).problems(problems);
    Ok(frame.show(|page| Appeal { page, kind, reviewer, reasons, words, action }))
}
