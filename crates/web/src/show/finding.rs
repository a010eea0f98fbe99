use onewindow_app::rules::check::{Leaf, Logic};
use onewindow_app::rules::eval::AtomTrace;
use onewindow_app::rules::{Trace, Truth};
use onewindow_model::service::situation::Finding;
use onewindow_model::service::{Requirement, Service};

use super::Show;
use crate::l10n::Words;

/// A requirement with how it came out and why.
pub struct FindingRow {
    /// How it came out.
    pub truth: Truth,
    /// How it came out, in a word.
    pub state: String,
    /// The colour of that word.
    pub colour: &'static str,
    /// The reason given where it fails.
    pub reason: Option<Words>,
    /// Every comparison, with the answer that decided it.
    pub atoms: Vec<AtomRow>,
    /// How several comparisons hang together, in words; empty for a single one.
    pub joined: String,
}

impl FindingRow {
    /// The comparisons that decided it: those that came out as the whole did, as far as reading
    /// from left to right gets.
    pub fn decisive(&self) -> impl Iterator<Item = &AtomRow> {
        self.atoms.iter().filter(|atom| atom.reached && atom.truth == self.truth)
    }

    /// Whether there is more to it than what decided it.
    pub fn has_more(&self) -> bool {
        self.decisive().count() < self.atoms.len()
            || self.atoms.iter().any(|atom| !atom.formula.is_empty())
    }
}

/// One comparison of a rule.
pub struct AtomRow {
    /// The question.
    pub question: Words,
    /// The answer; empty where there is none.
    pub answer: Words,
    /// What is said where there is none.
    pub unanswered: String,
    /// The questions and answers that it was calculated from, where nobody was asked.
    pub inputs: Vec<(Words, Words)>,
    /// How it was calculated; empty where somebody was asked.
    pub formula: String,
    /// What the rule wants.
    pub wanted: String,
    /// Whether the answer is that, in a word.
    pub state: String,
    /// The colour of that word.
    pub colour: &'static str,
    /// How it came out.
    pub truth: Truth,
    /// Whether reading from left to right gets here, or the result stood before.
    pub reached: bool,
}

impl Show<'_> {
    /// A requirement as it came out.
    pub fn finding(&self, service: &Service, finding: &Finding<'_>) -> FindingRow {
        self.traced(service, finding.requirement, &finding.trace)
    }

    /// A requirement with the trace of an evaluation, such as one kept with a decision.
    pub fn traced(&self, service: &Service, rule: &Requirement, trace: &Trace) -> FindingRow {
        let rows = rule.when.leaves().into_iter().zip(&trace.atoms).map(|(leaf, traced)| {
            let wanted = match leaf {
                Leaf::Atom(atom) => self.wanted(service, atom, trace.today),
                Leaf::Derived(derived) => self.yes_no(derived.expected).text,
            };
            self.line(service, traced, wanted)
        });
        let rows: Vec<_> = rows.collect();
        let joined = match (rule.when.logic(), rows.len()) {
            (_, 0 | 1) => String::new(),
            (Logic::All(parts), _) if parts.iter().all(is_atom) => self.l.t("show-all-of"),
            (Logic::Any(parts), _) if parts.iter().all(is_atom) => self.l.t("show-any-of"),
            _ => self.l.t1("show-as-written", "rule", &trace.source),
        };
        let (key, colour) = match trace.result {
            Truth::True => ("show-rule-true", "green"),
            Truth::False => ("show-rule-false", "red"),
            Truth::Unknown => ("show-rule-unknown", "yellow"),
        };
        let reason = trace.result.is_false().then(|| self.l.words(&rule.otherwise));
        FindingRow {
            truth: trace.result,
            state: self.l.t(key),
            colour,
            reason,
            atoms: rows,
            joined,
        }
    }

    /// One comparison, or one fact that is derived.
    fn line(&self, service: &Service, traced: &AtomTrace, wanted: String) -> AtomRow {
        let (key, colour) = match (traced.result, &traced.derived) {
            (Truth::True, _) => ("show-atom-true", "green"),
            (Truth::False, _) => ("show-atom-false", "red"),
            (Truth::Unknown, None) => ("show-atom-unknown", "grey"),
            (Truth::Unknown, Some(_)) => ("show-derived-unknown", "grey"),
        };
        let said = |fact: &str, answer: Option<&String>| {
            answer.map(|text| self.answer_text(service, fact, text)).unwrap_or_default()
        };
        let derived = traced.derived.as_ref();
        let inputs = derived.map(|derived| derived.inputs.as_slice()).unwrap_or_default();
        let inputs = inputs
            .iter()
            .map(|(fact, answer)| (self.question(service, fact), said(fact, answer.as_ref())));
        let unanswered = match derived {
            None => "show-atom-unknown",
            Some(_) => "show-derived-unknown",
        };
        AtomRow {
            question: self.question(service, &traced.fact),
            answer: match traced.answer.as_deref().filter(|_| derived.is_some()) {
                Some(holds) => self.yes_no(holds == "true"),
                None => said(&traced.fact, traced.answer.as_ref()),
            },
            unanswered: self.l.t(unanswered),
            inputs: inputs.collect(),
            formula: derived.map(|derived| derived.source.clone()).unwrap_or_default(),
            wanted,
            state: self.l.t(key),
            colour,
            truth: traced.result,
            reached: traced.reached,
        }
    }
}

fn is_atom(logic: &Logic) -> bool {
    matches!(logic, Logic::Atom(_) | Logic::Derived(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(truth: Truth, atoms: &[(Truth, bool)]) -> FindingRow {
        let atom = |(truth, reached): &(Truth, bool)| AtomRow {
            question: Words::default(),
            answer: Words::default(),
            unanswered: String::new(),
            inputs: Vec::new(),
            formula: String::new(),
            wanted: String::new(),
            state: String::new(),
            colour: "",
            truth: *truth,
            reached: *reached,
        };
        let atoms = atoms.iter().map(atom).collect();
        let state = String::new();
        FindingRow { truth, state, colour: "", reason: None, atoms, joined: String::new() }
    }

    #[test]
    fn what_decided_is_what_came_out_as_the_whole_did() {
        // No smoke is wanted, or smoke in such a building: smoke, in another building.
        let failed =
            row(Truth::False, &[(Truth::False, true), (Truth::True, true), (Truth::False, true)]);
        assert_eq!(failed.decisive().count(), 2);
        assert!(failed.has_more());
        let met = row(Truth::True, &[(Truth::True, true), (Truth::False, false)]);
        assert_eq!(met.decisive().count(), 1);
        let mut alone = row(Truth::True, &[(Truth::True, true)]);
        assert!(!alone.has_more());
        alone.atoms[0].formula = "a > b".to_owned();
        assert!(alone.has_more(), "how it was calculated is not on the line itself");
    }
}
