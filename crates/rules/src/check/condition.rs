use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use super::checker::Checker;
use super::{Test, units};
use crate::derive::{Derivation, Derivations};
use crate::facts::FactSet;
use crate::problem::Problem;
use crate::syntax::{Span, parse};

/// A condition that has passed the type checker: every name is a fact, asked for or derived, every constant is of the
/// fact's type and within its limits. It keeps its source, which is also its stored form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    source: String,
    logic: Logic,
}

/// The structure of a condition, without the sugar of its written form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Logic {
    /// `true` or `false`.
    Constant(bool),
    /// One test of one fact.
    Atom(Atom),
    /// One derived fact.
    Derived(Derived),
    /// The contrary.
    Not(Box<Logic>),
    /// All of two or more, read from left to right.
    All(Vec<Logic>),
    /// Any of two or more, read from left to right.
    Any(Vec<Logic>),
}

/// One fact compared with a constant or a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atom {
    /// The id of the fact.
    pub fact: String,
    /// Where the atom stands in the source of its condition.
    pub span: Span,
    /// What is asked of the answer.
    pub test: Test,
}

/// One use of a derived fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// Where it stands in the source of its condition.
    pub span: Span,
    /// What the formula is to come to.
    pub expected: bool,
    /// How the fact is derived.
    pub derivation: Arc<Derivation>,
}

/// A part of a condition that has no parts of its own and is not always the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaf<'a> {
    /// One test of one fact.
    Atom(&'a Atom),
    /// One derived fact.
    Derived(&'a Derived),
}

impl Condition {
    /// Parses and checks a condition over facts that are all asked for; see
    /// [`Condition::compile_with`].
    pub fn compile(source: &str, facts: &FactSet) -> Result<Self, Vec<Problem>> {
        Self::compile_with(source, facts, &Derivations::default())
    }

    /// Parses and checks a condition. A syntax error is reported alone; what the type checker
    /// finds is reported all at once, in the order of the source.
    pub fn compile_with(
        source: &str,
        facts: &FactSet,
        derived: &Derivations,
    ) -> Result<Self, Vec<Problem>> {
        let expr = parse(source).map_err(|problem| vec![problem])?;
        let mut checker = Checker::new(facts, derived, &[]);
        let logic = checker.logic(&expr);
        let mut problems = checker.finish();
        match logic {
            Some(logic) if problems.is_empty() => {
                let condition = Self { source: source.to_owned(), logic };
                let mixed: Vec<Problem> = units::mixed_units([&condition])
                    .iter()
                    .map(units::MixedUnits::problem)
                    .collect();
                if mixed.is_empty() { Ok(condition) } else { Err(mixed) }
            }
            _ => {
                problems.sort_by_key(|problem| problem.span);
                Err(problems)
            }
        }
    }

    /// The text the condition was compiled from; spans point into it.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The checked structure.
    pub fn logic(&self) -> &Logic {
        &self.logic
    }

    /// Atoms and derived facts in the order of the source, one for each line of a trace.
    pub fn leaves(&self) -> Vec<Leaf<'_>> {
        let mut found = Vec::new();
        collect(&self.logic, &mut found);
        found
    }

    /// The atoms in the order of the source; those within formulas are not among them.
    pub fn atoms(&self) -> Vec<&Atom> {
        let atom = |leaf| if let Leaf::Atom(atom) = leaf { Some(atom) } else { None };
        self.leaves().into_iter().filter_map(atom).collect()
    }

    /// The ids of the facts whose answers the condition looks at, those that its derived facts are
    /// derived from included.
    pub fn facts(&self) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        for leaf in self.leaves() {
            match leaf {
                Leaf::Atom(atom) => _ = found.insert(atom.fact.as_str()),
                Leaf::Derived(derived) => found.extend(derived.derivation.facts()),
            }
        }
        found
    }
}

fn collect<'a>(logic: &'a Logic, found: &mut Vec<Leaf<'a>>) {
    match logic {
        Logic::Constant(_) => {}
        Logic::Atom(atom) => found.push(Leaf::Atom(atom)),
        Logic::Derived(derived) => found.push(Leaf::Derived(derived)),
        Logic::Not(inner) => collect(inner, found),
        Logic::All(parts) | Logic::Any(parts) => {
            parts.iter().for_each(|part| collect(part, found));
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}
