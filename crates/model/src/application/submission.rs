//! From draft to submission: a pure function that finds all problems at once.

use std::collections::BTreeMap;

use onewindow_rules::{Answers, Today, Value, ValueError};

use crate::application::problem::{Place, Problem, ProblemCode};
use crate::application::supply::Supply;
use crate::application::value::{parse_value, region_exists};
use crate::booking::Slot;
use crate::known::Known;
use crate::service::form::Prefill;
use crate::service::situation::{Facts, Need, Situation};
use crate::service::{Audience, Evidence, Field, Service};

/// Everything that a draft holds.
#[derive(Clone, Default)]
pub struct DraftContent {
    /// Answers to situation questions.
    pub answers: Answers,
    /// Form values as typed or prefilled, by field id.
    pub values: BTreeMap<String, String>,
    /// What the platform filled in, by field id: a value still equal to it came from there.
    pub prefilled: BTreeMap<String, String>,
    /// How each material is supplied, by evidence id.
    pub supplies: BTreeMap<String, Supply>,
    /// The appointment wished for, where the service is one to book. Choosing holds no place.
    pub slot: Option<Slot>,
}

impl DraftContent {
    /// The value of a field that the applicant's verified identity settles.
    pub fn settled(&self, field: &Field) -> Option<&String> {
        let settled = field.prefill.as_ref().is_some_and(Prefill::is_settled);
        self.prefilled.get(&field.id).filter(|_| settled)
    }
}

/// A complete application, holding just what its service version asks in its situation.
pub struct Submission {
    /// Answers to the questions that belong to the situation.
    pub answers: Answers,
    /// Canonical form values of the fields asked.
    pub values: BTreeMap<String, String>,
    /// Materials needed, each supplied.
    pub supplies: BTreeMap<String, Supply>,
    /// The appointment, for a service to book. Whether a place is left, storage knows.
    pub slot: Option<Slot>,
}

/// Checks a draft against its pinned service version; `declared` is the tick at the end.
pub fn submit(
    service: &Service,
    applicant: Audience,
    content: &DraftContent,
    facts: Facts<'_>,
    declared: bool,
) -> Result<Submission, Vec<Problem>> {
    let mut problems = Vec::new();
    if matches!(&service.audience, Known::Known(list) if !list.contains(&applicant)) {
        problems.push(Problem::at(Place::Applicant, ProblemCode::NotForThisApplicant));
    }
    if facts.today < service.effective {
        problems.push(Problem::at(Place::Applicant, ProblemCode::NotInForce));
    }
    let mut answers = Answers::default();
    let situation = Situation::of(service, facts);
    for question in &situation.questions {
        match content.answers.get(&question.fact) {
            Some(value) => {
                problems.extend(outdated(service, &question.fact, value, facts));
                answers.insert(question.fact.clone(), value.clone());
            }
            None => {
                let place = Place::Fact(question.fact.clone());
                problems.push(Problem::at(place, ProblemCode::Missing));
            }
        }
    }
    for finding in situation.intake.iter().filter(|f| f.truth == onewindow_rules::Truth::False) {
        let place = Place::Requirement(finding.requirement.id.clone());
        problems.push(Problem::at(place, ProblemCode::NotQualified));
    }
    let values = check_values(&situation, content, facts, &mut problems);
    let supplies = check_supplies(&situation, content, &mut problems);
    let slot = content.slot.clone().filter(|_| service.booking().is_some());
    if service.booking().is_some() && slot.is_none() {
        problems.push(Problem::at(Place::Slot, ProblemCode::Missing));
    }
    if !declared {
        problems.push(Problem::at(Place::Declaration, ProblemCode::NotConfirmed));
    }
    match problems.is_empty() {
        true => Ok(Submission { answers, values, supplies, slot }),
        false => Err(problems),
    }
}

/// An answer that no longer does: a day that was to come when the draft was begun, and is past.
fn outdated(service: &Service, fact: &str, value: &Value, facts: Facts<'_>) -> Option<Problem> {
    let checked = service.facts.get(fact)?.admit_on(value, Today { date: facts.today });
    let code = match checked.err()? {
        ValueError::BelowMinimum { minimum, .. } if is_day(value) => {
            ProblemCode::TooEarly(minimum.to_string())
        }
        ValueError::AboveMaximum { maximum, .. } if is_day(value) => {
            ProblemCode::TooLate(maximum.to_string())
        }
        ValueError::BelowMinimum { minimum, .. } => ProblemCode::TooSmall(minimum.to_string()),
        ValueError::AboveMaximum { maximum, .. } => ProblemCode::TooLarge(maximum.to_string()),
        _ => ProblemCode::NotAnOption,
    };
    Some(Problem::at(Place::Fact(fact.to_owned()), code))
}

fn is_day(value: &Value) -> bool {
    matches!(value, Value::Date(_))
}

fn check_values(
    situation: &Situation<'_>,
    content: &DraftContent,
    facts: Facts<'_>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, String> {
    let known_region = region_exists(facts.regions);
    let mut values = BTreeMap::new();
    for field in situation.asked_fields() {
        let typed = content.settled(field).or_else(|| content.values.get(&field.id));
        let typed = typed.map_or("", String::as_str);
        match parse_value(field, typed, facts.today, &known_region) {
            Ok(Some(value)) => _ = values.insert(field.id.clone(), value),
            Ok(None) => {}
            Err(code) => problems.push(Problem::at(Place::Field(field.id.clone()), code)),
        }
    }
    values
}

fn check_supplies(
    situation: &Situation<'_>,
    content: &DraftContent,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, Supply> {
    let mut supplies = BTreeMap::new();
    let needed = situation.evidence.iter().filter(|(_, need)| *need == Need::Needed);
    for (evidence, _) in needed {
        let place = || Place::Evidence(evidence.id.clone());
        match content.supplies.get(&evidence.id) {
            Some(supply) if may_supply(evidence, supply) => {
                supplies.insert(evidence.id.clone(), supply.clone());
            }
            Some(_) => problems.push(Problem::at(place(), ProblemCode::NotAllowed)),
            None => problems.push(Problem::at(place(), ProblemCode::Missing)),
        }
    }
    supplies
}

/// Whether a material may be supplied that way under its service version.
pub fn may_supply(evidence: &Evidence, supply: &Supply) -> bool {
    match supply {
        Supply::Commitment => evidence.commitment,
        Supply::Follows => evidence.may_follow.is_some(),
        Supply::Document { .. } | Supply::Shown => evidence.applicant_may_supply,
        Supply::Register { .. } | Supply::Certificate { .. } => true,
    }
}
