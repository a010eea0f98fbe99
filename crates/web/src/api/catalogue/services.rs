use onewindow_app::catalogue::Current;
use onewindow_model::known::Known;
use onewindow_model::lang::Lang;
use onewindow_model::service::Service;
use onewindow_model::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::given::Found;
use super::super::input::{Asked, At};
use crate::audience::Public;
use crate::errors::WebError;
use crate::show::stored;

const LIMIT: u32 = 20;

/// A language of the interface.
#[derive(Clone, Copy, Deserialize, JsonSchema)]
enum Tongue {
    #[serde(rename = "zh-CN")]
    Zh,
    #[serde(rename = "en")]
    En,
}

/// Which services.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Search {
    /// What somebody looks for, in their words.
    #[schemars(length(max = 200))]
    q: Option<String>,
    /// The language of names and texts; that of Accept-Language where it is not given.
    lang: Option<Tongue>,
    /// How many to leave out.
    #[schemars(range(min = 0, max = 1_000_000))]
    offset: Option<u32>,
    /// How many at most.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<u32>,
}

/// In which language.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct InLanguage {
    /// The language of names and texts; that of Accept-Language where it is not given.
    lang: Option<Tongue>,
}

/// Services found.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct Services {
    /// How many there are in all.
    total: usize,
    /// Whether they answer what was asked, or only come close.
    sure: bool,
    /// Those asked for.
    items: Vec<Item>,
}

/// A service in a list.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ServiceLine")]
struct Item {
    /// Its id in the catalogue.
    id: String,
    /// Its version.
    version: u32,
    /// Its code, where it has one.
    code: Option<String>,
    /// The language of the name, which an imported service may not have in the language asked for.
    lang: String,
    /// What it is called.
    name: String,
    /// What it is, in a sentence; null where the source does not say.
    summary: Option<String>,
    /// 服务类型.
    kind: String,
    /// What it is in law.
    nature: String,
    /// Who answers for it.
    authority: Authority,
    /// Where it can be had.
    region: String,
    /// The level that exercises it.
    level: String,
    /// 服务对象; null where the source does not say.
    audience: Option<Vec<String>>,
    /// Its page.
    url: String,
}

/// Who answers for a service.
#[derive(Serialize, JsonSchema)]
struct Authority {
    /// Its id in the catalogue.
    id: String,
    /// What it is called.
    name: Option<String>,
}

/// One service with what it asks. What a source does not say is null.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Service")]
pub(in crate::api) struct Whole {
    #[serde(flatten)]
    item: Item,
    /// Life events that it belongs to.
    life_events: Vec<String>,
    /// The questions about the situation.
    questions: Vec<Question>,
    /// What is calculated from the answers to them.
    derived: Vec<Derived>,
    /// The materials.
    evidence: Option<Vec<Evidence>>,
    /// The fees.
    fees: Option<Vec<Fee>>,
    /// 办理形式.
    channels: Option<Vec<String>>,
    /// 承诺办结时限.
    promised: Option<Term>,
    /// 法定办结时限.
    statutory: Option<Term>,
    /// 即办件.
    immediate: bool,
    /// Whether it can be applied for here.
    takes_applications: bool,
    /// Whether it is an appointment to book.
    books: bool,
}

/// A question about the situation.
#[derive(Serialize, JsonSchema)]
struct Question {
    /// What the answer is called in conditions.
    fact: String,
    /// What is asked.
    question: String,
    /// The condition under which it is asked.
    asked_when: Option<String>,
    /// The answers to choose from, where there are only so many.
    options: Vec<Choice>,
}

/// A fact that is calculated and not asked for.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "DerivedFact")]
struct Derived {
    /// What it is called in conditions.
    fact: String,
    /// What it says, as a question that the answers decide.
    question: String,
    /// How it is calculated, in the words of conditions.
    formula: String,
}

/// An answer to choose.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "QuestionOption")]
struct Choice {
    id: String,
    label: String,
}

/// A material.
#[derive(Serialize, JsonSchema)]
struct Evidence {
    id: String,
    name: String,
    /// The condition under which it is needed.
    needed_when: Option<String>,
    /// In which form.
    form: String,
}

/// A fee.
#[derive(Serialize, JsonSchema)]
struct Fee {
    id: String,
    name: String,
    /// In hundredths.
    cents: u64,
}

/// So many days of a kind.
#[derive(Serialize, JsonSchema)]
struct Term {
    days: u32,
    unit: String,
}

/// `GET /api/v1/services?q=&lang=&offset=&limit=`.
pub(in crate::api) async fn list(
    public: Public,
    Asked(search): Asked<Search>,
) -> Result<Found<Services>, WebError> {
    let lang = language(search.lang, &public);
    let count = |number: Option<u32>, or: u32| usize::try_from(number.unwrap_or(or)).unwrap_or(0);
    let (offset, limit) = (count(search.offset, 0), count(search.limit, LIMIT));
    let current = public.ctx.app.catalogue.current();
    let q = search.q.unwrap_or_default();
    let (total, sure, items) = match q.trim() {
        "" => {
            let page = current.services().skip(offset).take(limit);
            (current.services().count(), true, page.map(|s| item(&current, s, lang)).collect())
        }
        q => {
            let results = current.search(q, lang, offset, limit);
            let found = results.hits.iter().filter_map(|hit| current.newest(&hit.id));
            (results.total, results.sure, found.map(|s| item(&current, &s, lang)).collect())
        }
    };
    Ok(Found(Services { total, sure, items }))
}

/// `GET /api/v1/services/{service}`.
pub(in crate::api) async fn one(
    public: Public,
    At(id): At<String>,
    Asked(asked): Asked<InLanguage>,
) -> Result<Found<Whole>, WebError> {
    let lang = language(asked.lang, &public);
    let current = public.ctx.app.catalogue.current();
    let service = current.newest(&id).ok_or_else(WebError::not_found)?;
    Ok(Found(whole(&current, &service, lang)))
}

fn language(asked: Option<Tongue>, public: &Public) -> Lang {
    match asked {
        Some(Tongue::Zh) => Lang::Zh,
        Some(Tongue::En) => Lang::En,
        None => public.page.l.lang,
    }
}

fn item(current: &Current, service: &Service, lang: Lang) -> Item {
    let authority = current.authority(&service.authority);
    Item {
        id: service.id.clone(),
        version: service.version,
        code: service.code.clone(),
        lang: service.name.render(lang).lang.to_string(),
        name: words(&service.name, lang),
        summary: service.summary.known().map(|text| words(text, lang)),
        kind: stored(&service.kind),
        nature: stored(&service.nature),
        authority: Authority {
            id: service.authority.clone(),
            name: authority.map(|authority| words(&authority.name, lang)),
        },
        region: service.region.clone(),
        level: stored(&service.level),
        audience: service.audience.known().map(|all| all.iter().map(stored).collect()),
        url: format!("/services/{}", service.id),
    }
}

fn whole(current: &Current, service: &Service, lang: Lang) -> Whole {
    let questions = service.questions.iter().map(|question| Question {
        fact: question.fact.clone(),
        question: words(&question.question, lang),
        asked_when: question.ask_when.as_ref().map(|condition| condition.source().to_owned()),
        options: question
            .options
            .iter()
            .map(|one| Choice { id: one.id.clone(), label: words(&one.label, lang) })
            .collect(),
    });
    let derived = service.derived.iter().map(|derived| Derived {
        fact: derived.derivation.id().to_owned(),
        question: words(&derived.question, lang),
        formula: derived.derivation.source().to_owned(),
    });
    let evidence = |one: &onewindow_model::service::Evidence| Evidence {
        id: one.id.clone(),
        name: words(&one.name, lang),
        needed_when: one.needed_when.as_ref().map(|condition| condition.source().to_owned()),
        form: stored(&one.form),
    };
    let fee = |fee: &onewindow_model::service::Fee| Fee {
        id: fee.id.clone(),
        name: words(&fee.name, lang),
        cents: fee.cents,
    };
    Whole {
        item: item(current, service, lang),
        life_events: service.life_events.clone(),
        questions: questions.collect(),
        derived: derived.collect(),
        evidence: service.evidence.known().map(|all| all.iter().map(evidence).collect()),
        fees: service.cost.known().map(|all| all.iter().map(fee).collect()),
        channels: service.channels.known().map(|all| all.iter().map(stored).collect()),
        promised: term(&service.times.promised),
        statutory: term(&service.times.statutory),
        immediate: service.times.immediate,
        takes_applications: service.takes_applications(),
        books: service.booking().is_some(),
    }
}

fn words(text: &Text, lang: Lang) -> String {
    text.words(lang).to_owned()
}

/// A term; null where the source does not say.
fn term(term: &Known<onewindow_model::term::Term>) -> Option<Term> {
    term.known().map(|term| Term { days: u32::from(term.days), unit: stored(&term.unit) })
}
