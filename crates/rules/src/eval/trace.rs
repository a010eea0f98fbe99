use serde::{Deserialize, Serialize};

use super::{EVALUATOR_VERSION, RegionTree, Today, Truth};
use crate::check::{Condition, DateBound, DateTest, Logic, Test};
use crate::facts::Answers;
use crate::syntax::Span;
use jiff::civil::Date;

/// How a condition came out and why: what an officer reads, and what anyone entitled can compare
/// with a second evaluation of the same condition, answers and day.
///
/// A trace holds answers, and so is as confidential as they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// The [`EVALUATOR_VERSION`] that made it.
    pub evaluator: u32,
    /// The condition as written.
    pub source: String,
    /// The day of evaluation.
    pub today: Date,
    /// The result of the whole.
    pub result: Truth,
    /// Every atom, in the order of the source.
    pub atoms: Vec<AtomTrace>,
}

/// One line of a [`Trace`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtomTrace {
    /// The atom as written.
    pub source: String,
    /// Where it stands in the condition.
    pub span: Span,
    /// The fact it is about.
    pub fact: String,
    /// The answer in canonical form, if there is one.
    pub answer: Option<String>,
    /// The day that a relative date such as `today - 18y` came to.
    pub day: Option<Date>,
    /// The result of the atom alone.
    pub result: Truth,
    /// Whether reading from left to right gets here, or the result stood before.
    pub reached: bool,
}

impl Condition {
    /// Evaluates the condition and records each atom. The result is that of
    /// [`Condition::evaluate`].
    pub fn trace(&self, answers: &Answers, today: Today, regions: &dyn RegionTree) -> Trace {
        let mut tracer =
            Tracer { source: self.source(), answers, today, regions, atoms: Vec::new() };
        let result = tracer.logic(self.logic(), true);
        Trace {
            evaluator: EVALUATOR_VERSION,
            source: self.source().to_owned(),
            today: today.date,
            result,
            atoms: tracer.atoms,
        }
    }
}

struct Tracer<'a> {
    source: &'a str,
    answers: &'a Answers,
    today: Today,
    regions: &'a dyn RegionTree,
    atoms: Vec<AtomTrace>,
}

impl Tracer<'_> {
    fn logic(&mut self, logic: &Logic, reached: bool) -> Truth {
        match logic {
            Logic::Constant(value) => Truth::from(*value),
            Logic::Not(inner) => !self.logic(inner, reached),
            Logic::All(parts) => self.parts(parts, reached, Truth::True, Truth::and),
            Logic::Any(parts) => self.parts(parts, reached, Truth::False, Truth::or),
            Logic::Atom(atom) => {
                let result = atom.evaluate(self.answers, self.today, self.regions);
                self.atoms.push(AtomTrace {
                    source: atom.span.of(self.source).to_owned(),
                    span: atom.span,
                    fact: atom.fact.clone(),
                    answer: self.answers.get(&atom.fact).map(ToString::to_string),
                    day: relative_day(&atom.test, self.today),
                    result,
                    reached,
                });
                result
            }
        }
    }

    /// What is decided stays decided, so the parts after that are no longer reached.
    fn parts(
        &mut self,
        parts: &[Logic],
        reached: bool,
        neutral: Truth,
        join: fn(Truth, Truth) -> Truth,
    ) -> Truth {
        let decided = !neutral;
        parts.iter().fold(neutral, |before, part| {
            let result = self.logic(part, reached && before != decided);
            join(before, result)
        })
    }
}

fn relative_day(test: &Test, today: Today) -> Option<Date> {
    match test {
        Test::Date(DateTest::Compare { bound: DateBound::Fixed(_), .. }) => None,
        Test::Date(DateTest::Compare { bound, .. }) => Some(bound.resolve(today.date)),
        _ => None,
    }
}
