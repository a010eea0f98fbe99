use std::cmp::Ordering;

use super::checker::FormulaChecker;
use super::day::DaySpan;
use super::number::Number;
use super::{Formula, MAX_DIGITS};
use crate::check::example;
use crate::facts::{FactDecl, FactType, iso};
use crate::problem::Code;
use crate::syntax::{Comparison, Expr, ExprKind, Span, Term};

/// What can stand beside a comparison.
pub(super) enum Operand<'a> {
    Truth(Formula),
    Number(Number),
    Day(DaySpan),
    Choice((&'a FactDecl, &'a [String])),
    Region(&'a FactDecl),
    Text,
}

impl Operand<'_> {
    /// The type in the reader's words, with its article.
    pub(super) const fn described(&self) -> &'static str {
        match self {
            Self::Truth(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Day(_) => "a day",
            Self::Choice(_) => "a choice",
            Self::Region(_) => "a region",
            Self::Text => "a text",
        }
    }
}

type Sides<'e> = (Comparison, &'e Expr, &'e Expr);

impl<'a> FormulaChecker<'a> {
    pub(super) fn operand(&mut self, expr: &Expr) -> Option<Operand<'a>> {
        match &expr.kind {
            ExprKind::Name(name) => {
                let fact = self.fact(name, expr.span)?;
                match &fact.kind {
                    FactType::Boolean => self.formula(expr).map(Operand::Truth),
                    FactType::Choice { options } => Some(Operand::Choice((fact, options))),
                    FactType::Date { min, max } => {
                        Some(Operand::Day(DaySpan::fact(name, *min, *max)))
                    }
                    FactType::Region => Some(Operand::Region(fact)),
                    FactType::Whole { .. } | FactType::Decimal { .. } => {
                        Number::fact(fact).map(Operand::Number)
                    }
                }
            }
            ExprKind::Whole(_) | ExprKind::Decimal { .. } => {
                Number::written(expr).map(Operand::Number)
            }
            ExprKind::Text(_) => Some(Operand::Text),
            ExprKind::Date(date) => Some(Operand::Day(DaySpan::fixed(*date))),
            ExprKind::Today(shift) => Some(Operand::Day(DaySpan::today(*shift))),
            ExprKind::Sum { first, rest } => self.sum(expr, first, rest),
            ExprKind::Product(factors) => {
                let numbers: Vec<_> = factors.iter().map(|factor| self.number(factor)).collect();
                let numbers = numbers.into_iter().collect::<Option<Vec<_>>>()?;
                self.bounded(expr, Number::product(numbers))
            }
            _ => self.formula(expr).map(Operand::Truth),
        }
    }

    fn sum(&mut self, expr: &Expr, first: &Expr, rest: &[Term]) -> Option<Operand<'a>> {
        let start = self.operand(first)?;
        if let Operand::Day(day) = start {
            return self.shift(expr, day, rest);
        }
        let start = self.as_number(first, start);
        let terms: Vec<_> =
            rest.iter().map(|term| Some((term.minus, self.number(&term.expr)?))).collect();
        let terms = terms.into_iter().collect::<Option<Vec<_>>>()?;
        self.bounded(expr, Number::sum(start?, terms))
    }

    fn shift(&mut self, expr: &Expr, day: DaySpan, rest: &[Term]) -> Option<Operand<'a>> {
        let mut steps = Vec::new();
        for Term { minus, expr } in rest {
            let ExprKind::Duration(mut step) = expr.kind else {
                let message = format!("`{expr}` is not how far a day is moved");
                let help = "write years, months or days after a day, such as `wedding + 9m`";
                return self.refuse(Code::WrongType, expr.span, message, help);
            };
            if *minus {
                step.count = -step.count;
            }
            steps.push(step);
        }
        let moved = day.shifted(steps).map(Operand::Day);
        if moved.is_none() {
            let message = format!("`{expr}` can lie outside the years 1 to 9999");
            let help = "give the day closer limits, or move it less";
            return self.refuse(Code::TooLarge, expr.span, message, help);
        }
        moved
    }

    fn number(&mut self, expr: &Expr) -> Option<Number> {
        if let ExprKind::Duration(_) = expr.kind {
            let message =
                format!("`{expr}` is how far a day is moved, and no day stands before it");
            let help = "write it after a day, such as `wedding + 9m`";
            return self.refuse(Code::WrongType, expr.span, message, help);
        }
        let operand = self.operand(expr)?;
        self.as_number(expr, operand)
    }

    fn as_number(&mut self, expr: &Expr, operand: Operand<'_>) -> Option<Number> {
        let help = match operand {
            Operand::Number(number) => return Some(number),
            Operand::Choice((fact, _)) | Operand::Region(fact) => example(fact),
            Operand::Day(_) => "compare two days, and move one, as in `wedding + 9m`".to_owned(),
            Operand::Truth(_) | Operand::Text => "calculate with numbers only".to_owned(),
        };
        let message = format!("`{expr}` is {}, not a number", operand.described());
        self.refuse(Code::WrongType, expr.span, message, help)
    }

    fn bounded(&mut self, expr: &Expr, number: Option<Number>) -> Option<Operand<'a>> {
        if number.is_none() {
            return self.too_large(expr.span, &format!("`{expr}`"));
        }
        number.map(Operand::Number)
    }

    fn too_large<T>(&mut self, span: Span, what: &str) -> Option<T> {
        let message = format!("{what} can come to more than {MAX_DIGITS} digits");
        let help = "give its facts closer limits, or calculate with fewer of them";
        self.refuse(Code::TooLarge, span, message, help)
    }

    pub(super) fn numbers(
        &mut self,
        span: Span,
        sides: Sides<'_>,
        first: Number,
        second: Number,
    ) -> Option<Formula> {
        let scale = first.scale.max(second.scale);
        let Some((first, second)) = first.at(scale).zip(second.at(scale)) else {
            return self.too_large(span, "what is compared here");
        };
        let (one, other) = ((first.least, first.most), (second.least, second.most));
        if let Some(always) = same_always(sides.0, one, other) {
            let ranges = [(sides.1, first.range()), (sides.2, second.range())];
            return self.vacuous(span, sides, always, limits(&ranges));
        }
        let (op, left, right) = (sides.0, first.amount, second.amount);
        Some(Formula::Numbers { op, left, right })
    }

    pub(super) fn days(
        &mut self,
        span: Span,
        sides: Sides<'_>,
        first: DaySpan,
        second: DaySpan,
    ) -> Option<Formula> {
        if let Some(always) = same_always(sides.0, first.ends(), second.ends()) {
            let written = |day: &DaySpan| (iso(day.ends().0), iso(day.ends().1));
            let ranges = [(sides.1, written(&first)), (sides.2, written(&second))];
            return self.vacuous(span, sides, always, limits(&ranges));
        }
        let (op, left, right) = (sides.0, first.day, second.day);
        Some(Formula::Days { op, left, right })
    }
}

/// How a comparison comes out when it is the same for all values within both limits.
fn same_always<T: Ord>(op: Comparison, first: (T, T), second: (T, T)) -> Option<bool> {
    let possible = [
        (Ordering::Less, first.0 < second.1),
        (Ordering::Equal, first.0 <= second.1 && second.0 <= first.1),
        (Ordering::Greater, first.1 > second.0),
    ];
    let outcome = |wanted: bool| {
        possible.iter().any(|(ordering, can_be)| *can_be && op.holds(*ordering) == wanted)
    };
    match (outcome(true), outcome(false)) {
        (true, true) => None,
        (always, _) => Some(always),
    }
}

/// What two sides can come to, for a `help` line; what is written out needs no words.
fn limits(sides: &[(&Expr, (String, String))]) -> String {
    let moving = sides.iter().filter(|(_, (least, most))| least != most);
    let said =
        moving.map(|(expr, (least, most))| format!("`{expr}` lies between {least} and {most}"));
    let said: Vec<String> = said.collect();
    match said.is_empty() {
        true => "it compares no fact; take it away".to_owned(),
        false => format!("{}; take the test away or correct the limits", said.join(", ")),
    }
}
