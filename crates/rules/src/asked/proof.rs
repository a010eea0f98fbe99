use std::collections::BTreeMap;

use jiff::civil::Date;

use super::diagram::{ALWAYS, Diagrams, NEVER, Node};
use super::verdict::{Found, Look, Unasked};
use super::{
    Cell, Circumstance, MAX_QUESTIONS, Question, Situation, TooComplex, Validity, cells, days,
};
use crate::check::{Atom, Condition, Derived, Logic, Test};
use crate::eval::{RegionTree, Today};
use crate::facts::FactSet;
use crate::problem::{Code, Problem};
use crate::syntax::Span;

/// What a proof is about.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The facts.
    pub facts: &'a FactSet,
    /// The questions in the order in which they are asked.
    pub questions: &'a [Question],
    /// The days on which conditions are evaluated.
    pub validity: Validity,
    /// The tree of regions.
    pub regions: &'a dyn RegionTree,
}

/// Where a condition stands that breaks the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The `ask_when` of the question at this position.
    Question(usize),
    /// The condition at this position of those given.
    Condition(usize),
    /// All of them together.
    Whole,
}

/// A fact is, or may be, looked at without having been asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedProblem {
    /// The condition.
    pub place: Place,
    /// What is wrong; its span points into the source of that condition.
    pub problem: Problem,
    /// A situation in which it happens, if it is a matter of the situation.
    pub situation: Option<Situation>,
}

/// Proves that every atom, read from left to right, is reached only in situations in which the
/// question of its fact was asked; or reports each atom for which that fails, with a situation in
/// which it does. `ask_when` may name earlier questions only. A derived fact looks at everything
/// that it is derived from.
///
/// What is wrong with the questions themselves is reported alone, since what follows from it for the
/// conditions is not worth reading. Of several questions for one fact only the first counts.
///
/// Without derived facts the proof is exact: every allowed answer and every day of the validity is covered, and each
/// reported situation can occur (provided, for regions, that there are places outside those named).
/// What a derived fact comes to is left open, so nothing is proved or refuted by it: where it would
/// have to be known, the report is `undecided` because of its name.
/// Beyond [`super::MAX_QUESTIONS`], [`super::MAX_NODES`] or [`super::MAX_DAY_SPANS`] the only report
/// is `too-complex`.
pub fn prove_asked(scope: Scope<'_>, conditions: &[&Condition]) -> Result<(), Vec<AskedProblem>> {
    let mixed = mixed_units(scope.questions, conditions);
    if !mixed.is_empty() {
        return Err(mixed);
    }
    if scope.questions.len() > MAX_QUESTIONS {
        return Err(vec![too_complex("there are too many questions")]);
    }
    let tests = tests_by_fact(scope.questions, conditions);
    let dated =
        scope.facts.iter().filter_map(|fact| Some((fact, tests.get(&*fact.id)?.as_slice())));
    let Ok(days) = days::representatives(scope.validity, dated) else {
        return Err(vec![too_complex("dates are compared with too many other dates")]);
    };
    let mut found = Found::default();
    for day in days {
        let mut proof = Proof::new(scope, &tests, day);
        if proof.run(conditions) == Err(TooComplex) {
            return Err(vec![too_complex("the questions depend on one another too much")]);
        }
        found.add(proof.problems);
    }
    let problems = found.finish();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// Every condition with its place: those of the questions first.
fn placed<'a>(
    questions: &'a [Question],
    conditions: &'a [&'a Condition],
) -> Vec<(Place, &'a Condition)> {
    let asked = questions.iter().enumerate();
    let asked = asked.filter_map(|(at, question)| {
        question.ask_when.as_ref().map(|condition| (Place::Question(at), condition))
    });
    let used = conditions.iter().enumerate().map(|(at, used)| (Place::Condition(at), *used));
    asked.chain(used).collect()
}

fn mixed_units(questions: &[Question], conditions: &[&Condition]) -> Vec<AskedProblem> {
    let all = placed(questions, conditions);
    crate::check::mixed_units(all.iter().map(|(_, condition)| *condition))
        .iter()
        .filter_map(|mixed| {
            let (place, _) = all.get(mixed.other.0)?;
            Some(AskedProblem { place: *place, problem: mixed.problem(), situation: None })
        })
        .collect()
}

pub(super) fn tests_by_fact<'a>(
    questions: &'a [Question],
    conditions: &[&'a Condition],
) -> BTreeMap<&'a str, Vec<&'a Test>> {
    let asked = questions.iter().filter_map(|question| question.ask_when.as_ref());
    let mut tests: BTreeMap<&str, Vec<&Test>> = BTreeMap::new();
    for atom in asked.chain(conditions.iter().copied()).flat_map(Condition::atoms) {
        tests.entry(&atom.fact).or_default().push(&atom.test);
    }
    tests
}

fn too_complex(why: &str) -> AskedProblem {
    let message = format!("{why} to prove that every fact used was asked for");
    let help = "ask fewer questions in one service, or make fewer of them depend on others";
    let problem = Problem::new(Code::TooComplex, Span::new(0, 0), message, help);
    AskedProblem { place: Place::Whole, problem, situation: None }
}

/// The proof for one day.
pub(super) struct Proof<'a> {
    pub(super) scope: Scope<'a>,
    pub(super) today: Today,
    /// Position of a fact's question, and so its variable.
    pub(super) places: BTreeMap<&'a str, usize>,
    pub(super) cells: Vec<Vec<Cell>>,
    /// When each question is asked, as far as the proof has come.
    pub(super) asked: Vec<Node>,
    /// Situations in which all that the present condition looked at so far was asked.
    pub(super) sound: Node,
    pub(super) diagrams: Diagrams,
    /// The derived facts in the order in which they are met.
    free: Vec<String>,
    /// Where the present condition looks at what was not asked, by fact.
    pub(super) unasked: BTreeMap<String, Vec<Unasked>>,
    pub(super) problems: Vec<(String, AskedProblem)>,
}

impl<'a> Proof<'a> {
    pub(super) fn new(scope: Scope<'a>, tests: &BTreeMap<&str, Vec<&Test>>, day: Date) -> Self {
        let today = Today::new(day);
        let mut places = BTreeMap::new();
        let mut split = Vec::new();
        for (place, question) in scope.questions.iter().enumerate() {
            places.entry(question.fact.as_str()).or_insert(place);
            let none = Vec::new();
            let tests = tests.get(&*question.fact).unwrap_or(&none);
            let fact = scope.facts.get(&question.fact);
            split.push(
                fact.map_or_else(Vec::new, |fact| cells::cells(fact, tests, today, scope.regions)),
            );
        }
        Self {
            scope,
            today,
            places,
            cells: split,
            asked: Vec::new(),
            sound: ALWAYS,
            diagrams: Diagrams::default(),
            free: Vec::new(),
            unasked: BTreeMap::new(),
            problems: Vec::new(),
        }
    }

    pub(super) fn run(&mut self, conditions: &[&'a Condition]) -> Result<(), TooComplex> {
        for (at, question) in self.scope.questions.iter().enumerate() {
            let asked = match &question.ask_when {
                None => ALWAYS,
                Some(when) => self.condition(Place::Question(at), when)?,
            };
            self.asked.push(asked);
        }
        if self.problems.is_empty() {
            for (at, condition) in conditions.iter().enumerate() {
                self.condition(Place::Condition(at), condition)?;
            }
        }
        Ok(())
    }

    pub(super) fn condition(
        &mut self,
        place: Place,
        condition: &Condition,
    ) -> Result<Node, TooComplex> {
        self.sound = ALWAYS;
        let holds = self.walk(place, condition.logic(), ALWAYS)?;
        self.settle(place)?;
        Ok(holds)
    }

    /// Checks a part that is reached in the situations `reach`, and returns when it holds.
    fn walk(&mut self, place: Place, logic: &Logic, reach: Node) -> Result<Node, TooComplex> {
        match logic {
            Logic::Constant(value) => Ok(if *value { ALWAYS } else { NEVER }),
            Logic::Atom(atom) => self.atom(place, atom, reach),
            Logic::Derived(derived) => self.derived(place, derived, reach),
            Logic::Not(inner) => {
                let holds = self.walk(place, inner, reach)?;
                self.diagrams.not(holds)
            }
            Logic::All(parts) => {
                let mut so_far = ALWAYS;
                for part in parts {
                    let here = self.diagrams.and(reach, so_far)?;
                    let holds = self.walk(place, part, here)?;
                    so_far = self.diagrams.and(so_far, holds)?;
                }
                Ok(so_far)
            }
            Logic::Any(parts) => {
                let mut so_far = NEVER;
                for part in parts {
                    let rest = self.diagrams.not(so_far)?;
                    let here = self.diagrams.and(reach, rest)?;
                    let holds = self.walk(place, part, here)?;
                    so_far = self.diagrams.or(so_far, holds)?;
                }
                Ok(so_far)
            }
        }
    }

    fn atom(&mut self, place: Place, atom: &Atom, reach: Node) -> Result<Node, TooComplex> {
        let look = Look { fact: &atom.fact, span: atom.span, through: None };
        let Some(variable) = self.look(place, look, reach)? else { return Ok(NEVER) };
        let passes = |cell: &Cell| match cell.sample() {
            Some(value) => atom.test.passes(&value, self.today, self.scope.regions) == Some(true),
            None => false,
        };
        let cells = self.cells.get(variable).map(Vec::as_slice).unwrap_or_default();
        let branches = cells.iter().map(|cell| if passes(cell) { ALWAYS } else { NEVER }).collect();
        self.diagrams.node(variable, branches)
    }

    /// A derived fact is a variable of its own, the same wherever its name stands, and may be
    /// anything. All that it is derived from must have been asked for.
    fn derived(
        &mut self,
        place: Place,
        derived: &Derived,
        reach: Node,
    ) -> Result<Node, TooComplex> {
        let name = derived.derivation.id();
        let (before, mut after) = (self.sound, self.sound);
        for fact in derived.derivation.facts() {
            self.sound = before;
            self.look(place, Look { fact, span: derived.span, through: Some(name) }, reach)?;
            after = self.diagrams.and(after, self.sound)?;
        }
        self.sound = after;
        let known = self.free.iter().position(|free| free == name);
        let place = known.unwrap_or_else(|| {
            self.free.push(name.to_owned());
            self.free.len() - 1
        });
        let branches = if derived.expected { [NEVER, ALWAYS] } else { [ALWAYS, NEVER] };
        self.diagrams.node(self.first_free() + place, branches.to_vec())
    }

    /// The first variable that is a derived fact: they stand behind all questions.
    pub(super) fn first_free(&self) -> usize {
        self.scope.questions.len()
    }

    /// A situation, from pairs of variable and cell.
    pub(super) fn situation(&self, path: &[(usize, usize)]) -> Situation {
        let circumstances = path.iter().filter_map(|(variable, cell)| {
            if let Some(free) = variable.checked_sub(self.first_free()) {
                let (fact, cell) = (self.free.get(free)?.clone(), Cell::Boolean(*cell == 1));
                return Some(Circumstance { fact, cell, derived: true });
            }
            let fact = self.scope.questions.get(*variable)?.fact.clone();
            let cell = self.cells.get(*variable)?.get(*cell)?.clone();
            Some(Circumstance { fact, cell, derived: false })
        });
        Situation { today: self.today.date, circumstances: circumstances.collect() }
    }
}

#[cfg(test)]
mod tests;
