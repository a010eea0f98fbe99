//! Proposing to revoke one certificate, on one of the grounds of its type.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::AppError;
use onewindow_app::error::Invalid;
use onewindow_app::revocations;
use onewindow_model::id::CertificateId;
use onewindow_model::revocation::Refusal;
use serde::Deserialize;

use super::{MOST_SENT, list, no_reasons, reasons, reasons_problem};
use crate::audience::{Fresh, Staff};
use crate::desk::{DeskNav, places};
use crate::errors::WebError;
use crate::forms::{Choice, Choices, Field, Filled, FormSpec, Problem, StrictForm};
use crate::l10n::{Lang, Words};
use crate::page::Page;
use crate::show::Show;

#[derive(Deserialize)]
pub(in crate::desk) struct Asked {
    certificate: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/propose.html")]
struct ProposePage {
    page: Page,
    nav: DeskNav,
    kind: Words,
    certificate: String,
    rule: Choices,
    reasons: Field,
}

pub(in crate::desk) async fn show(
    staff: Staff,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let typed: String = asked.certificate.unwrap_or_default().chars().take(60).collect();
    match number(&typed) {
        Some(certificate) => page(staff, certificate, &typed, None, Vec::new()).await,
        None => unknown(staff, &typed).await,
    }
}

pub(in crate::desk) async fn send(
    Fresh(staff): Fresh,
    form: StrictForm,
) -> Result<Response, WebError> {
    let spec = FormSpec::new().one("certificate", 60).one("rule", 100).one("reasons", MOST_SENT);
    let form = form.read(&spec)?;
    let typed = form.get("certificate").to_owned();
    let Some(certificate) = number(&typed) else { return unknown(staff, &typed).await };
    let (rule, reasons) = (form.get("rule").to_owned(), form.get("reasons").to_owned());
    let mut problems = Vec::new();
    if rule.is_empty() {
        problems.push(Problem::new("rule", staff.page.t("desk-problem-ground")));
    }
    problems.extend(no_reasons(&staff.page, "reasons", &reasons));
    if !problems.is_empty() {
        return page(staff, certificate, &typed, Some(form), problems).await;
    }
    let problem = match revocations::propose(&staff.ctx, certificate, &rule, &reasons).await {
        Ok(id) => {
            return Ok(
                Redirect::to(&format!("{}?done=proposed", places::revocation(id))).into_response()
            );
        }
        Err(AppError::Invalid(Invalid::Ground)) => {
            Problem::new("rule", staff.page.t("desk-problem-ground"))
        }
        Err(AppError::Invalid(Invalid::Reasons)) => reasons_problem(&staff.page, "reasons"),
        Err(AppError::Revocation(refusal)) => not_proposed(&staff, refusal),
        Err(AppError::Conflict) => not_proposed(&staff, Refusal::AnotherStands),
        Err(error) => return Err(WebError::from(error).back(places::REVOCATIONS)),
    };
    page(staff, certificate, &typed, Some(form), vec![problem]).await
}

async fn page(
    staff: Staff,
    certificate: CertificateId,
    typed: &str,
    form: Option<Filled>,
    problems: Vec<Problem>,
) -> Result<Response, WebError> {
    let kind = match revocations::certificate_kind(&staff.ctx, certificate).await {
        Ok(kind) => kind,
        Err(AppError::NotFound) => return unknown(staff, typed).await,
        Err(error) => return Err(WebError::from(error).back(places::REVOCATIONS)),
    };
    let Staff { page, ctx, officer } = staff;
    let current = ctx.app.catalogue.current();
    let known = current.certificate_type(&kind).ok_or_else(WebError::not_found)?;
    let l = page.l;
    let grounds = known.revocation_rules.iter().map(|rule| {
        let (law, article) = (rule.basis.law.words(l.lang), rule.basis.article.words(l.lang));
        let basis = crate::l10n::Args::new().with("law", law).with("article", article);
        let needs = l.t1("desk-ground-needs", "needs", rule.needs.words(l.lang));
        // A full stop of Chinese has its own space behind it.
        let space = if l.lang == Lang::Zh { "" } else { " " };
        let hint = format!("{}{space}{needs}", l.ta("desk-ground-basis", &basis));
        Choice::new(&rule.id, l.words(&rule.when)).hint(hint)
    });
    let value = |name: &str| form.as_ref().map(|f| f.get(name).to_owned()).unwrap_or_default();
    let rule = Choices::new("rule", page.t("desk-ground"), grounds.collect())
        .hint(page.t("desk-ground-hint"))
        .chosen(&[value("rule")])
        .error(Problem::of(&problems, "rule"));
    let typed = value("reasons");
    let reasons = reasons(&page, "reasons", "desk-revoke-why", "desk-revoke-why-hint", &typed)
        .error(Problem::of(&problems, "reasons"));
    let nav = DeskNav::new(&page, &officer, places::REVOCATIONS);
    let kind = Show::new(l, &current).certificate_type(&kind);
    let certificate = certificate.to_string();
    let page = page.title("desk-propose-title");
    let page = page.back_to(places::REVOCATIONS, "desk-back-to-revocations").problems(problems);
    Ok(page.show(|page| ProposePage { page, nav, kind, certificate, rule, reasons }))
}

async fn unknown(staff: Staff, typed: &str) -> Result<Response, WebError> {
    let problem = Problem::new("certificate", staff.page.t("desk-problem-certificate"));
    list::page(staff, typed, vec![problem], None).await
}

/// A certificate's number however it was typed: spaces, hyphens and capitals do not matter.
fn number(typed: &str) -> Option<CertificateId> {
    let plain: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_ascii_lowercase())
        .collect();
    plain.parse().ok()
}

/// Why this officer cannot propose this now.
fn not_proposed(staff: &Staff, refusal: Refusal) -> Problem {
    let (field, key) = match refusal {
        Refusal::GroundLifted => ("rule", "desk-problem-ground-lifted"),
        Refusal::DeclinedBefore => ("rule", "desk-problem-ground-declined"),
        Refusal::AnotherStands | Refusal::Stage(_) => ("", "desk-problem-revocation-open"),
        Refusal::TookPart => ("", "desk-problem-second"),
    };
    Problem::new(field, staff.page.t(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_however_it_is_typed() {
        let plain = "01hzy3v7q8r9s0t1v2w3x4y5z6";
        let typed = " 01HZY3V7-Q8R9 S0T1V2W3X4Y5Z6 ";
        assert_eq!(number(typed), plain.parse().ok());
        assert!(number(typed).is_some());
        assert_eq!(number("no"), None);
    }
}
