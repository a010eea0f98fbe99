use std::collections::BTreeMap;

use onewindow_app::Ctx;
use onewindow_app::drafts::{self, DraftView};
use onewindow_app::rules::Value;
use onewindow_model::application::Supply;
use onewindow_model::service::situation::Situation;
use schemars::JsonSchema;
use serde::Serialize;

use super::super::failed::pointer;
use super::case_given::{Paper, Reply, SlotSaid, by, paper, reply};
use crate::show::Show;

/// A draft, opened.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Draft")]
pub(in crate::api) struct DraftGiven {
    id: String,
    service: String,
    /// The version of the service under which it was begun.
    version: u32,
    /// For whom it is.
    applicant: String,
    applicant_name: String,
    /// The case that it became, once it was handed in.
    case: Option<String>,
    updated_at: String,
    /// Answers about the situation, by fact.
    answers: BTreeMap<String, Reply>,
    /// Form values, by field, as typed or filled in by the platform.
    values: BTreeMap<String, String>,
    /// How each material is supplied so far, by evidence.
    supplies: BTreeMap<String, Supplied>,
    /// The appointment wished for.
    slot: Option<SlotSaid>,
    /// The papers at hand.
    papers: Vec<Paper>,
    /// The questions that belong to the situation, in order.
    questions: Vec<Asked>,
    /// The fields of the form that belong to it, in order.
    fields: Vec<Field>,
    /// The materials that it needs.
    evidence: Vec<Asked>,
    /// Everything that submitting would find, the declaration left out.
    problems: Vec<Wrong>,
}

/// Something that is asked.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AskedFor")]
struct Asked {
    id: String,
    name: String,
}

/// A field of the form.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FormField")]
struct Field {
    id: String,
    name: String,
    required: bool,
    /// Settled by the applicant's verified identity: it cannot be changed.
    settled: bool,
}

/// How a material is supplied.
#[derive(Serialize, JsonSchema)]
struct Supplied {
    /// `document`, `register`, `certificate`, `commitment`, `follows` or `shown`.
    by: String,
    /// The paper, where there is one.
    document: Option<String>,
}

/// What is wrong, and where in the draft.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "DraftProblem")]
struct Wrong {
    /// A JSON pointer into this draft, as a fragment.
    pointer: String,
    detail: String,
}

impl DraftGiven {
    /// What whoever fills it in may see: all of it.
    pub fn of(show: &Show<'_>, ctx: &Ctx, view: &DraftView) -> DraftGiven {
        let service = &view.service;
        let situation = Situation::of(service, view.facts(ctx, show.current));
        let asked = |id: &str, name| Asked { id: id.to_owned(), name: show.l.words(name).text };
        let questions = situation.questions.iter().map(|q| asked(&q.fact, &q.question));
        let evidence = situation.needed_evidence().map(|e| asked(&e.id, &e.name));
        let fields = situation.asked_fields().map(|field| Field {
            id: field.id.clone(),
            name: show.l.words(&field.label).text,
            required: field.required,
            settled: view.content.settled(field).is_some(),
        });
        let problems = drafts::problems(ctx, view, true);
        let problems = problems.iter().map(|problem| Wrong {
            pointer: format!("#{}", pointer(&problem.place)),
            detail: show.problem_at(service, problem),
        });
        let content = &view.content;
        DraftGiven {
            id: view.draft.id.to_string(),
            service: service.id.clone(),
            version: service.version,
            applicant: view.draft.applicant.to_string(),
            applicant_name: view.applicant.identity.name.clone(),
            case: view.draft.case.map(|case| case.to_string()),
            updated_at: view.draft.updated_at.to_string(),
            answers: replies(content.answers.iter()),
            values: content.values.clone(),
            supplies: content
                .supplies
                .iter()
                .map(|(id, one)| (id.clone(), supplied(one)))
                .collect(),
            slot: content.slot.as_ref().map(SlotSaid::from),
            papers: view.documents.iter().map(paper).collect(),
            questions: questions.collect(),
            fields: fields.collect(),
            evidence: evidence.collect(),
            problems: problems.collect(),
        }
    }
}

/// Answers by fact.
pub(super) fn replies<'a, S: ToString>(
    answers: impl Iterator<Item = (S, &'a Value)>,
) -> BTreeMap<String, Reply> {
    answers.map(|(fact, value)| (fact.to_string(), reply(value))).collect()
}

fn supplied(supply: &Supply) -> Supplied {
    Supplied { by: by(supply), document: supply.document().map(|id| id.to_string()) }
}
