use std::cmp::Ordering;

use jiff::civil::Date;

use super::checker::example;
use crate::facts::{DateBound, FactDecl, FactType};
use crate::problem::{Code, Problem};
use crate::suggest::{either, nearest};
use crate::syntax::{Comparison, Expr, ExprKind};

/// The position of an option among those of its choice.
pub(super) fn option(
    fact: &FactDecl,
    options: &[String],
    constant: &Expr,
) -> Result<usize, Problem> {
    let ExprKind::Text(text) = &constant.kind else {
        return Err(wrong_type(fact, constant));
    };
    options.iter().position(|option| option == text).ok_or_else(|| {
        let names = || options.iter().map(String::as_str);
        let help = match nearest(text, names()) {
            Some(near) => format!("did you mean `'{near}'`? there are {}", either(names())),
            None => format!("use one of {}", either(names())),
        };
        let message = format!("`{}` has no option `{text}`", fact.id);
        Problem::new(Code::UnknownOption, constant.span, message, help)
    })
}

/// A number in units of `10^-scale`; wider than 64 bits, because nothing is refused for its size
/// before it is compared with the limits of the fact.
pub(super) fn number(fact: &FactDecl, scale: u8, constant: &Expr) -> Result<i128, Problem> {
    let (units, written) = match constant.kind {
        ExprKind::Whole(number) => (number, 0),
        ExprKind::Decimal { units, scale: written } if scale > 0 => (units, written),
        _ => return Err(wrong_type(fact, constant)),
    };
    if written > scale {
        let message = format!("`{constant}` has more digits after the point than `{}`", fact.id);
        let help = format!("write at most {scale}");
        return Err(Problem::new(Code::TooManyDigits, constant.span, message, help));
    }
    Ok(i128::from(units) * 10_i128.pow(u32::from(scale - written)))
}

/// Says that a constant is of another type than the fact.
pub(super) fn wrong_type(fact: &FactDecl, constant: &Expr) -> Problem {
    let (id, kind) = (&fact.id, fact.kind.described());
    let message = match &constant.kind {
        ExprKind::Whole(_) | ExprKind::Decimal { .. } | ExprKind::Bool(_) => {
            format!("`{id}` is {kind}, which `{constant}` is not")
        }
        ExprKind::Text(_) if fact.kind == FactType::Boolean => {
            format!("`{id}` is {kind}, and `{constant}` is a text")
        }
        ExprKind::Text(_) | ExprKind::Date(_) | ExprKind::Today(_) => {
            format!("`{id}` is {kind}, which `{constant}` is not")
        }
        _ => format!("`{constant}` is not a constant"),
    };
    Problem::new(Code::WrongType, constant.span, message, example(fact))
}

/// Refuses a comparison that turns out the same for every answer within the limits.
pub(super) fn not_vacuous<T: Ord>(
    fact: &FactDecl,
    op: Comparison,
    constant: &Expr,
    value: &T,
    (min, max): (&T, &T),
) -> Result<(), Problem> {
    let possible = [
        (Ordering::Less, min < value),
        (Ordering::Equal, min <= value && value <= max),
        (Ordering::Greater, max > value),
    ];
    let outcome = |wanted: bool| {
        possible.iter().any(|(ordering, can_be)| *can_be && op.holds(*ordering) == wanted)
    };
    match (outcome(true), outcome(false)) {
        (true, true) => Ok(()),
        (always, _) => {
            let code = if always { Code::AlwaysTrue } else { Code::AlwaysFalse };
            let message = format!("`{} {} {constant}` is always {always}", fact.id, op.sign());
            Err(Problem::new(code, constant.span, message, range(fact)))
        }
    }
}

/// The first day that a limit leaves, whatever day it is today.
pub(super) fn earliest(min: DateBound) -> Date {
    min.fixed().unwrap_or(Date::MIN)
}

/// The last day that a limit leaves, whatever day it is today.
pub(super) fn latest(max: DateBound) -> Date {
    max.fixed().unwrap_or(Date::MAX)
}

/// The limits of a fact, for a `help` line.
pub(super) fn range(fact: &FactDecl) -> String {
    let (min, max) = match &fact.kind {
        FactType::Whole { min, max } => (min.to_string(), max.to_string()),
        FactType::Decimal { scale, min, max } => {
            (crate::facts::scaled(*min, *scale), crate::facts::scaled(*max, *scale))
        }
        FactType::Date { min, max } => (min.to_string(), max.to_string()),
        _ => return "take the test away".to_owned(),
    };
    format!("`{}` lies between {min} and {max}; take the test away or correct the limits", fact.id)
}
