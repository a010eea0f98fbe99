//! The proof that no condition looks at a fact whose question was not asked.

use std::collections::BTreeMap;

use jiff::ToSpan;
use onewindow_model::service::Service;
use onewindow_rules::asked::{Place, Question, Scope, Situation, Validity, prove_asked};

use super::conditions::Context;
use crate::reader::Reader;
use crate::yaml::Node;

/// How many years from its first day a version is looked at; a relative date means another day on
/// each of them.
const YEARS: i64 = 10;

/// Notes each condition that may look at a fact that was not asked for.
pub(super) fn check(r: &mut Reader<'_, '_>, cx: &Context<'_, '_>, service: &Service, root: &Node) {
    let questions = service.asking();
    let scope = scope(cx, service, &questions);
    let conditions: Vec<_> = cx.conditions.iter().map(|(condition, _)| condition).collect();
    let asked_when: Vec<Option<&Node>> = root
        .get("facts")
        .map(Node::items)
        .unwrap_or_default()
        .iter()
        .map(|n| n.get("ask_when"))
        .collect();
    for found in prove_asked(scope, &conditions).err().unwrap_or_default() {
        let node = match found.place {
            Place::Question(at) => asked_when.get(at).copied().flatten(),
            Place::Condition(at) => cx.conditions.get(at).map(|(_, node)| *node),
            Place::Whole => None,
        };
        let problem = found.problem;
        let node = node.unwrap_or(root);
        let range = node.range_of(r.text_of_file(), problem.span.start..problem.span.end);
        r.error_at(problem.code.as_str(), range, problem.message, problem.help);
        if let Some(situation) = found.situation {
            r.in_situation(answers(&situation));
        }
    }
}

/// What proofs about a service are over: its facts, and ten years from its first day.
pub(super) fn scope<'a>(
    cx: &'a Context<'_, '_>,
    service: &'a Service,
    questions: &'a [Question],
) -> Scope<'a> {
    let first = service.effective;
    Scope {
        facts: &service.facts,
        questions,
        validity: Validity { first, last: first.saturating_add(YEARS.years()) },
        regions: &cx.shared.regions,
    }
}

/// An answer for each fact of a situation.
pub(super) fn answers(situation: &Situation) -> BTreeMap<String, String> {
    let known = situation.circumstances.iter().filter_map(|circumstance| {
        Some((circumstance.fact.clone(), circumstance.cell.sample()?.to_string()))
    });
    known.collect()
}
