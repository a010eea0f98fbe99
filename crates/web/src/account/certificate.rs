//! A certificate as its holder has it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use onewindow_app::certificates::{self, CertificateView};
use onewindow_app::credential::Wording;
use onewindow_app::revocations::{self, RevocationView};
use onewindow_app::{AppError, Ctx};
use onewindow_model::revocation::StageName;

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
    /// Who proposed, signed or declined, and judged: by pseudonym.
    officers: Vec<String>,
    refusal: Option<String>,
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
        let officers = officers(page, &opened);
        let procedure = opened.procedure;
        let (stage, name) = (&procedure.stage, procedure.stage.name());
        told.push(Procedure {
            title: page.t(&format!("account-revocation-{name}")),
            when: page.time(procedure.proposal.at),
            officers,
            refusal: stage.refusal().cloned(),
            appeal: stage.appeal().map(|appeal| appeal.text.clone()),
            judgement: stage.judgement().map(|judgement| judgement.reasons.clone()),
            ground: opened.rule.as_ref().map(|rule| page.l.words(&rule.when)),
            basis: opened.rule.as_ref().map(|rule| show.provision(&rule.basis)),
            can_appeal: (name == StageName::InForce)
                .then(|| format!("{here}/appeal/{}", record.id)),
            reasons: procedure.proposal.reasons,
        });
    }
    Ok(told)
}

/// What each officer did, under the pseudonym by which the holder's entries name them.
fn officers(page: &Page, opened: &RevocationView) -> Vec<String> {
    let second = match opened.procedure.stage.name() {
        StageName::Declined => "account-revocation-decliner",
        _ => "account-revocation-signer",
    };
    let parts = ["account-revocation-proposer", second, "account-revocation-judge"];
    let named = opened.officers.iter().zip(parts);
    named.map(|(pseudonym, key)| page.t1(key, "pseudonym", pseudonym.as_str())).collect()
}
