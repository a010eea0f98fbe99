//! For whom: who stands at the window.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::AppError;
use onewindow_app::error::Invalid;
use onewindow_app::intake::{self, Visitor};
use onewindow_model::actor::Role;
use onewindow_model::known::Known;
use onewindow_model::service::{Audience, Service};

use crate::audience::Staff;
use crate::desk::{DeskNav, places};
use crate::errors::WebError;
use crate::forms::{Choice, Choices, Field, Filled, FormSpec, Problem, StrictForm};
use crate::l10n::Words;
use crate::page::Page;

#[derive(Template)]
#[template(path = "desk/visitor.html")]
struct VisitorPage {
    page: Page,
    nav: DeskNav,
    service: Words,
    action: String,
    about: String,
    kind: Option<Choices>,
    fields: [Field; 3],
}

pub(in crate::desk) async fn show(
    staff: Staff,
    Path(service): Path<String>,
) -> Result<Response, WebError> {
    page(staff, &service, None, Vec::new())
}

pub(in crate::desk) async fn start(
    staff: Staff,
    Path(id): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let service = offered(&staff, &id)?;
    let spec = FormSpec::new().one("kind", 20).one("name", 300).one("number", 100);
    let form = form.read(&spec.one("phone", 100))?;
    let audiences = audiences(&service);
    let kind = match (form.get("kind"), audiences.as_slice()) {
        (_, [only]) => Some(*only),
        (typed, several) => several.iter().copied().find(|kind| value(*kind) == typed),
    };
    let mut problems = problems(&staff.page, &form, kind);
    let Some(kind) = kind.filter(|_| problems.is_empty()) else {
        return page(staff, &id, Some(form), problems);
    };
    let optional = |name: &str| Some(form.get(name).to_owned()).filter(|text| !text.is_empty());
    let name = form.get("name").to_owned();
    let visitor = Visitor { kind, name, number: optional("number"), phone: optional("phone") };
    match intake::start(&staff.ctx, &id, visitor).await {
        Ok(draft) => Ok(Redirect::to(&format!("/apply/{draft}")).into_response()),
        Err(AppError::Invalid(Invalid::Name)) => {
            problems.push(Problem::new("name", staff.page.t("desk-problem-name")));
            page(staff, &id, Some(form), problems)
        }
        Err(AppError::Invalid(Invalid::NameMismatch)) => {
            problems.push(Problem::new("name", staff.page.t("desk-problem-name-mismatch")));
            page(staff, &id, Some(form), problems)
        }
        Err(AppError::Invalid(Invalid::Number)) => {
            problems.push(Problem::new("number", number_problem(&staff.page, kind)));
            page(staff, &id, Some(form), problems)
        }
        Err(error) => Err(WebError::from(error).back(places::INTAKE)),
    }
}

/// What can be seen to be wrong before anything is looked up, all at once.
fn problems(page: &Page, form: &Filled, kind: Option<Audience>) -> Vec<Problem> {
    let mut problems = Vec::new();
    if kind.is_none() {
        problems.push(Problem::new("kind", page.t("desk-problem-kind")));
    }
    if form.get("name").is_empty() {
        problems.push(Problem::new("name", page.t("desk-problem-name")));
    }
    if form.get("number").is_empty() && kind == Some(Audience::LegalPerson) {
        problems.push(Problem::new("number", page.t("desk-problem-company-number")));
    }
    problems
}

fn number_problem(page: &Page, kind: Audience) -> String {
    page.t(match kind {
        Audience::NaturalPerson => "desk-problem-person-number",
        Audience::LegalPerson => "desk-problem-company-number",
    })
}

fn page(
    staff: Staff,
    id: &str,
    form: Option<Filled>,
    problems: Vec<Problem>,
) -> Result<Response, WebError> {
    let service = offered(&staff, id)?;
    let Staff { page, officer, .. } = staff;
    let nav = DeskNav::new(&page, &officer, places::INTAKE);
    let typed = |name: &str| form.as_ref().map(|f| f.get(name).to_owned()).unwrap_or_default();
    let error = |name: &str| Problem::of(&problems, name);
    let audiences = audiences(&service);
    let kind = (audiences.len() > 1).then(|| {
        let choice = |kind: &Audience| {
            let key = match kind {
                Audience::NaturalPerson => "desk-person",
                Audience::LegalPerson => "desk-company",
            };
            Choice::new(value(*kind), page.t(key))
        };
        Choices::new("kind", page.t("desk-visitor-kind"), audiences.iter().map(choice).collect())
            .inline()
            .chosen(&[typed("kind")])
            .error(error("kind"))
    });
    let fields = [
        Field::new("name", page.t("desk-visitor-name"))
            .hint(page.t("desk-visitor-name-hint"))
            .length(20, 100)
            .exact()
            .value(typed("name"))
            .error(error("name")),
        Field::new("number", page.t("desk-visitor-number"))
            .hint(page.t("desk-visitor-number-hint"))
            .length(20, 30)
            .exact()
            .value(typed("number"))
            .error(error("number")),
        Field::new("phone", page.t("desk-visitor-phone"))
            .hint(page.t("desk-visitor-phone-hint"))
            .typing("tel", "tel", "off")
            .length(20, 30)
            .exact()
            .value(typed("phone")),
    ];
    let words = page.l.words(&service.name);
    let action = format!("{}/{id}", places::INTAKE);
    let about = format!("/services/{id}");
    let page = page.title("desk-visitor-title").back_to(places::INTAKE, "desk-back-to-intake");
    let page = page.problems(problems);
    Ok(page.show(|page| VisitorPage { page, nav, service: words, action, about, kind, fields }))
}

/// The service, if a clerk may take in applications for it.
fn offered(staff: &Staff, id: &str) -> Result<std::sync::Arc<Service>, WebError> {
    if !staff.officer.acts_as(Role::WindowClerk) {
        return Err(WebError::denied("wrong-role").back(places::DESK));
    }
    let found = staff.ctx.app.catalogue.current().newest(id);
    found.filter(|service| service.takes_applications()).ok_or_else(WebError::not_found)
}

/// Who may apply; both where the source does not say.
fn audiences(service: &Service) -> Vec<Audience> {
    match &service.audience {
        Known::Known(list) if !list.is_empty() => list.clone(),
        _ => vec![Audience::NaturalPerson, Audience::LegalPerson],
    }
}

fn value(kind: Audience) -> &'static str {
    match kind {
        Audience::NaturalPerson => "natural-person",
        Audience::LegalPerson => "legal-person",
    }
}
