use std::collections::BTreeSet;

use super::checker::example;
use super::constant::{earliest, latest, number, option, range, wrong_type};
use super::{DateTest, Numbers, Test};
use crate::facts::{FactDecl, FactType};
use crate::problem::{Code, Problem};
use crate::syntax::{Expr, ExprKind, Span};

/// The test that looks for a fact's answer in a list. Every bad entry is reported.
pub(super) fn test(fact: &FactDecl, span: Span, list: &[Expr]) -> (Option<Test>, Vec<Problem>) {
    let mut entries = Entries { fact, span, problems: Vec::new() };
    let test = entries.test(list);
    (test.filter(|_| entries.problems.is_empty()), entries.problems)
}

struct Entries<'a> {
    fact: &'a FactDecl,
    span: Span,
    problems: Vec<Problem>,
}

impl Entries<'_> {
    fn test(&mut self, list: &[Expr]) -> Option<Test> {
        let fact = self.fact;
        if list.is_empty() {
            let message = format!("`{} in []` is always false", fact.id);
            self.note(Problem::new(
                Code::AlwaysFalse,
                self.span,
                message,
                "write what it may be in",
            ));
            return None;
        }
        match &fact.kind {
            FactType::Boolean => {
                let message = format!("`{}` is {}", fact.id, fact.kind.described());
                self.note(Problem::new(Code::WrongType, self.span, message, example(fact)));
                None
            }
            FactType::Choice { options } => {
                let chosen = self.each(list, |entry| option(fact, options, entry));
                self.not_all(chosen.len() == options.len());
                let names = chosen.iter().filter_map(|place| options.get(*place)).cloned();
                Some(Test::Choice { any_of: names.collect() })
            }
            FactType::Whole { min, max } => self.numbers(list, 0, *min, *max).map(Test::Whole),
            FactType::Decimal { scale, min, max } => {
                let numbers = self.numbers(list, *scale, *min, *max)?;
                Some(Test::Decimal { scale: *scale, numbers })
            }
            FactType::Date { min, max } => {
                let (min, max) = (earliest(*min), latest(*max));
                let days = self.each(list, |entry| match entry.kind {
                    ExprKind::Date(day) if min <= day && day <= max => Ok(day),
                    ExprKind::Date(_) => Err(never(fact, entry)),
                    ExprKind::Today(_) => Err(relative(fact, entry)),
                    _ => Err(wrong_type(fact, entry)),
                });
                let span = max.duration_since(min).as_hours() / 24;
                self.not_all(i64::try_from(days.len()).is_ok_and(|count| count == span + 1));
                Some(Test::Date(DateTest::AnyOf(days)))
            }
            FactType::Region => {
                let any_of = self.each(list, |entry| match &entry.kind {
                    ExprKind::Text(id) => {
                        fact.read(id).map(|_| id.clone()).map_err(|_| wrong_type(fact, entry))
                    }
                    _ => Err(wrong_type(fact, entry)),
                });
                Some(Test::Region { any_of })
            }
        }
    }

    fn numbers(&mut self, list: &[Expr], scale: u8, min: i64, max: i64) -> Option<Numbers> {
        let fact = self.fact;
        let found = self.each(list, |entry| {
            let value = number(fact, scale, entry)?;
            let within = i64::try_from(value).ok().filter(|value| (min..=max).contains(value));
            within.ok_or_else(|| never(fact, entry))
        });
        let size = i128::from(max) - i128::from(min) + 1;
        self.not_all(i128::try_from(found.len()).is_ok_and(|count| count == size));
        Some(Numbers::AnyOf(found))
    }

    /// Reads every entry and notes those that are wrong or stand twice.
    fn each<T: Ord>(
        &mut self,
        list: &[Expr],
        read: impl Fn(&Expr) -> Result<T, Problem>,
    ) -> BTreeSet<T> {
        let mut found = BTreeSet::new();
        for entry in list {
            match read(entry).map(|value| found.insert(value)) {
                Ok(true) => {}
                Ok(false) => {
                    let message = format!("`{entry}` stands twice in the list");
                    self.note(Problem::new(Code::Repeated, entry.span, message, "take one away"));
                }
                Err(problem) => self.note(problem),
            }
        }
        found
    }

    fn not_all(&mut self, all: bool) {
        if all && self.problems.is_empty() {
            let message =
                format!("the list holds every value of `{}`, so it is always true", self.fact.id);
            self.note(Problem::new(Code::AlwaysTrue, self.span, message, "take the test away"));
        }
    }

    fn note(&mut self, problem: Problem) {
        self.problems.push(problem);
    }
}

fn never(fact: &FactDecl, entry: &Expr) -> Problem {
    let message = format!("`{}` is never `{entry}`, so this is always false", fact.id);
    Problem::new(Code::AlwaysFalse, entry.span, message, range(fact))
}

fn relative(fact: &FactDecl, entry: &Expr) -> Problem {
    let message = format!("`{entry}` changes from day to day and cannot stand in a list");
    let help = format!("write `{} == {entry}`, joined by `||`", fact.id);
    Problem::new(Code::WrongType, entry.span, message, help)
}
