//! A certificate as its holder has it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use onewindow_app::certificates::{self, CertificateView};
use onewindow_app::credential::Wording;
use onewindow_app::{AppError, Ctx, revocations};

use super::paths;
use crate::audience::Citizen;
use crate::errors::WebError;
use crate::l10n::Words;
use crate::lists::Row;
use crate::page::Page;
use crate::show::{Show, grouped};

#[derive(Template)]
#[template(path = "account/certificate.html")]
struct CertificatePage {
    page: Page,
    kind: Words,
    issuer: Words,
    rows: Vec<Row>,
    good: bool,
    wording: Wording,
    procedures: Vec<Procedure>,
    case: Option<String>,
    here: String,
}

/// A revocation, from the proposal to the judgement.
struct Procedure {
    title: String,
    when: String,
    ground: Option<Words>,
    basis: Option<Words>,
    reasons: String,
    appeal: Option<String>,
    judgement: Option<String>,
    can_appeal: Option<String>,
}

/// `GET /account/certificates/{certificate}`: the card, whether it counts, and what can be done.
pub(super) async fn get(citizen: Citizen, Path(id): Path<String>) -> Result<Response, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let view = certificates::open_own(&ctx, paths::id(&id)?).await?;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let procedures = procedures(&page, &show, &ctx, &view).await?;
    let kind = show.certificate_type(&view.record.kind);
    let title = kind.text.clone();
    let made = CertificatePage {
        kind,
        issuer: show.authority(&view.record.authority),
        rows: rows(&page, &show, &view),
        good: view.report.code() == 0,
        wording: view.report.wording(page.l.lang.tag()).clone(),
        procedures,
        case: view.record.case.map(paths::case),
        here: paths::certificate(view.record.id),
        page: page.clone(),
    };
    let frame = page.titled(title).back(crate::page::ACCOUNT);
    Ok(frame.show(|page| CertificatePage { page, ..made }))
}

/// What stands on it. The fields come from the signed text only, and only while it counts.
fn rows(page: &Page, show: &Show<'_>, view: &CertificateView) -> Vec<Row> {
    let record = &view.record;
    let day = |at| page.l.date(show.current.zone.to_datetime(at).date());
    let claims = view.report.claims().map(|claims| show.claims(&record.kind, claims));
    let fields = claims.unwrap_or_default().into_iter();
    let mut rows: Vec<_> = fields.map(|claim| Row::new(claim.name, claim.value)).collect();
    rows.push(Row::new(page.t("account-certificate-number"), grouped(&record.id.to_string())));
    rows.push(Row::new(page.t("account-certificate-issued"), day(record.issued_at)));
    let until = match record.expires_at {
        Some(end) => show.valid_until(end),
        None => page.t("account-certificate-no-end"),
    };
    rows.push(Row::new(page.t("account-certificate-expires"), until));
    rows
}

async fn procedures(
    page: &Page,
    show: &Show<'_>,
    ctx: &Ctx,
    view: &CertificateView,
) -> Result<Vec<Procedure>, AppError> {
    let here = paths::certificate(view.record.id);
    let mut told = Vec::new();
    for record in &view.revocations {
        let opened = revocations::open(ctx, record.id).await?;
        let stage = opened.record.stage.as_str();
        told.push(Procedure {
            title: page.t(&format!("account-revocation-{stage}")),
            when: page.time(opened.record.proposed_at),
            ground: opened.rule.as_ref().map(|rule| page.l.words(&rule.when)),
            basis: opened.rule.as_ref().map(|rule| show.provision(&rule.basis)),
            reasons: opened.reasons,
            appeal: opened.appeal,
            judgement: opened.judgement,
            can_appeal: (stage == "in-force").then(|| format!("{here}/appeal/{}", record.id)),
        });
    }
    Ok(told)
}
