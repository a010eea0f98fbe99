use super::{Atom, Logic, Test};
use crate::facts::{FactDecl, FactSet, FactType};
use crate::problem::{Code, Problem};
use crate::syntax::{Comparison, Expr, ExprKind, Span};

/// Walks an expression, gathers what is wrong, and builds what is right.
pub(super) struct Checker<'a> {
    facts: &'a FactSet,
    problems: Vec<Problem>,
}

impl<'a> Checker<'a> {
    pub(super) fn new(facts: &'a FactSet) -> Self {
        Self { facts, problems: Vec::new() }
    }

    pub(super) fn finish(self) -> Vec<Problem> {
        self.problems
    }

    /// The checked form, or nothing if a problem was noted.
    pub(super) fn logic(&mut self, expr: &Expr) -> Option<Logic> {
        match &expr.kind {
            ExprKind::Any(parts) => self.all(parts).map(Logic::Any),
            ExprKind::All(parts) => self.all(parts).map(Logic::All),
            ExprKind::Not(inner) => self.logic(inner).map(|inner| Logic::Not(Box::new(inner))),
            ExprKind::Bool(value) => Some(Logic::Constant(*value)),
            ExprKind::Name(name) => {
                let test = self.bare(name, expr.span)?;
                Some(atom(name, expr.span, test))
            }
            ExprKind::Compare { op, left, right } => self.comparison(expr.span, *op, left, right),
            ExprKind::In { item, list } => self.membership(expr.span, item, list),
            _ => self.refuse(
                Code::NotACondition,
                expr.span,
                format!("`{expr}` is neither true nor false"),
                "compare a fact with it, such as `seats > 10`",
            ),
        }
    }

    /// Every part is checked, so that one problem does not hide the next.
    fn all(&mut self, parts: &[Expr]) -> Option<Vec<Logic>> {
        let checked: Vec<Option<Logic>> = parts.iter().map(|part| self.logic(part)).collect();
        checked.into_iter().collect()
    }

    fn bare(&mut self, name: &str, span: Span) -> Option<Test> {
        let fact = self.fact(name, span)?;
        if fact.kind == FactType::Boolean {
            return Some(Test::Boolean { expected: true });
        }
        let message = format!("`{name}` is {}, not true or false", fact.kind.described());
        self.refuse(Code::NotACondition, span, message, example(fact))
    }

    fn comparison(
        &mut self,
        span: Span,
        op: Comparison,
        left: &Expr,
        right: &Expr,
    ) -> Option<Logic> {
        let (name, at, op, constant) = match (&left.kind, &right.kind) {
            (ExprKind::Name(first), ExprKind::Name(second)) => {
                let known = self.fact(first, left.span).is_some();
                let both = self.fact(second, right.span).is_some() && known;
                return both.then_some(()).and_then(|()| self.two_facts(span, first, second));
            }
            (ExprKind::Name(name), _) => (name, left.span, op, right),
            (_, ExprKind::Name(name)) => (name, right.span, op.exchanged(), left),
            _ => return self.no_fact(span, left),
        };
        let fact = self.fact(name, at)?;
        match super::relation::test(fact, op, constant) {
            Ok(test) => Some(atom(name, span, test)),
            Err(problem) => self.note(problem.within(span)),
        }
    }

    fn membership(&mut self, span: Span, item: &Expr, list: &[Expr]) -> Option<Logic> {
        let ExprKind::Name(name) = &item.kind else {
            return self.no_fact(span, item);
        };
        let fact = self.fact(name, item.span)?;
        let (test, problems) = super::membership::test(fact, span, list);
        self.problems.extend(problems);
        test.map(|test| atom(name, span, test))
    }

    fn fact(&mut self, name: &str, span: Span) -> Option<&'a FactDecl> {
        let facts = self.facts;
        if let Some(fact) = facts.get(name) {
            return Some(fact);
        }
        let help = match facts.nearest(name) {
            Some(near) => format!("did you mean `{near}`?"),
            None if facts.is_empty() => "declare the fact; there are none yet".to_owned(),
            None => {
                let names = crate::suggest::either(facts.iter().map(|fact| fact.id.as_str()));
                format!("declare it, or use {names}")
            }
        };
        self.refuse(Code::UnknownFact, span, format!("there is no fact named `{name}`"), help)
    }

    fn two_facts(&mut self, span: Span, first: &str, second: &str) -> Option<Logic> {
        let message = format!("`{first}` and `{second}` are both facts");
        let help = "compare one fact with a constant; two facts cannot be compared, \
                    and an option or region stands in quotes";
        self.refuse(Code::NotOneFact, span, message, help)
    }

    fn no_fact(&mut self, span: Span, left: &Expr) -> Option<Logic> {
        let help = match &left.kind {
            ExprKind::Not(inner) => format!("write `!({inner} …)` if all of it is meant"),
            _ => "write one fact and one constant, such as `seats > 10`".to_owned(),
        };
        let message = "this does not compare a fact with a constant";
        self.refuse(Code::NotOneFact, span, message, help)
    }

    fn refuse<T>(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Option<T> {
        self.note(Problem::new(code, span, message, help))
    }

    fn note<T>(&mut self, problem: Problem) -> Option<T> {
        self.problems.push(problem);
        None
    }
}

fn atom(fact: &str, span: Span, test: Test) -> Logic {
    Logic::Atom(Atom { fact: fact.to_owned(), span, test })
}

/// How to test a fact of this type, in words for a `help` line.
pub(super) fn example(fact: &FactDecl) -> String {
    let id = &fact.id;
    match &fact.kind {
        FactType::Boolean => format!("write `{id}` or `!{id}`"),
        FactType::Choice { options } => {
            let option = options.first().map_or("…", String::as_str);
            format!("compare it with an option, such as `{id} == '{option}'`")
        }
        FactType::Whole { max, .. } => format!("compare it with a number, such as `{id} < {max}`"),
        FactType::Decimal { scale, max, .. } => {
            let most = crate::facts::scaled(*max, *scale);
            format!("compare it with a number, such as `{id} < {most}`")
        }
        FactType::Date { max, .. } => {
            let fixed = max.fixed().map(crate::facts::iso);
            let fixed =
                fixed.map(|last| format!("`{id} < date('{last}')` or ")).unwrap_or_default();
            format!("compare it with a date, such as {fixed}`{id} < today`")
        }
        FactType::Region => format!("ask where it lies, such as `{id} in ['…']`"),
    }
}

impl Problem {
    /// Widens the span of a vacuous comparison to the whole of it; others keep to the constant.
    fn within(mut self, atom: Span) -> Self {
        if matches!(self.code, Code::AlwaysTrue | Code::AlwaysFalse) {
            self.span = atom;
        }
        self
    }
}

#[cfg(test)]
mod tests;
