//! A certificate that its holder shows at the counter by a code: the fields that they chose, and
//! whether it counts.

use askama::Template;
use axum::response::Response;
use onewindow_app::AppError;
use onewindow_app::certificates::{self, Shown};
use onewindow_app::error::Invalid;
use onewindow_model::reference::ClaimCode;

use super::{DeskNav, places};
use crate::audience::Staff;
use crate::errors::WebError;
use crate::forms::{Field, FormSpec, Problem, StrictForm};
use crate::l10n::Words;
use crate::lists::Row;
use crate::page::Page;
use crate::show::{Show, grouped};

#[derive(Template)]
#[template(path = "desk/present.html")]
struct PresentPage {
    page: Page,
    nav: DeskNav,
    code: Field,
}

#[derive(Template)]
#[template(path = "desk/shown.html")]
struct ShownPage {
    page: Page,
    nav: DeskNav,
    kind: Words,
    issuer: Option<String>,
    good: bool,
    headline: String,
    meaning: String,
    action: String,
    rows: Vec<Row>,
}

/// The code is typed here, by hand or by a scanner; it is no part of an address, which proxies and
/// browsers write down.
pub(super) async fn show(staff: Staff) -> Response {
    ask(staff, "", Vec::new())
}

/// The code is used up by looking, so the answer is this page and not one to come back to.
pub(super) async fn look(staff: Staff, form: StrictForm) -> Result<Response, WebError> {
    let form = form.read(&FormSpec::new().one("code", 200))?;
    let typed = form.get("code").to_owned();
    let wrong = |staff: Staff| {
        let problem = Problem::new("code", staff.page.t("desk-problem-code"));
        Ok(ask(staff, &typed, vec![problem]))
    };
    let Ok(code) = typed.parse::<ClaimCode>() else { return wrong(staff) };
    match certificates::look(&staff.ctx, &code).await {
        Ok(shown) => Ok(answer(staff, &shown)),
        Err(AppError::Invalid(Invalid::Code)) => wrong(staff),
        Err(error) => Err(WebError::from(error).back(places::PRESENT)),
    }
}

fn ask(staff: Staff, typed: &str, problems: Vec<Problem>) -> Response {
    let Staff { page, officer, .. } = staff;
    let nav = DeskNav::new(&page, &officer, places::PRESENT);
    let code = Field::new("code", page.t("desk-present-code"))
        .hint(page.t("desk-present-code-hint"))
        .length(20, 40)
        .exact()
        .value(typed)
        .error(Problem::of(&problems, "code"));
    let page = page.title("desk-present-title").problems(problems);
    page.show(|page| PresentPage { page, nav, code })
}

fn answer(staff: Staff, shown: &Shown) -> Response {
    let Staff { page, ctx, officer } = staff;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let report = &shown.report;
    let claims = report.claims().map(|claims| show.claims(&shown.kind, claims));
    let rows = claims.unwrap_or_default().into_iter();
    let mut rows: Vec<_> = rows.map(|claim| Row::new(claim.name, claim.value)).collect();
    let number = report.claims().and_then(|claims| claims.get("certificate_number"));
    if let Some(number) = number.and_then(|number| number.as_str()) {
        rows.push(Row::new(page.t("desk-certificate-number"), grouped(number)));
    }
    let nav = DeskNav::new(&page, &officer, places::PRESENT);
    let words = report.wording(page.l.lang.tag()).clone();
    let kind = show.certificate_type(&shown.kind);
    let good = report.code() == 0;
    let issuer = match &report.outcome {
        Ok(onewindow_app::credential::Verdict::Valid(valid)) => {
            Some(valid.issuer.in_language(page.l.lang.tag()).to_owned())
        }
        _ => None,
    };
    let page = page.title("desk-shown-title");
    page.show(|page| ShownPage {
        page,
        nav,
        kind,
        issuer,
        good,
        headline: words.headline,
        meaning: words.meaning,
        action: words.action,
        rows,
    })
}
