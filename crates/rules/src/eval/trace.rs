use serde::{Deserialize, Serialize};

use super::{EVALUATOR_VERSION, RegionTree, Today, Truth};
use crate::check::{Atom, Condition, DateBound, DateTest, Derived, Logic, Test};
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
    /// Every atom and every derived fact, in the order of the source.
    pub atoms: Vec<AtomTrace>,
}

/// One line of a [`Trace`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtomTrace {
    /// The atom as written.
    pub source: String,
    /// Where it stands in the condition.
    pub span: Span,
    /// The fact it is about, asked for or derived.
    pub fact: String,
    /// The answer in canonical form, if there is one; for a derived fact `true` or `false`, if the
    /// answers decide that.
    pub answer: Option<String>,
    /// The day that a relative date such as `today - 18y` came to.
    pub day: Option<Date>,
    /// The result of the atom alone.
    pub result: Truth,
    /// Whether reading from left to right gets here, or the result stood before.
    pub reached: bool,
    /// How the fact was derived, if it was not asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derived: Option<DerivedTrace>,
}

/// How a derived fact came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DerivedTrace {
    /// The formula as written.
    pub source: String,
    /// What it came to.
    pub result: Truth,
    /// The facts it reads with their answers in canonical form, each once, in the order of the
    /// source.
    pub inputs: Vec<(String, Option<String>)>,
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
                self.atom(atom, result, reached);
                result
            }
            Logic::Derived(derived) => self.derived(derived, reached),
        }
    }

    fn atom(&mut self, atom: &Atom, result: Truth, reached: bool) {
        self.atoms.push(AtomTrace {
            source: atom.span.of(self.source).to_owned(),
            span: atom.span,
            fact: atom.fact.clone(),
            answer: self.answer(&atom.fact),
            day: relative_day(&atom.test, self.today),
            result,
            reached,
            derived: None,
        });
    }

    fn derived(&mut self, derived: &Derived, reached: bool) -> Truth {
        let derivation = &derived.derivation;
        let found = derivation.evaluate(self.answers, self.today, self.regions);
        let result = derived.read(found);
        let inputs = derivation.facts().map(|fact| (fact.to_owned(), self.answer(fact)));
        let inputs = inputs.collect();
        self.atoms.push(AtomTrace {
            source: derived.span.of(self.source).to_owned(),
            span: derived.span,
            fact: derivation.id().to_owned(),
            answer: found.decided().map(|holds| holds.to_string()),
            day: None,
            result,
            reached,
            derived: Some(DerivedTrace {
                source: derivation.source().to_owned(),
                result: found,
                inputs,
            }),
        });
        result
    }

    fn answer(&self, fact: &str) -> Option<String> {
        self.answers.get(fact).map(ToString::to_string)
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
