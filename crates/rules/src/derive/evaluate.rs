use jiff::civil::Date;

use super::{Amount, Day, Derivation, Formula};
use crate::eval::{RegionTree, Today, Truth};
use crate::facts::{Answers, DateBound, Value};
use crate::syntax::Shift;

impl Derivation {
    /// Evaluates the formula. Every input has a result: missing answers make it
    /// [`Truth::Unknown`] unless the answers given decide it alone.
    pub fn evaluate(&self, answers: &Answers, today: Today, regions: &dyn RegionTree) -> Truth {
        self.formula().evaluate(answers, today, regions)
    }
}

impl Formula {
    /// Evaluates a part of a formula, as [`Derivation::evaluate`] does the whole.
    pub fn evaluate(&self, answers: &Answers, today: Today, regions: &dyn RegionTree) -> Truth {
        let part = |formula: &Self| formula.evaluate(answers, today, regions);
        let held = |holds: Option<bool>| holds.map_or(Truth::Unknown, Truth::from);
        match self {
            Self::Constant(value) => Truth::from(*value),
            Self::Atom(atom) => atom.evaluate(answers, today, regions),
            Self::Not(inner) => !part(inner),
            Self::All(parts) => parts.iter().map(part).fold(Truth::True, Truth::and),
            Self::Any(parts) => parts.iter().map(part).fold(Truth::False, Truth::or),
            Self::Same { left, right, equal } => {
                let both = part(left).decided().zip(part(right).decided());
                held(both.map(|(left, right)| (left == right) == *equal))
            }
            Self::Numbers { op, left, right } => {
                let both = left.value(answers).zip(right.value(answers));
                held(both.map(|(left, right)| op.holds(left.cmp(&right))))
            }
            Self::Days { op, left, right } => {
                let both = left.value(answers, today).zip(right.value(answers, today));
                held(both.map(|(left, right)| op.holds(left.cmp(&right))))
            }
            Self::Options { left, right, equal } => {
                let chosen = |fact: &str| match answers.get(fact) {
                    Some(Value::Choice(option)) => Some(option),
                    _ => None,
                };
                let both = chosen(left).zip(chosen(right));
                held(both.map(|(left, right)| (left == right) == *equal))
            }
        }
    }

    /// Calls `found` with the fact of every missing answer that can still decide something here.
    pub(crate) fn open(
        &self,
        answers: &Answers,
        today: Today,
        regions: &dyn RegionTree,
        found: &mut dyn FnMut(&str),
    ) {
        if !self.evaluate(answers, today, regions).is_unknown() {
            return;
        }
        match self {
            Self::Not(inner) => inner.open(answers, today, regions, found),
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().for_each(|part| part.open(answers, today, regions, found));
            }
            Self::Same { left, right, .. } => {
                left.open(answers, today, regions, found);
                right.open(answers, today, regions, found);
            }
            _ => self.facts().into_iter().filter(|fact| !answers.has(fact)).for_each(found),
        }
    }
}

impl Amount {
    /// The number; `None` where an answer is missing or of another type. Within the limits of the
    /// facts nothing overflows, as the checker has proved; an answer far beyond them, which nobody
    /// can give, is as good as missing.
    fn value(&self, answers: &Answers) -> Option<i128> {
        match self {
            Self::Constant(number) => Some(*number),
            Self::Whole(fact) => match answers.get(fact) {
                Some(Value::Whole(number)) => Some(i128::from(*number)),
                _ => None,
            },
            Self::Decimal { fact, scale } => match answers.get(fact) {
                Some(Value::Decimal { units, scale: given }) if scale == given => {
                    Some(i128::from(*units))
                }
                _ => None,
            },
            Self::Sum { first, rest } => {
                rest.iter().try_fold(first.value(answers)?, |sum, term| {
                    let (minus, amount) = term;
                    let value = amount.value(answers)?;
                    if *minus { sum.checked_sub(value) } else { sum.checked_add(value) }
                })
            }
            Self::Product(factors) => factors
                .iter()
                .try_fold(1_i128, |product, factor| product.checked_mul(factor.value(answers)?)),
        }
    }
}

impl Day {
    fn value(&self, answers: &Answers, today: Today) -> Option<Date> {
        match self {
            Self::Fixed(date) => Some(*date),
            Self::Today => Some(today.date),
            Self::Fact(fact) => match answers.get(fact) {
                Some(Value::Date(date)) => Some(*date),
                _ => None,
            },
            Self::Shifted { from, by } => {
                let from = from.value(answers, today)?;
                Some(by.iter().fold(from, |day, shift| shifted(day, *shift)))
            }
        }
    }
}

/// The day so far from another, counted as conditions count from today: the same day of the month
/// or the last of one that is too short, and no further than the ends of the calendar.
fn shifted(day: Date, by: Shift) -> Date {
    DateBound::from_today(Some(by)).resolve(day)
}

#[cfg(test)]
mod tests;
