use std::collections::BTreeSet;
use std::fmt;

use super::checker::Checker;
use super::{Test, units};
use crate::facts::FactSet;
use crate::problem::Problem;
use crate::syntax::{Span, parse};

/// A condition that has passed the type checker: every name is a fact, every constant is of the
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

impl Condition {
    /// Parses and checks a condition. A syntax error is reported alone; what the type checker
    /// finds is reported all at once, in the order of the source.
    pub fn compile(source: &str, facts: &FactSet) -> Result<Self, Vec<Problem>> {
        let expr = parse(source).map_err(|problem| vec![problem])?;
        let mut checker = Checker::new(facts);
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

    /// The atoms in the order of the source.
    pub fn atoms(&self) -> Vec<&Atom> {
        let mut found = Vec::new();
        collect(&self.logic, &mut found);
        found
    }

    /// The ids of the facts that the condition names.
    pub fn facts(&self) -> BTreeSet<&str> {
        self.atoms().into_iter().map(|atom| atom.fact.as_str()).collect()
    }
}

fn collect<'a>(logic: &'a Logic, found: &mut Vec<&'a Atom>) {
    match logic {
        Logic::Constant(_) => {}
        Logic::Atom(atom) => found.push(atom),
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
