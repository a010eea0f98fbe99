use std::collections::BTreeMap;

use jiff::civil::Date;
use onewindow_app::rules::{Answers, Truth};
use onewindow_model::service::Service;
use onewindow_model::service::situation::{Facts, Finding, Need, Situation};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::given::Found;
use super::super::input::{At, Body};
use crate::audience::Public;
use crate::errors::{Place, WebError};
use crate::show::{Raw, Show};

/// An answer to a question about the situation: yes or no, a number, or text (the id of a choice or
/// of a region, a day as YYYY-MM-DD, a number with decimals).
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
pub(in crate::api) enum Given {
    /// Yes or no.
    Yes(bool),
    /// A whole number.
    Number(#[schemars(range(min = -1_000_000_000_000i64, max = 1_000_000_000_000i64))] i64),
    /// Anything else.
    Text(#[schemars(length(max = 4000))] String),
}

impl Given {
    /// As it would be typed.
    pub fn text(&self) -> String {
        match self {
            Given::Yes(yes) => yes.to_string(),
            Given::Number(number) => number.to_string(),
            Given::Text(text) => text.clone(),
        }
    }
}

/// Somebody's situation.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Wanted {
    /// The answers so far, by what they are called in conditions (`fact`).
    #[schemars(extend("maxProperties" = 100))]
    answers: BTreeMap<String, Given>,
}

/// What a service needs in a situation.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct Checklist {
    service: String,
    version: u32,
    /// The questions that belong to the situation and have no answer yet, in order.
    open_questions: Vec<String>,
    /// Why an application would not be accepted.
    not_accepted: Vec<String>,
    /// Why it would be refused.
    refused: Vec<String>,
    /// The materials; null where the source does not say.
    evidence: Option<Vec<Material>>,
    fees: Vec<Fee>,
    /// The fewest visits, and the most while questions are open; null where nobody can know.
    visits: Option<Visits>,
    /// The last day of the promised time, or of the statutory one, if the application came in today.
    decided_by: Option<String>,
}

/// A material in a situation.
#[derive(Serialize, JsonSchema)]
struct Material {
    id: String,
    name: String,
    /// Whether it is needed for certain, or hangs on an open question.
    certain: bool,
    /// Whether the platform fetches it.
    fetched: bool,
    /// From where it comes, or in which form it is wanted.
    source: String,
    /// What would do in its place, and until when it may follow.
    notes: Vec<String>,
}

/// A fee in a situation.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SituationFee")]
struct Fee {
    id: String,
    name: String,
    /// In hundredths.
    cents: u64,
    /// Whether it is charged for certain.
    certain: bool,
}

/// How often somebody must come.
#[derive(Serialize, JsonSchema)]
struct Visits {
    least: u16,
    most: u16,
    /// Why, for each visit that is certain.
    reasons: Vec<String>,
}

/// `POST /api/v1/services/{service}/checklist`.
pub(in crate::api) async fn make(
    public: Public,
    At(id): At<String>,
    Body(wanted): Body<Wanted>,
) -> Result<Found<Checklist>, WebError> {
    let Public { page, ctx } = public;
    let current = ctx.app.catalogue.current();
    let service = current.newest(&id).ok_or_else(WebError::not_found)?;
    let show = Show::new(page.l, &current);
    let answers = read_answers(&show, &service, ctx.today(), &wanted.answers)?;
    let facts = Facts { answers: &answers, today: ctx.today(), regions: &current.files.regions };
    let situation = Situation::of(&service, facts);
    Ok(Found(checklist(&show, &service, &situation, &answers, ctx.today())))
}

/// Answers as the service's questions want them, or everything that is wrong with them.
pub(in crate::api) fn read_answers(
    show: &Show<'_>,
    service: &Service,
    today: Date,
    given: &BTreeMap<String, Given>,
) -> Result<Answers, WebError> {
    let mut answers = Answers::new();
    let mut wrong: Option<WebError> = None;
    for (fact, value) in given {
        let at = Place::Pointer(format!("/answers/{}", fact.replace('~', "~0").replace('/', "~1")));
        let error = || WebError::unfit();
        match service.question_for(fact) {
            None => wrong = Some(wrong.unwrap_or_else(error).at(at, "api-no-question", &[])),
            Some(question) => {
                match show.read_answer(service, question, &Raw::stored(&value.text()), today) {
                    Ok(value) => _ = answers.insert(fact, value),
                    Err(words) => wrong = Some(wrong.unwrap_or_else(error).said_at(at, &words)),
                }
            }
        }
    }
    wrong.map_or(Ok(answers), Err)
}

fn checklist(
    show: &Show<'_>,
    service: &Service,
    situation: &Situation<'_>,
    answers: &Answers,
    today: Date,
) -> Checklist {
    let l = show.l;
    let failing = |findings: &[Finding<'_>]| -> Vec<String> {
        let failing = findings.iter().filter(|finding| finding.truth == Truth::False);
        failing.map(|finding| l.words(&finding.requirement.otherwise).text).collect()
    };
    let material = |(evidence, need): &(&onewindow_model::service::Evidence, Need)| {
        let card = show.need(service, evidence, *need, today);
        Material {
            id: evidence.id.clone(),
            name: card.name.text,
            certain: *need == Need::Needed,
            fetched: card.fetched,
            source: card.source,
            notes: card.notes,
        }
    };
    let fees = situation.fees.iter().map(|(fee, need)| Fee {
        id: fee.id.clone(),
        name: l.words(&fee.name).text,
        cents: fee.cents,
        certain: *need == Need::Needed,
    });
    let trips = show.trips(service, situation);
    let open = situation.questions.iter().filter(|question| !answers.has(&question.fact));
    let silent = service.evidence.is_silent();
    Checklist {
        service: service.id.clone(),
        version: service.version,
        open_questions: open.map(|question| question.fact.clone()).collect(),
        not_accepted: failing(&situation.intake),
        refused: failing(&situation.decision),
        evidence: (!silent).then(|| situation.evidence.iter().map(material).collect()),
        fees: fees.collect(),
        visits: trips.range.map(|(least, most)| Visits {
            least,
            most,
            reasons: trips.sure.iter().flatten().map(|reason| reason.text.clone()).collect(),
        }),
        decided_by: decided_by(show, service, today),
    }
}

fn decided_by(show: &Show<'_>, service: &Service, today: Date) -> Option<String> {
    let term = service.times.promised.known().or(service.times.statutory.known())?;
    let calendar = &show.current.files.calendar;
    (!service.times.immediate).then(|| calendar.due(today, *term).to_string())
}
