use std::collections::BTreeSet;

use jiff::Span;
use jiff::civil::Date;

use crate::syntax::Comparison;

/// What an atom asks of the answer to its fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// The answer is this.
    Boolean {
        /// The answer wanted.
        expected: bool,
    },
    /// The chosen option is one of these; `!=` is kept as the set of the other options.
    Choice {
        /// Ids of options, at least one and not all.
        any_of: BTreeSet<String>,
    },
    /// A test of a whole number.
    Whole(Numbers),
    /// A test of a decimal; the constants are in units of `10^-scale`.
    Decimal {
        /// The scale of the fact.
        scale: u8,
        /// The test.
        numbers: Numbers,
    },
    /// A test of a date.
    Date(DateTest),
    /// The region is one of these or lies below one of them.
    Region {
        /// Ids of regions, at least one.
        any_of: BTreeSet<String>,
    },
}

/// A test of a number; every constant lies within the limits of the fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Numbers {
    /// The answer compared with a constant.
    Compare {
        /// The operator, with the answer before it.
        op: Comparison,
        /// The constant after it.
        bound: i64,
    },
    /// The answer is one of these.
    AnyOf(BTreeSet<i64>),
}

/// A test of a date; every fixed day lies within the limits of the fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateTest {
    /// The answer compared with a day.
    Compare {
        /// The operator, with the answer before it.
        op: Comparison,
        /// The day after it.
        bound: DateBound,
    },
    /// The answer is one of these days.
    AnyOf(BTreeSet<Date>),
}

/// The day that a date is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateBound {
    /// Always this day.
    Fixed(Date),
    /// So many months from today; in a month that is too short, its last day. A year is twelve.
    Months(i32),
    /// So many days from today; today itself is nought days.
    Days(i32),
}

impl DateBound {
    /// The day meant, given today. Days beyond the calendar's end stop there.
    pub fn resolve(self, today: Date) -> Date {
        let (span, count) = match self {
            Self::Fixed(date) => return date,
            Self::Months(count) => (Span::new().try_months(count), count),
            Self::Days(count) => (Span::new().try_days(count), count),
        };
        let beyond = if count < 0 { Date::MIN } else { Date::MAX };
        span.and_then(|span| today.checked_add(span)).unwrap_or(beyond)
    }

    /// The unit in words, if the bound moves with today and is not today itself.
    pub const fn unit(self) -> Option<&'static str> {
        match self {
            Self::Fixed(_) | Self::Months(0) | Self::Days(0) => None,
            Self::Months(_) => Some("months or years"),
            Self::Days(_) => Some("days"),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_short_month_ends_on_its_last_day() {
        assert_eq!(DateBound::Months(-1).resolve(date(2026, 3, 31)), date(2026, 2, 28));
        assert_eq!(DateBound::Months(-216).resolve(date(2024, 2, 29)), date(2006, 2, 28));
        assert_eq!(DateBound::Days(30).resolve(date(2026, 1, 31)), date(2026, 3, 2));
    }

    #[test]
    fn the_calendar_has_ends() {
        assert_eq!(DateBound::Months(2_400).resolve(date(9999, 1, 1)), Date::MAX);
        assert_eq!(DateBound::Days(-73_000).resolve(Date::MIN), Date::MIN);
    }
}
