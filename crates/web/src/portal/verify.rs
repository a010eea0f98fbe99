use askama::Template;
use axum::response::Response;
use onewindow_app::certificates;
use onewindow_app::credential::{Valid, Verdict, VerifyReport};

use crate::audience::Public;
use crate::errors::WebError;
use crate::forms::{Field, FileField, FormSpec, Problem, UploadForm};
use crate::l10n::Words;
use crate::lists::Row;
use crate::page::{Page, VERIFY};
use crate::show::{Show, grouped};

#[derive(Template)]
#[template(path = "portal/verify.html")]
struct Verify {
    page: Page,
    text: Field,
    file: FileField,
}

#[derive(Template)]
#[template(path = "portal/verdict.html")]
struct VerdictPage {
    page: Page,
    headline: String,
    meaning: String,
    action: String,
    detail: Option<String>,
    valid: Option<CertificateView>,
}

/// A certificate that counts, as far as it was shown.
struct CertificateView {
    kind: Words,
    issuer: String,
    rows: Vec<Row>,
}

/// The longest certificate that is read from the text field, in characters.
const LONGEST: usize = 60_000;

/// `GET /verify`: where anyone can check a certificate.
pub(super) async fn form(public: Public) -> Response {
    form_page(public.page, Vec::new())
}

fn form_page(page: Page, problems: Vec<Problem>) -> Response {
    let error = Problem::of(&problems, "certificate");
    page.title("verify-title").back("/").problems(problems).show(|page| Verify {
        text: Field::new("certificate", page.t("verify-text"))
            .hint(page.t("verify-text-hint"))
            .error(error)
            .rows(6)
            .exact(),
        file: FileField::new("file", page.t("verify-file"), ".jwt,.txt,.sd-jwt,text/plain")
            .hint(page.t("verify-file-hint")),
        page,
    })
}

/// `POST /verify`: says in plain words whether it counts, what that means, and what to do.
pub(super) async fn check(public: Public, form: UploadForm) -> Result<Response, WebError> {
    let Public { page, ctx } = public;
    let (form, files) = form.read(&FormSpec::new().one("certificate", LONGEST))?;
    let pasted = form.get("certificate").to_owned();
    let sent = files.first().map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    let text = if pasted.is_empty() { sent.unwrap_or_default() } else { pasted };
    if text.trim().is_empty() {
        let problem = Problem::new("certificate", page.t("verify-nothing"));
        return Ok(form_page(page, vec![problem]));
    }
    let report = certificates::verify(&ctx.app, &text, ctx.now).await?.report;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let words = report.wording(page.l.lang.tag());
    let valid = match &report.outcome {
        Ok(Verdict::Valid(valid)) => Some(view(&show, valid)),
        _ => None,
    };
    let (headline, meaning, action) =
        (words.headline.clone(), words.meaning.clone(), words.action.clone());
    let detail = technical(&report);
    Ok(page.titled(&headline).back(VERIFY).show(|page| VerdictPage {
        page,
        headline,
        meaning,
        action,
        detail,
        valid,
    }))
}

/// A name that stands on a certificate in several languages.
fn text_of(names: &serde_json::Value, lang: &str) -> Option<String> {
    let names = names.as_object()?;
    let name = names.get(lang).or_else(|| names.values().next())?;
    name.as_str().map(str::to_owned)
}

fn technical(report: &VerifyReport) -> Option<String> {
    report.detail().map(|detail| format!("{}: {detail}", report.id()))
}

fn view(show: &Show<'_>, valid: &Valid) -> CertificateView {
    let l = show.l;
    let id = valid.vct.rsplit(['/', ':']).next().unwrap_or_default();
    let claims = show.claims(id, &valid.claims);
    let mut rows: Vec<_> =
        claims.into_iter().map(|claim| Row::new(claim.name, claim.value)).collect();
    let known = show.current.certificate_type(id).map_or(0, |kind| kind.fields.len());
    let hidden = known.saturating_sub(rows.len());
    if hidden > 0 {
        rows.push(Row::new(l.t("verdict-hidden"), l.t1("verdict-hidden-count", "count", hidden)));
    }
    let zone = &show.current.zone;
    rows.extend(valid.issued.map(|at| Row::new(l.t("verdict-issued"), l.time(at, zone))));
    rows.extend(valid.expires.map(|at| Row::new(l.t("verdict-expires"), show.valid_until(at))));
    let named = valid.claims.get("authority").and_then(|names| text_of(names, l.lang.tag()));
    rows.extend(named.map(|name| Row::new(l.t("verdict-authority"), name)));
    let number = valid.claims.get("certificate_number").and_then(serde_json::Value::as_str);
    rows.extend(number.map(|number| Row::new(l.t("account-certificate-number"), grouped(number))));
    CertificateView {
        kind: show.certificate_type(id),
        issuer: valid.issuer.in_language(l.lang.tag()).to_owned(),
        rows,
    }
}
