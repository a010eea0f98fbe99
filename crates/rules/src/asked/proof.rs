use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::diagram::{ALWAYS, Diagrams, NEVER, Node};
use super::{
    Cell, Circumstance, MAX_QUESTIONS, Question, Situation, TooComplex, Validity, cells, days,
};
use crate::check::{Atom, Condition, Logic, Test};
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
/// which it does. `ask_when` may name earlier questions only.
///
/// What is wrong with the questions themselves is reported alone, since what follows from it for the
/// conditions is not worth reading. Of several questions for one fact only the first counts.
///
/// The proof is exact: every allowed answer and every day of the validity is covered, and each
/// reported situation can occur (provided, for regions, that there are places outside those named).
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
    let mut seen = BTreeSet::new();
    let mut problems = Vec::new();
    for day in days {
        let mut proof = Proof::new(scope, &tests, day);
        if proof.run(conditions) == Err(TooComplex) {
            return Err(vec![too_complex("the questions depend on one another too much")]);
        }
        let new = |found: &AskedProblem| seen.insert((found.place, found.problem.span));
        problems.extend(proof.problems.into_iter().filter(new));
    }
    problems.sort_by_key(|found| (found.place, found.problem.span));
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
    places: BTreeMap<&'a str, usize>,
    pub(super) cells: Vec<Vec<Cell>>,
    /// When each question is asked, as far as the proof has come.
    asked: Vec<Node>,
    /// Situations in which all that the present condition looked at so far was asked. After one
    /// problem the rest is read as if it were mended, so that it is reported once.
    sound: Node,
    pub(super) diagrams: Diagrams,
    problems: Vec<AskedProblem>,
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
        self.walk(place, condition.logic(), ALWAYS)
    }

    /// Checks a part that is reached in the situations `reach`, and returns when it holds.
    fn walk(&mut self, place: Place, logic: &Logic, reach: Node) -> Result<Node, TooComplex> {
        match logic {
            Logic::Constant(value) => Ok(if *value { ALWAYS } else { NEVER }),
            Logic::Atom(atom) => self.atom(place, atom, reach),
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
        let Some(variable) = self.places.get(atom.fact.as_str()).copied() else {
            let message = format!("no question asks for `{}`", atom.fact);
            self.note(place, Code::NotAsked, atom, message, "add a question for it", None);
            return Ok(NEVER);
        };
        match self.asked.get(variable).copied() {
            Some(asked) => {
                let not_asked = self.diagrams.not(asked)?;
                let reach = self.diagrams.and(reach, self.sound)?;
                let unproved = self.diagrams.and(reach, not_asked)?;
                if let Some(path) = self.diagrams.example(unproved) {
                    self.unasked(place, atom, &path);
                    self.sound = self.diagrams.and(self.sound, asked)?;
                }
            }
            None => {
                let message = format!("`{}` is asked only later", atom.fact);
                let help = "use facts of earlier questions, or ask that question earlier";
                self.note(place, Code::LaterQuestion, atom, message, help, None);
            }
        }
        let passes = |cell: &Cell| match cell.sample() {
            Some(value) => atom.test.passes(&value, self.today, self.scope.regions) == Some(true),
            None => false,
        };
        let cells = self.cells.get(variable).map(Vec::as_slice).unwrap_or_default();
        let branches = cells.iter().map(|cell| if passes(cell) { ALWAYS } else { NEVER }).collect();
        self.diagrams.node(variable, branches)
    }

    fn unasked(&mut self, place: Place, atom: &Atom, path: &[(usize, usize)]) {
        let circumstances = path.iter().filter_map(|(variable, cell)| {
            let fact = self.scope.questions.get(*variable)?.fact.clone();
            let cell = self.cells.get(*variable)?.get(*cell)?.clone();
            Some(Circumstance { fact, cell })
        });
        let situation =
            Situation { today: self.today.date, circumstances: circumstances.collect() };
        let message = format!("`{}` is not asked {situation}, but is used here", atom.fact);
        let help = "test before it, with `&&`, that its question was asked; or ask it then too";
        self.note(place, Code::NotAsked, atom, message, help, Some(situation));
    }

    fn note(
        &mut self,
        place: Place,
        code: Code,
        atom: &Atom,
        message: String,
        help: &str,
        situation: Option<Situation>,
    ) {
        let problem = Problem::new(code, atom.span, message, help);
        self.problems.push(AskedProblem { place, problem, situation });
    }
}

#[cfg(test)]
mod tests;
