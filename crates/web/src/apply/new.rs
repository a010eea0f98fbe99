//! Starting an application: for whom, and with which answers given before. Those come in a cookie
//! (`portal/begin.rs`), never in the address.

use std::sync::Arc;

use askama::Template;
use axum::extract::Query;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use jiff::SignedDuration;
use onewindow_app::rules::{Answers, Today, Value};
use onewindow_app::sign_in::lacks;
use onewindow_app::{drafts, home};
use onewindow_model::id::PersonId;
use onewindow_model::service::{Audience, Service};

use super::parties::{Applicant, applicants};
use super::stop::{Answer, Stop, go};
use crate::audience::Citizen;
use crate::errors::WebError;
use crate::forms::{Choice, Choices, FormSpec, Problem, StrictForm};
use crate::l10n::{L10n, Words};
use crate::page::Page;
use crate::session::{Cookies, answers_cookie};
use crate::show::query;

/// Two starts of the same application within this time are one press too many.
const SAME_PRESS: SignedDuration = SignedDuration::from_secs(10);

type Pairs = Query<Vec<(String, String)>>;

#[derive(Template)]
#[template(path = "apply/new.html")]
struct New {
    page: Page,
    service: Words,
    whom: Option<Choices>,
    only: Option<(String, String)>,
    nobody: bool,
    unfinished: Vec<(String, String)>,
    action: String,
}

/// `GET /apply/new?service=…`: for whom, and what is going to happen.
pub(super) async fn get(citizen: Citizen, pairs: Pairs) -> Answer {
    let service = service(&citizen, &pairs)?;
    // Before anything is chosen or typed.
    if let Some(level) = lacks(&citizen.ctx, &service) {
        return Err(Stop::Level(level));
    }
    let applicants = applicants(&citizen.ctx, citizen.person, &service).await?;
    page(citizen, &service, &applicants, None).await
}

/// `POST /apply/new?service=…`: starts it.
pub(super) async fn post(
    citizen: Citizen,
    pairs: Pairs,
    headers: HeaderMap,
    form: StrictForm,
) -> Answer {
    let form = form.read(&FormSpec::new().one("whom", 40))?;
    let service = service(&citizen, &pairs)?;
    let applicants = applicants(&citizen.ctx, citizen.person, &service).await?;
    let chosen = form.get("whom").parse::<PersonId>().ok();
    let Some(chosen) = chosen.and_then(|id| applicants.iter().find(|one| one.id == id)) else {
        let text = citizen.page.t("apply-whom-missing");
        return page(citizen, &service, &applicants, Some(text)).await;
    };
    let (ctx, applicant) = (&citizen.ctx, chosen.id);
    for draft in home::drafts(ctx).await? {
        let same = draft.service == service.reference() && draft.applicant == applicant;
        if same && ctx.now.duration_since(draft.created_at) < SAME_PRESS {
            return go(format!("/apply/{}", draft.id));
        }
    }
    let secure = citizen.page.site.secure;
    let given = given_before(&Cookies::new(&headers, secure), &service);
    let answers = answers(&citizen, &service, &given);
    let begun = drafts::start(ctx, &service.id, applicant, answers).await?;
    let mut onward = go(format!("/apply/{}", begun.id))?;
    if let Some(cookie) = answers_cookie("", secure).filter(|_| !given.is_empty()) {
        onward.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(onward)
}

fn service(citizen: &Citizen, pairs: &Pairs) -> Result<Arc<Service>, Stop> {
    let id = pairs.iter().find(|(name, _)| name == "service").map(|(_, id)| id.as_str());
    let service = id.and_then(|id| citizen.ctx.app.catalogue.current().newest(id));
    let service = service.ok_or_else(WebError::not_found)?;
    match service.takes_applications() {
        true => Ok(service),
        false => Err(Stop::Go(format!("/services/{}", service.id))),
    }
}

/// What was answered on the way here, if it was for this service.
fn given_before(cookies: &Cookies<'_>, service: &Service) -> Vec<(String, String)> {
    let kept = cookies.answers().and_then(|kept| format!("/?{kept}").parse::<Uri>().ok());
    let pairs = kept.and_then(|kept| Pairs::try_from_uri(&kept).ok());
    let Some(Query(pairs)) = pairs else { return Vec::new() };
    let mine = pairs.iter().any(|(name, id)| name == "service" && *id == service.id);
    if mine { pairs } else { Vec::new() }
}

/// Those of them that are answers; what is not is asked again.
fn answers(citizen: &Citizen, service: &Service, pairs: &[(String, String)]) -> Answers {
    let current = citizen.ctx.app.catalogue.current();
    let today = Today { date: citizen.ctx.today() };
    let mut answers = Answers::default();
    for (name, raw) in pairs {
        let asked = service.question_for(name).and_then(|_| service.facts.get(name));
        match asked.and_then(|fact| fact.read_on(raw, today).ok()) {
            Some(Value::Region(id)) if current.files.regions.get(&id).is_none() => {}
            Some(value) => _ = answers.insert(name.clone(), value),
            None => {}
        }
    }
    answers
}

async fn page(
    citizen: Citizen,
    service: &Service,
    applicants: &[Applicant],
    error: Option<String>,
) -> Answer {
    let l = citizen.page.l;
    let zone = citizen.page.site.zone.clone();
    let mut unfinished = Vec::new();
    for draft in home::drafts(&citizen.ctx).await? {
        if draft.service.id == service.id {
            let when = l.time(draft.updated_at, &zone);
            unfinished
                .push((l.t1("apply-new-continue", "time", when), format!("/apply/{}", draft.id)));
        }
    }
    let action = format!("/apply/new{}", query([("service", service.id.as_str())]));
    Ok(show(citizen.page, service, applicants, unfinished, action, error))
}

fn show(
    frame: Page,
    service: &Service,
    applicants: &[Applicant],
    unfinished: Vec<(String, String)>,
    action: String,
    error: Option<String>,
) -> Response {
    let l = frame.l;
    let problems: Vec<_> = error.iter().map(|text| Problem::new("whom", text)).collect();
    let (only, whom) = match applicants {
        [one] => (Some((one.id.to_string(), named(l, one))), None),
        [] => (None, None),
        several => {
            let choices = several.iter().map(|one| Choice::new(one.id.to_string(), named(l, one)));
            let whom = Choices::new("whom", l.t("apply-whom"), choices.collect());
            (None, Some(whom.error(error)))
        }
    };
    let name = l.words(&service.name);
    let back = format!("/services/{}", service.id);
    frame.titled(l.t1("apply-new-title", "service", &name.text)).back(back).problems(problems).show(
        |page| New {
            page,
            service: name,
            nobody: applicants.is_empty(),
            whom,
            only,
            unfinished,
            action,
        },
    )
}

fn named(l: L10n, one: &Applicant) -> String {
    let key = match (one.own, one.kind) {
        (true, _) => "apply-whom-own",
        (_, Audience::NaturalPerson) => "apply-whom-person",
        (_, Audience::LegalPerson) => "apply-whom-company",
    };
    l.t1(key, "name", &one.name)
}
