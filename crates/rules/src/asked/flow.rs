use std::collections::BTreeSet;

use super::Question;
use crate::check::{Condition, Logic};
use crate::eval::{RegionTree, Today, Truth};
use crate::facts::Answers;

/// The answers to questions that are asked, given the others: an answer that was given before an
/// earlier one was changed, and would not be asked for now, is left out. What is left is what
/// conditions may be evaluated with.
pub fn asked_answers(
    questions: &[Question],
    answers: &Answers,
    today: Today,
    regions: &dyn RegionTree,
) -> Answers {
    let mut kept = Answers::new();
    for question in questions {
        if let Some(value) = answers.get(&question.fact)
            && is_asked(question, &kept, today, regions).is_true()
        {
            kept.insert(question.fact.clone(), value.clone());
        }
    }
    kept
}

/// Whether a question is to be asked, given the answers to earlier ones.
pub fn is_asked(
    question: &Question,
    answers: &Answers,
    today: Today,
    regions: &dyn RegionTree,
) -> Truth {
    match &question.ask_when {
        None => Truth::True,
        Some(condition) => condition.evaluate(answers, today, regions),
    }
}

/// The first question, in order, that is to be asked, is not answered, and can still change
/// whether one of the conditions holds. `None` means that more answers would change nothing.
///
/// A question also matters when it decides whether another that matters is asked. The look-ahead is
/// three-valued: no question that could matter is left out; one whose effect cancels itself, as in
/// `x || !x`, is asked although it could have been spared.
pub fn still_matters<'q>(
    conditions: &[&Condition],
    questions: &'q [Question],
    answers: &Answers,
    today: Today,
    regions: &dyn RegionTree,
) -> Option<&'q Question> {
    let answers = asked_answers(questions, answers, today, regions);
    let mut open = Open { answers: &answers, today, regions, facts: BTreeSet::new() };
    for condition in conditions {
        open.gather(condition.logic());
    }
    let mut next = None;
    // From the last question to the first, since each depends on earlier ones only.
    for question in questions.iter().rev() {
        if answers.has(&question.fact) || !open.facts.contains(question.fact.as_str()) {
            continue;
        }
        match is_asked(question, &answers, today, regions) {
            Truth::True => next = Some(question),
            Truth::False => {}
            Truth::Unknown => {
                if let Some(condition) = &question.ask_when {
                    open.gather(condition.logic());
                }
            }
        }
    }
    next
}

/// The facts whose answers are missing where they can matter.
struct Open<'a> {
    answers: &'a Answers,
    today: Today,
    regions: &'a dyn RegionTree,
    facts: BTreeSet<String>,
}

impl Open<'_> {
    /// Adds the facts of every undecided part that lies in undecided parts only.
    fn gather(&mut self, logic: &Logic) {
        if !logic.evaluate(self.answers, self.today, self.regions).is_unknown() {
            return;
        }
        match logic {
            Logic::Constant(_) => {}
            Logic::Atom(atom) => drop(self.facts.insert(atom.fact.clone())),
            Logic::Derived(derived) => {
                let mut found = |fact: &str| _ = self.facts.insert(fact.to_owned());
                let formula = derived.derivation.formula();
                formula.open(self.answers, self.today, self.regions, &mut found);
            }
            Logic::Not(inner) => self.gather(inner),
            Logic::All(parts) | Logic::Any(parts) => {
                parts.iter().for_each(|part| self.gather(part));
            }
        }
    }
}

#[cfg(test)]
mod tests;
