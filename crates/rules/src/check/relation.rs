use std::collections::BTreeSet;

use super::checker::example;
use super::constant::{earliest, latest, not_vacuous, number, option, wrong_type};
use super::{DateBound, DateTest, Numbers, Test};
use crate::facts::{FactDecl, FactType};
use crate::problem::{Code, Problem};
use crate::syntax::{Comparison, Expr, ExprKind};

/// The test that compares a fact with a constant; the fact stands before the operator.
pub(super) fn test(fact: &FactDecl, op: Comparison, constant: &Expr) -> Result<Test, Problem> {
    match &fact.kind {
        FactType::Boolean => {
            let equal = equality(fact, op, constant)?;
            let ExprKind::Bool(value) = constant.kind else {
                return Err(wrong_type(fact, constant));
            };
            Ok(Test::Boolean { expected: value == equal })
        }
        FactType::Choice { options } => choice(fact, options, op, constant),
        FactType::Whole { min, max } => {
            let numbers = compare(fact, op, constant, 0, (*min, *max))?;
            Ok(Test::Whole(numbers))
        }
        FactType::Decimal { scale, min, max } => {
            let numbers = compare(fact, op, constant, *scale, (*min, *max))?;
            Ok(Test::Decimal { scale: *scale, numbers })
        }
        FactType::Date { min, max } => {
            let bound = bound(fact, constant)?;
            if let DateBound::Fixed(date) = bound {
                not_vacuous(fact, op, constant, &date, (&earliest(*min), &latest(*max)))?;
            }
            one_unit(fact, constant, bound, *min, *max)?;
            Ok(Test::Date(DateTest::Compare { op, bound }))
        }
        FactType::Region => {
            let message = format!("`{}` cannot be compared with `{}`", fact.id, op.sign());
            let help = format!("write `{} in ['…']`, which means is or lies below", fact.id);
            Err(Problem::new(Code::WrongType, constant.span, message, help))
        }
    }
}

/// Whether the operator is `==`; `false` is `!=`, and the others have no meaning here.
fn equality(fact: &FactDecl, op: Comparison, constant: &Expr) -> Result<bool, Problem> {
    match op {
        Comparison::Equal => Ok(true),
        Comparison::NotEqual => Ok(false),
        _ => {
            let kind = fact.kind.described();
            let message = format!("`{}` is {kind} and has no order, so `{}`", fact.id, op.sign());
            let message = format!("{message} means nothing");
            Err(Problem::new(Code::WrongType, constant.span, message, example(fact)))
        }
    }
}

fn choice(
    fact: &FactDecl,
    options: &[String],
    op: Comparison,
    constant: &Expr,
) -> Result<Test, Problem> {
    let equal = equality(fact, op, constant)?;
    let chosen = option(fact, options, constant)?;
    let any_of: BTreeSet<String> = options
        .iter()
        .enumerate()
        .filter(|(place, _)| (*place == chosen) == equal)
        .map(|(_, option)| option.clone())
        .collect();
    if options.len() == 1 {
        let code = if equal { Code::AlwaysTrue } else { Code::AlwaysFalse };
        let message = format!("`{} {} {constant}` is always {equal}", fact.id, op.sign());
        let help = format!("`{}` has one option only; take the test away", fact.id);
        return Err(Problem::new(code, constant.span, message, help));
    }
    Ok(Test::Choice { any_of })
}

fn compare(
    fact: &FactDecl,
    op: Comparison,
    constant: &Expr,
    scale: u8,
    (min, max): (i64, i64),
) -> Result<Numbers, Problem> {
    let value = number(fact, scale, constant)?;
    not_vacuous(fact, op, constant, &value, (&i128::from(min), &i128::from(max)))?;
    // What is not vacuous lies within the limits, so the conversion cannot fail.
    let bound = i64::try_from(value).map_err(|_| wrong_type(fact, constant))?;
    Ok(Numbers::Compare { op, bound })
}

/// A limit and a constant that are counted from today in two units keep no order of their own.
fn one_unit(
    fact: &FactDecl,
    constant: &Expr,
    bound: DateBound,
    min: DateBound,
    max: DateBound,
) -> Result<(), Problem> {
    match [min, max].into_iter().find(|limit| limit.mixes_with(bound)) {
        None => Ok(()),
        Some(limit) => {
            let unit = limit.unit().unwrap_or_default();
            let message = format!("`{}` is limited by `{limit}`, counted in {unit}", fact.id);
            let help = format!("count in {unit} here too");
            Err(Problem::new(Code::MixedUnits, constant.span, message, help))
        }
    }
}

fn bound(fact: &FactDecl, constant: &Expr) -> Result<DateBound, Problem> {
    match constant.kind {
        ExprKind::Date(date) => Ok(DateBound::Fixed(date)),
        ExprKind::Today(shift) => Ok(DateBound::from_today(shift)),
        ExprKind::Text(ref text) if crate::facts::parse_iso(text).is_ok() => {
            let message = format!("`{constant}` is a text");
            let help = format!("write `date({constant})`");
            Err(Problem::new(Code::WrongType, constant.span, message, help))
        }
        _ => Err(wrong_type(fact, constant)),
    }
}
