use super::formula::Formula;
use super::operand::Operand;
use crate::check::{Checker, Logic};
use crate::derive::Derivations;
use crate::facts::{FactDecl, FactSet};
use crate::problem::{Code, Problem};
use crate::syntax::{Comparison, Expr, ExprKind, Span};

/// Walks the expression of a formula. What a condition can say too is left to the checker of
/// conditions, so that the same text gets the same words.
pub(super) struct FormulaChecker<'a> {
    conditions: Checker<'a>,
}

impl<'a> FormulaChecker<'a> {
    pub(super) fn new(
        facts: &'a FactSet,
        nothing: &'a Derivations,
        siblings: &'a [&'a str],
    ) -> Self {
        Self { conditions: Checker::new(facts, nothing, siblings) }
    }

    pub(super) fn finish(self) -> Vec<Problem> {
        self.conditions.finish()
    }

    /// The checked form, or nothing if a problem was noted.
    pub(super) fn formula(&mut self, expr: &Expr) -> Option<Formula> {
        match &expr.kind {
            ExprKind::Any(parts) => self.each(parts).map(Formula::Any),
            ExprKind::All(parts) => self.each(parts).map(Formula::All),
            ExprKind::Not(inner) => self.formula(inner).map(|inner| Formula::Not(Box::new(inner))),
            ExprKind::Bool(value) => Some(Formula::Constant(*value)),
            ExprKind::Name(name) => self.conditions.bare(name, expr.span).and_then(atom),
            ExprKind::In { item, list } => {
                self.conditions.membership(expr.span, item, list).and_then(atom)
            }
            ExprKind::Compare { op, left, right } => self.comparison(expr.span, *op, left, right),
            _ => {
                let message = format!("`{expr}` is neither true nor false");
                let help = format!("compare it, such as `{expr} > …`");
                self.refuse(Code::NotACondition, expr.span, message, help)
            }
        }
    }

    /// Every part is checked, so that one problem does not hide the next.
    fn each(&mut self, parts: &[Expr]) -> Option<Vec<Formula>> {
        let checked: Vec<Option<Formula>> = parts.iter().map(|part| self.formula(part)).collect();
        checked.into_iter().collect()
    }

    fn comparison(
        &mut self,
        span: Span,
        op: Comparison,
        left: &Expr,
        right: &Expr,
    ) -> Option<Formula> {
        let name = |expr: &Expr| matches!(expr.kind, ExprKind::Name(_));
        if name(left) && is_constant(right) || is_constant(left) && name(right) {
            return self.conditions.comparison(span, op, left, right).and_then(atom);
        }
        let (first, second) = (self.operand(left), self.operand(right));
        let (first, second) = (first?, second?);
        if left.to_string() == right.to_string() {
            let always = op.holds(std::cmp::Ordering::Equal);
            let help = "both sides are the same; compare two different things";
            return self.vacuous(span, (op, left, right), always, help.to_owned());
        }
        let sides = (op, left, right);
        match (first, second) {
            (Operand::Number(first), Operand::Number(second)) => {
                self.numbers(span, sides, first, second)
            }
            (Operand::Day(first), Operand::Day(second)) => self.days(span, sides, first, second),
            (Operand::Truth(first), Operand::Truth(second)) => {
                let equal = self.equality(span, op, "yes and no")?;
                let (left, right) = (Box::new(first), Box::new(second));
                Some(Formula::Same { left, right, equal })
            }
            (Operand::Choice(first), Operand::Choice(second)) => {
                let equal = self.equality(span, op, "options")?;
                self.options(span, first, second, equal)
            }
            (Operand::Region(_), Operand::Region(_)) => {
                let message = format!("`{left}` and `{right}` are regions, which are not compared");
                let help = format!("ask where each lies, such as `{left} in ['…']`");
                self.refuse(Code::WrongType, span, message, help)
            }
            (first, second) => {
                let (one, other) = (first.described(), second.described());
                let message = format!("`{left}` is {one}, but `{right}` is {other}");
                self.refuse(Code::WrongType, span, message, "compare two of one type")
            }
        }
    }

    /// Whether the operator is `==`; `false` is `!=`, and the others have no meaning here.
    fn equality(&mut self, span: Span, op: Comparison, what: &str) -> Option<bool> {
        match op {
            Comparison::Equal => Some(true),
            Comparison::NotEqual => Some(false),
            _ => {
                let message = format!("{what} have no order, so `{}` means nothing", op.sign());
                self.refuse(Code::WrongType, span, message, "write `==` or `!=`")
            }
        }
    }

    fn options(
        &mut self,
        span: Span,
        first: (&FactDecl, &[String]),
        second: (&FactDecl, &[String]),
        equal: bool,
    ) -> Option<Formula> {
        let ((one, left), (other, right)) = (first, second);
        let lone = |from: &[String], of: &[String]| {
            from.iter().find(|option| !of.contains(option)).cloned()
        };
        let found = lone(left, right)
            .map(|option| (option, &one.id, &other.id))
            .or_else(|| lone(right, left).map(|option| (option, &other.id, &one.id)));
        if let Some((option, has, lacks)) = found {
            let message = format!("`{option}` is an option of `{has}`, but not of `{lacks}`");
            let help = "two choices are compared when both have the same options";
            return self.refuse(Code::WrongType, span, message, help);
        }
        Some(Formula::Options { left: one.id.clone(), right: other.id.clone(), equal })
    }

    /// Says that a comparison comes out the same for every answer within the limits.
    pub(super) fn vacuous<T>(
        &mut self,
        span: Span,
        (op, left, right): (Comparison, &Expr, &Expr),
        always: bool,
        help: String,
    ) -> Option<T> {
        let code = if always { Code::AlwaysTrue } else { Code::AlwaysFalse };
        let message = format!("`{left} {} {right}` is always {always}", op.sign());
        self.refuse(code, span, message, help)
    }

    pub(super) fn fact(&mut self, name: &str, span: Span) -> Option<&'a FactDecl> {
        self.conditions.fact(name, span)
    }

    pub(super) fn refuse<T>(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Option<T> {
        self.conditions.refuse(code, span, message, help)
    }
}

/// Whether a condition could hold it beside a fact.
fn is_constant(expr: &Expr) -> bool {
    matches!(
        expr.kind,
        ExprKind::Bool(_)
            | ExprKind::Whole(_)
            | ExprKind::Decimal { .. }
            | ExprKind::Text(_)
            | ExprKind::Date(_)
            | ExprKind::Today(_)
    )
}

/// What the checker of conditions found; no derived fact is known to it here.
fn atom(logic: Logic) -> Option<Formula> {
    match logic {
        Logic::Atom(atom) => Some(Formula::Atom(atom)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
