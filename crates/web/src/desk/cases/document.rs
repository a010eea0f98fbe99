//! A paper of a case: a record of a register or a certificate as a table, a file to be saved.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use onewindow_app::cases;
use onewindow_app::certificates;
use onewindow_app::documents::{CERTIFICATE, Opened, REGISTER_RECORD};
use onewindow_model::id::CaseId;
use onewindow_model::service::EvidenceSource;

use crate::audience::Staff;
use crate::desk::{DeskNav, places};
use crate::errors::WebError;
use crate::l10n::Words;
use crate::lists::Row;
use crate::page::Page;
use crate::show::{Show, download};

#[derive(Template)]
#[template(path = "desk/record.html")]
struct RecordPage {
    page: Page,
    nav: DeskNav,
    name: Words,
    source: String,
    rows: Vec<Row>,
    verdict: Option<Verdict>,
}

/// What a verifier says of a certificate.
struct Verdict {
    good: bool,
    headline: String,
    meaning: String,
}

pub(in crate::desk) async fn show(
    staff: Staff,
    Path((case, document)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let case: CaseId = places::id(&case)?;
    let opened = cases::view_document(&staff.ctx, case, places::id(&document)?).await;
    let opened = opened.map_err(|error| WebError::from(error).back(places::case(case)))?;
    match opened.media.as_str() {
        REGISTER_RECORD | CERTIFICATE => record(staff, case, opened).await,
        _ => {
            let name = opened.evidence.as_ref().map(|e| e.name.words(staff.page.l.lang).to_owned());
            Ok(download(opened, &name.unwrap_or_default()))
        }
    }
}

async fn record(staff: Staff, case: CaseId, opened: Opened) -> Result<Response, WebError> {
    let Staff { page, ctx, officer } = staff;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let Some(evidence) = &opened.evidence else { return Err(WebError::not_found()) };
    let unreadable = || WebError::internal("a record cannot be read");
    let (source, rows, verdict) = match &evidence.source {
        EvidenceSource::Register(register) => {
            let rows = show.record(register, &opened.bytes).ok_or_else(unreadable)?;
            (page.t1("desk-record-from", "register", show.register(register).text), rows, None)
        }
        EvidenceSource::Certificate(kind) => {
            let compact = std::str::from_utf8(&opened.bytes).map_err(|_| unreadable())?;
            let report = certificates::verify(&ctx.app, compact, ctx.now).await?.report;
            let claims = report.claims().map(|claims| show.claims(kind, claims));
            let rows = claims.unwrap_or_default().into_iter();
            let rows = rows.map(|claim| Row::new(claim.name, claim.value)).collect();
            let words = report.wording(page.l.lang.tag());
            let verdict = Verdict {
                good: report.code() == 0,
                headline: words.headline.clone(),
                meaning: words.meaning.clone(),
            };
            (page.t("desk-record-certificate"), rows, Some(verdict))
        }
        EvidenceSource::Applicant => return Err(unreadable()),
    };
    let name = page.l.words(&evidence.name);
    let nav = DeskNav::new(&page, &officer, "");
    let page = page.titled(name.text.clone()).back_to(places::case(case), "desk-back-to-case");
    Ok(page.show(|page| RecordPage { page, nav, name, source, rows, verdict }))
}
