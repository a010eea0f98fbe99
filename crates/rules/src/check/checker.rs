use super::{Atom, Derived, Logic, Test};
use crate::derive::Derivations;
use crate::facts::{FactDecl, FactSet, FactType};
use crate::problem::{Code, Problem};
use crate::syntax::{Comparison, Expr, ExprKind, Span};

/// Walks an expression, gathers what is wrong, and builds what is right.
pub(crate) struct Checker<'a> {
    facts: &'a FactSet,
    derived: &'a Derivations,
    /// Names of derived facts that cannot be used here.
    barred: &'a [&'a str],
    problems: Vec<Problem>,
}

impl<'a> Checker<'a> {
    pub(crate) fn new(facts: &'a FactSet, derived: &'a Derivations, barred: &'a [&'a str]) -> Self {
        Self { facts, derived, barred, problems: Vec::new() }
    }

    pub(crate) fn finish(self) -> Vec<Problem> {
        self.problems
    }

    /// The checked form, or nothing if a problem was noted.
    pub(super) fn logic(&mut self, expr: &Expr) -> Option<Logic> {
        match &expr.kind {
            ExprKind::Any(parts) => self.all(parts).map(Logic::Any),
            ExprKind::All(parts) => self.all(parts).map(Logic::All),
            ExprKind::Not(inner) => self.logic(inner).map(|inner| Logic::Not(Box::new(inner))),
            ExprKind::Bool(value) => Some(Logic::Constant(*value)),
            ExprKind::Name(name) => self.bare(name, expr.span),
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

    /// A name alone: a boolean fact, asked for or derived.
    pub(crate) fn bare(&mut self, name: &str, span: Span) -> Option<Logic> {
        if let Some(derived) = self.derived(name, span, true) {
            return Some(derived);
        }
        let fact = self.fact(name, span)?;
        if fact.kind == FactType::Boolean {
            return Some(atom(name, span, Test::Boolean { expected: true }));
        }
        let message = format!("`{name}` is {}, not true or false", fact.kind.described());
        self.refuse(Code::NotACondition, span, message, example(fact))
    }

    /// One fact compared with a constant.
    pub(crate) fn comparison(
        &mut self,
        span: Span,
        op: Comparison,
        left: &Expr,
        right: &Expr,
    ) -> Option<Logic> {
        let (name, at, op, constant) = match (&left.kind, &right.kind) {
            (ExprKind::Name(first), ExprKind::Name(second)) => {
                let known = self.knows(first, left.span);
                let both = self.knows(second, right.span) && known;
                return both.then_some(()).and_then(|()| self.two_facts(span, first, second));
            }
            (ExprKind::Name(name), _) => (name, left.span, op, right),
            (_, ExprKind::Name(name)) => (name, right.span, op.exchanged(), left),
            _ => return self.no_fact(span, left),
        };
        if self.derived.get(name).is_some() {
            return self.compared(name, span, op, constant);
        }
        let fact = self.fact(name, at)?;
        match super::relation::test(fact, op, constant) {
            Ok(test) => Some(atom(name, span, test)),
            Err(problem) => self.note(problem.within(span)),
        }
    }

    /// A derived fact compared with `true` or `false`.
    fn compared(
        &mut self,
        name: &str,
        span: Span,
        op: Comparison,
        constant: &Expr,
    ) -> Option<Logic> {
        match super::relation::test(&FactDecl::new(name, FactType::Boolean), op, constant) {
            Ok(Test::Boolean { expected }) => self.derived(name, span, expected),
            Ok(_) => None,
            Err(problem) => self.note(problem.within(span)),
        }
    }

    fn derived(&self, name: &str, span: Span, expected: bool) -> Option<Logic> {
        let derivation = self.derived.get(name)?.clone();
        Some(Logic::Derived(Derived { span, expected, derivation }))
    }

    /// One fact looked for in a list of constants.
    pub(crate) fn membership(&mut self, span: Span, item: &Expr, list: &[Expr]) -> Option<Logic> {
        let ExprKind::Name(name) = &item.kind else {
            return self.no_fact(span, item);
        };
        let yes_or_no = FactDecl::new(name, FactType::Boolean);
        let fact = match self.derived.get(name) {
            Some(_) => &yes_or_no,
            None => self.fact(name, item.span)?,
        };
        let (test, problems) = super::membership::test(fact, span, list);
        self.problems.extend(problems);
        test.map(|test| atom(name, span, test))
    }

    pub(crate) fn fact(&mut self, name: &str, span: Span) -> Option<&'a FactDecl> {
        let facts = self.facts;
        if let Some(fact) = facts.get(name) {
            return Some(fact);
        }
        if self.barred.contains(&name) {
            let message = format!("`{name}` is derived itself");
            let help = "a formula looks at answers only; write out what the name stands for";
            return self.refuse(Code::Nested, span, message, help);
        }
        let derived = self.derived.iter().map(|derivation| derivation.id());
        let names = facts.iter().map(|fact| fact.id.as_str()).chain(derived);
        let help = match crate::suggest::nearest(name, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None if facts.is_empty() => "declare the fact; there are none yet".to_owned(),
            None => {
                let names = crate::suggest::either(facts.iter().map(|fact| fact.id.as_str()));
                format!("declare it, or use {names}")
            }
        };
        self.refuse(Code::UnknownFact, span, format!("there is no fact named `{name}`"), help)
    }

    fn knows(&mut self, name: &str, span: Span) -> bool {
        self.derived.get(name).is_some() || self.fact(name, span).is_some()
    }

    fn two_facts(&mut self, span: Span, first: &str, second: &str) -> Option<Logic> {
        let message = format!("`{first}` and `{second}` are both facts");
        let derived = [first, second].iter().any(|name| self.derived.get(name).is_some());
        let help = match derived {
            true => "join them with `&&`, `||` and `!`",
            false => {
                "compare one fact with a constant; an option or region stands in quotes, and two \
                 facts are compared in `derive:`"
            }
        };
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

    pub(crate) fn refuse<T>(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Option<T> {
        self.note(Problem::new(code, span, message, help))
    }

    pub(crate) fn note<T>(&mut self, problem: Problem) -> Option<T> {
        self.problems.push(problem);
        None
    }
}

fn atom(fact: &str, span: Span, test: Test) -> Logic {
    Logic::Atom(Atom { fact: fact.to_owned(), span, test })
}

/// How to test a fact of this type, in words for a `help` line.
pub(crate) fn example(fact: &FactDecl) -> String {
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
