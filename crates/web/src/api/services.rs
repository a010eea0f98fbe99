use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use onewindow_app::catalogue::Current;
use onewindow_model::known::Known;
use onewindow_model::lang::Lang;
use onewindow_model::service::Service;
use onewindow_model::term::Term;
use onewindow_model::text::Text;
use serde_json::{Map, Value, json};

use crate::audience::Public;
use crate::errors::WebError;
use crate::portal::params::Params;
use crate::portal::search::LONGEST_QUERY;
use crate::show::stored;

const LIMIT: usize = 20;
const MOST: usize = 100;

/// `GET /api/v1/services?q=&lang=&offset=&limit=`: services found, best first; all by id without a
/// query.
pub(super) async fn list(public: Public, params: Params) -> Result<Response, WebError> {
    let (lang, offset, limit) = read(&params, public.page.l.lang)?;
    let current = public.ctx.app.catalogue.current();
    let q = params.get("q");
    if q.chars().count() > LONGEST_QUERY {
        return Err(bad("q", "0–200"));
    }
    let (total, items) = match q.is_empty() {
        true => {
            let page = current.services().skip(offset).take(limit);
            let items: Vec<_> = page.map(|service| item(&current, service, lang)).collect();
            (current.services().count(), items)
        }
        false => {
            let results = current.search(q, lang, offset, limit);
            let found = results.hits.iter().filter_map(|hit| current.newest(&hit.id));
            (results.total, found.map(|service| item(&current, &service, lang)).collect())
        }
    };
    Ok(Json(json!({ "total": total, "items": items })).into_response())
}

/// `GET /api/v1/services/{id}`: one service with its questions and materials.
pub(super) async fn one(
    public: Public,
    Path(id): Path<String>,
    params: Params,
) -> Result<Response, WebError> {
    let (lang, _, _) = read(&params, public.page.l.lang)?;
    let current = public.ctx.app.catalogue.current();
    let service = current.newest(&id).ok_or_else(WebError::not_found)?;
    Ok(Json(whole(&current, &service, lang)).into_response())
}

fn read(params: &Params, page: Lang) -> Result<(Lang, usize, usize), WebError> {
    let lang = match params.get("lang") {
        "" => page,
        tag => Lang::ALL
            .into_iter()
            .find(|lang| lang.tag() == tag)
            .ok_or_else(|| bad("lang", "zh-CN, en"))?,
    };
    let number = |name: &'static str, default: usize, allowed: &'static str| match params.get(name)
    {
        "" => Ok(default),
        text => text.parse::<usize>().map_err(|_| bad(name, allowed)),
    };
    let offset = number("offset", 0, "0–")?;
    let limit = number("limit", LIMIT, "1–100")?;
    match limit {
        1..=MOST => Ok((lang, offset, limit)),
        _ => Err(bad("limit", "1–100")),
    }
}

fn bad(name: &'static str, allowed: &str) -> WebError {
    WebError::bad_request().detail("api-bad-value", &[("name", name), ("allowed", allowed)])
}

/// A service in a list. `lang` is that of the name, which an imported service may not have in the
/// language asked for.
fn item(current: &Current, service: &Service, lang: Lang) -> Value {
    let authority = current.authority(&service.authority);
    json!({
        "id": service.id,
        "version": service.version,
        "code": service.code,
        "lang": service.name.render(lang).lang,
        "name": words(&service.name, lang),
        "summary": service.summary.known().map(|text| words(text, lang)),
        "kind": stored(&service.kind),
        "nature": stored(&service.nature),
        "authority": {
            "id": service.authority,
            "name": authority.map(|authority| words(&authority.name, lang)),
        },
        "region": service.region,
        "level": stored(&service.level),
        "audience": service.audience.known().map(|all| all.iter().map(stored).collect::<Vec<_>>()),
        "url": format!("/services/{}", service.id),
    })
}

fn whole(current: &Current, service: &Service, lang: Lang) -> Value {
    let mut all = match item(current, service, lang) {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    let questions = service.questions.iter().map(|question| {
        json!({
            "fact": question.fact,
            "question": words(&question.question, lang),
            "asked_when": question.ask_when.as_ref().map(|condition| condition.source()),
        })
    });
    let evidence = service.evidence.known().map(|papers| {
        let papers = papers.iter().map(|evidence| {
            json!({
                "id": evidence.id,
                "name": words(&evidence.name, lang),
                "needed_when": evidence.needed_when.as_ref().map(|condition| condition.source()),
                "form": stored(&evidence.form),
            })
        });
        papers.collect::<Vec<_>>()
    });
    let fees = service.cost.known().map(|fees| {
        let fee = |fee: &onewindow_model::service::Fee| {
            json!({ "id": fee.id, "name": words(&fee.name, lang), "cents": fee.cents })
        };
        fees.iter().map(fee).collect::<Vec<_>>()
    });
    let channels = service.channels.known();
    let channels = channels.map(|all| all.iter().map(stored).collect::<Vec<_>>());
    let more = [
        ("life_events", json!(service.life_events)),
        ("questions", questions.collect()),
        ("evidence", json!(evidence)),
        ("fees", json!(fees)),
        ("channels", json!(channels)),
        ("promised", term(&service.times.promised)),
        ("statutory", term(&service.times.statutory)),
        ("immediate", json!(service.times.immediate)),
    ];
    all.extend(more.map(|(name, value)| (name.to_owned(), value)));
    Value::Object(all)
}

fn words(text: &Text, lang: Lang) -> &str {
    text.words(lang)
}

/// A term; null where the source does not say.
fn term(term: &Known<Term>) -> Value {
    json!(term.known().map(|term| json!({ "days": term.days, "unit": stored(&term.unit) })))
}
