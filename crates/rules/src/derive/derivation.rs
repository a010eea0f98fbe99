use super::checker::FormulaChecker;
use super::{Derivations, Formula};
use crate::facts::FactSet;
use crate::problem::{Code, Problem};
use crate::syntax::{Span, parse_formula};

/// A name with a checked formula: every name in it is a fact, and no answer within the limits makes
/// it overflow. It keeps its source, which is also its stored form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derivation {
    id: String,
    source: String,
    formula: Formula,
    facts: Vec<String>,
}

impl Derivation {
    /// Parses and checks a formula; `siblings` are the other derived facts, which it may not use.
    /// A syntax error is reported alone, the rest all at once, in the order of the source.
    pub(super) fn compile(
        id: &str,
        source: &str,
        facts: &FactSet,
        siblings: &[&str],
    ) -> Result<Self, Vec<Problem>> {
        let expr = parse_formula(source).map_err(|problem| vec![problem])?;
        let nothing = Derivations::default();
        let mut checker = FormulaChecker::new(facts, &nothing, siblings);
        let formula = checker.formula(&expr);
        let mut problems = checker.finish();
        problems.sort_by_key(|problem| problem.span);
        match formula {
            Some(formula) if problems.is_empty() => {
                let mut read: Vec<String> = Vec::new();
                for fact in formula.facts() {
                    if read.iter().all(|known| known != fact) {
                        read.push(fact.to_owned());
                    }
                }
                let whole = Span::new(0, source.len());
                if read.is_empty() && !formula.looks_at_today() {
                    return Err(vec![no_fact(whole)]);
                }
                Ok(Self { id: id.to_owned(), source: source.to_owned(), formula, facts: read })
            }
            _ => Err(problems),
        }
    }

    /// The name that conditions use.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The text the formula was compiled from; spans point into it.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The checked structure.
    pub fn formula(&self) -> &Formula {
        &self.formula
    }

    /// The ids of the facts that it is derived from, each once, in the order of the source.
    pub fn facts(&self) -> impl Iterator<Item = &str> {
        self.facts.iter().map(String::as_str)
    }
}

fn no_fact(span: Span) -> Problem {
    let message = "the formula looks at no fact, so nothing is derived";
    Problem::new(Code::NotOneFact, span, message, "derive it from answers, or write the result")
}
