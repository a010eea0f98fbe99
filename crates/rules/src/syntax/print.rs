use std::fmt;

use super::{Expr, ExprKind};
use crate::facts::{iso, scaled};

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExprKind::Any(operands) => joined(f, operands, " || ", 1),
            ExprKind::All(operands) => joined(f, operands, " && ", 2),
            ExprKind::Not(inner) => {
                f.write_str("!")?;
                operand(f, inner, 5)
            }
            ExprKind::Compare { op, left, right } => {
                operand(f, left, 3)?;
                write!(f, " {} ", op.sign())?;
                operand(f, right, 3)
            }
            ExprKind::In { item, list } => {
                operand(f, item, 3)?;
                f.write_str(" in [")?;
                joined(f, list, ", ", 3)?;
                f.write_str("]")
            }
            ExprKind::Name(name) => f.write_str(name),
            ExprKind::Bool(value) => write!(f, "{value}"),
            ExprKind::Whole(number) => write!(f, "{number}"),
            ExprKind::Decimal { units, scale } => f.write_str(&scaled(*units, *scale)),
            // A text has no escapes, so it holds at most one of the two quotes.
            ExprKind::Text(text) if text.contains('\'') => write!(f, "\"{text}\""),
            ExprKind::Text(text) => write!(f, "'{text}'"),
            ExprKind::Date(date) => write!(f, "date('{}')", iso(*date)),
            ExprKind::Today(None) => f.write_str("today"),
            ExprKind::Today(Some(shift)) => {
                let sign = if shift.count < 0 { '-' } else { '+' };
                write!(f, "today {sign} {}{}", shift.count.unsigned_abs(), shift.unit.letter())
            }
            ExprKind::Sum { first, rest } => {
                operand(f, first, 4)?;
                for term in rest {
                    f.write_str(if term.minus { " - " } else { " + " })?;
                    operand(f, &term.expr, 4)?;
                }
                Ok(())
            }
            ExprKind::Product(factors) => joined(f, factors, " * ", 5),
            ExprKind::Duration(shift) => write!(f, "{}{}", shift.count, shift.unit.letter()),
        }
    }
}

/// How tightly an expression binds, on the parser's scale; 6 needs no parentheses anywhere.
fn power(expr: &Expr) -> u8 {
    match &expr.kind {
        ExprKind::Any(_) => 1,
        ExprKind::All(_) => 2,
        ExprKind::Compare { .. } | ExprKind::In { .. } => 3,
        ExprKind::Today(Some(_)) | ExprKind::Sum { .. } => 4,
        ExprKind::Product(_) => 5,
        _ => 6,
    }
}

/// Prints an operand, in parentheses unless it binds tighter than what it stands in.
fn operand(f: &mut fmt::Formatter<'_>, expr: &Expr, outer: u8) -> fmt::Result {
    if power(expr) > outer { write!(f, "{expr}") } else { write!(f, "({expr})") }
}

fn joined(f: &mut fmt::Formatter<'_>, operands: &[Expr], joint: &str, outer: u8) -> fmt::Result {
    for (place, expr) in operands.iter().enumerate() {
        if place > 0 {
            f.write_str(joint)?;
        }
        operand(f, expr, outer)?;
    }
    Ok(())
}
