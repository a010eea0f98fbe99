use std::collections::BTreeMap;

use onewindow_app::cases::{CaseFile, DecisionView, EventRecord, still_to_follow};
use onewindow_app::documents::DocumentRecord;
use onewindow_app::rules::{Truth, Value};
use onewindow_model::application::Supply;
use onewindow_model::booking::Slot;
use onewindow_model::case::Stage;
use onewindow_model::service::situation::{Facts, Finding, Situation};
use schemars::JsonSchema;
use serde::Serialize;

use super::draft_given::replies;
use crate::show::{Show, stored};

/// A case, opened as far as its reader may.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Case")]
pub(in crate::api) struct CaseGiven {
    id: String,
    number: String,
    service: String,
    /// The version of the service under which it was begun.
    version: u32,
    authority: String,
    applicant_name: Option<String>,
    /// The identity number or credit code of the applicant; null for who has none.
    applicant_number: Option<String>,
    channel: String,
    received_at: String,
    stage: String,
    /// The last day for what comes next.
    due: Option<String>,
    /// What a correction notice asks for, while it waits for an answer.
    asked: Vec<String>,
    /// Materials that were promised to follow and have not come.
    still_to_follow: Vec<String>,
    answers: BTreeMap<String, Reply>,
    values: BTreeMap<String, String>,
    papers: Vec<Paper>,
    /// How each material was supplied.
    supplies: BTreeMap<String, String>,
    /// 受理条件 and 准予条件, as they come out.
    rules: Vec<Rule>,
    timeline: Vec<EventGiven>,
    decisions: Vec<DecisionGiven>,
    certificate: Option<String>,
    appointment: Option<SlotSaid>,
}

/// An answer about the situation.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Answer")]
#[serde(untagged)]
pub(in crate::api) enum Reply {
    /// Yes or no.
    Yes(bool),
    /// A whole number.
    Number(i64),
    /// The id of a choice or region, a day, a number with decimals.
    Text(String),
}

/// A time at an office.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Slot")]
pub(in crate::api) struct SlotSaid {
    office: String,
    day: String,
    time: String,
}

/// A paper; it is had by its own address, which is a look of its own.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct Paper {
    id: String,
    evidence: String,
    media: String,
    pages: u32,
    bytes: u32,
    created_at: String,
}

/// A condition, and how it comes out.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct Rule {
    id: String,
    /// `intake` or `decision`.
    part: String,
    /// Whether it holds; null while that hangs on an open question.
    holds: Option<bool>,
    /// What is said where it does not.
    otherwise: String,
}

/// Something that happened, or is to come.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Event")]
pub(in crate::api) struct EventGiven {
    what: String,
    at: String,
    by: String,
    /// The office, where it was at one.
    place: Option<String>,
}

/// A decision.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Decision")]
pub(in crate::api) struct DecisionGiven {
    kind: String,
    at: String,
    reasons: String,
    /// Materials asked for.
    asked: Vec<String>,
}

impl From<&Slot> for SlotSaid {
    fn from(slot: &Slot) -> SlotSaid {
        SlotSaid { office: slot.office.clone(), day: slot.day.to_string(), time: slot.clock() }
    }
}

/// A case in the words of the catalogue.
pub(in crate::api) fn given(show: &Show<'_>, file: &CaseFile) -> CaseGiven {
    let case = &file.case;
    let received = show.current.zone.to_datetime(case.received_at).date();
    let facts = Facts {
        answers: &file.content.answers,
        today: received,
        regions: &show.current.files.regions,
    };
    let situation = Situation::of(&file.service, facts);
    let rules = |part: &'static str, list: &[Finding<'_>]| -> Vec<Rule> {
        list.iter().map(|finding| rule(show, part, finding)).collect()
    };
    let mut all = rules("intake", &situation.intake);
    all.extend(rules("decision", &situation.decision));
    let asked = match &case.stage {
        Stage::CorrectionAsked { evidence, .. } => evidence.clone(),
        _ => Vec::new(),
    };
    let identity = file.applicant.as_ref().map(|party| &party.identity);
    CaseGiven {
        id: case.id.to_string(),
        number: case.number.to_string(),
        service: case.service.id.clone(),
        version: case.service.version,
        authority: case.authority.clone(),
        applicant_name: identity.map(|identity| identity.name.clone()),
        applicant_number: identity
            .and_then(|identity| identity.number.as_ref())
            .map(|number| number.number().to_owned()),
        channel: stored(&case.channel),
        received_at: case.received_at.to_string(),
        stage: case.stage.name().to_string(),
        due: case.stage.due().map(|day| day.to_string()),
        asked,
        still_to_follow: still_to_follow(file),
        answers: replies(file.content.answers.iter()),
        values: file.content.values.clone(),
        papers: file.documents.iter().map(paper).collect(),
        supplies: file.content.supplies.iter().map(|(id, one)| (id.clone(), by(one))).collect(),
        rules: all,
        timeline: file.events.iter().map(EventGiven::of).collect(),
        decisions: file.decisions.iter().map(DecisionGiven::of).collect(),
        certificate: file.certificate.map(|id| id.to_string()),
        appointment: file.appointment().map(|held| SlotSaid::from(&held.slot)),
    }
}

fn rule(show: &Show<'_>, part: &str, finding: &Finding<'_>) -> Rule {
    Rule {
        id: finding.requirement.id.clone(),
        part: part.to_owned(),
        holds: match finding.truth {
            Truth::True => Some(true),
            Truth::False => Some(false),
            Truth::Unknown => None,
        },
        otherwise: show.l.words(&finding.requirement.otherwise).text,
    }
}

impl EventGiven {
    /// An event of a case.
    pub fn of(event: &EventRecord) -> EventGiven {
        EventGiven {
            what: event.kind.to_string(),
            at: event.at.to_string(),
            by: event.actor.to_string(),
            place: event.place.clone(),
        }
    }
}

impl DecisionGiven {
    /// A decision, with its reasons.
    pub fn of(made: &DecisionView) -> DecisionGiven {
        DecisionGiven {
            kind: made.record.kind.to_string(),
            at: made.record.at.to_string(),
            reasons: made.body.reasons.clone(),
            asked: made.body.evidence.clone(),
        }
    }
}

/// An answer as programs give and take it.
pub(in crate::api) fn reply(value: &Value) -> Reply {
    match value {
        Value::Bool(yes) => Reply::Yes(*yes),
        Value::Whole(number) => Reply::Number(*number),
        other => Reply::Text(other.to_string()),
    }
}

/// How a material is supplied, in the word of its kind.
pub(in crate::api) fn by(supply: &Supply) -> String {
    let by = match supply {
        Supply::Document { .. } => "document",
        Supply::Register { .. } => "register",
        Supply::Certificate { .. } => "certificate",
        Supply::Commitment => "commitment",
        Supply::Follows => "follows",
        Supply::Shown => "shown",
    };
    by.to_owned()
}

/// A paper, by what is known of it without opening it.
pub(in crate::api) fn paper(record: &DocumentRecord) -> Paper {
    Paper {
        id: record.id.to_string(),
        evidence: record.evidence.clone(),
        media: record.media.clone(),
        pages: record.pages,
        bytes: record.bytes,
        created_at: record.created_at.to_string(),
    }
}
