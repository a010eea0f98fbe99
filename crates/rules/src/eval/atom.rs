use jiff::civil::Date;

use super::{RegionTree, Today, Truth};
use crate::check::{Atom, DateTest, Numbers, Test};
use crate::facts::{Answers, Value};

impl Atom {
    /// The result for the answer to this atom's fact. No answer, or one of another type than the
    /// fact's, is unknown.
    pub fn evaluate(&self, answers: &Answers, today: Today, regions: &dyn RegionTree) -> Truth {
        answers
            .get(&self.fact)
            .and_then(|value| self.test.passes(value, today, regions))
            .map_or(Truth::Unknown, Truth::from)
    }
}

impl Test {
    /// Whether a value passes; `None` if it is of another type than the test.
    pub fn passes(&self, value: &Value, today: Today, regions: &dyn RegionTree) -> Option<bool> {
        match (self, value) {
            (Self::Boolean { expected }, Value::Bool(answer)) => Some(expected == answer),
            (Self::Choice { any_of }, Value::Choice(chosen)) => Some(any_of.contains(chosen)),
            (Self::Whole(numbers), Value::Whole(number)) => Some(numbers.pass(*number)),
            (Self::Decimal { scale, numbers }, Value::Decimal { units, scale: given })
                if scale == given =>
            {
                Some(numbers.pass(*units))
            }
            (Self::Date(test), Value::Date(date)) => Some(test.pass(*date, today.date)),
            (Self::Region { any_of }, Value::Region(region)) => {
                Some(any_of.iter().any(|ancestor| regions.is_within(region, ancestor)))
            }
            _ => None,
        }
    }
}

impl Numbers {
    fn pass(&self, number: i64) -> bool {
        match self {
            Self::Compare { op, bound } => op.holds(number.cmp(bound)),
            Self::AnyOf(numbers) => numbers.contains(&number),
        }
    }
}

impl DateTest {
    fn pass(&self, date: Date, today: Date) -> bool {
        match self {
            Self::Compare { op, bound } => op.holds(date.cmp(&bound.resolve(today))),
            Self::AnyOf(days) => days.contains(&date),
        }
    }
}
