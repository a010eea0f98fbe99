use std::fmt;

use jiff::Span;
use jiff::civil::Date;

use super::{iso, parse_iso};
use crate::syntax::{ExprKind, Shift, ShiftUnit, parse};

/// The day that a date is compared with or that limits it.
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

    /// Reads `2026-01-31`, `today`, `today + 30d` or `today - 18y`; nothing else is a day.
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(date) = parse_iso(text) {
            return Some(Self::Fixed(date));
        }
        match parse(text).ok()?.kind {
            ExprKind::Today(shift) => Some(Self::from_today(shift)),
            _ => None,
        }
    }

    /// So far from today.
    pub(crate) fn from_today(shift: Option<Shift>) -> Self {
        match shift {
            None => Self::Days(0),
            Some(Shift { count, unit: ShiftUnit::Days }) => Self::Days(count),
            Some(Shift { count, unit: ShiftUnit::Months }) => Self::Months(count),
            Some(Shift { count, unit: ShiftUnit::Years }) => Self::Months(count.saturating_mul(12)),
        }
    }

    /// The day, if it is always the same.
    pub const fn fixed(self) -> Option<Date> {
        match self {
            Self::Fixed(date) => Some(date),
            Self::Months(_) | Self::Days(_) => None,
        }
    }

    /// Whether it lies after another whatever day it is today; false where that depends on the day.
    pub(crate) fn is_after(self, other: Self) -> bool {
        match (self, other) {
            (Self::Fixed(first), Self::Fixed(second)) => first > second,
            (Self::Days(first), Self::Days(second)) => first > second,
            (Self::Months(first), Self::Months(second)) => first > second,
            (Self::Days(0), Self::Months(months)) => months < 0,
            (Self::Months(months), Self::Days(0)) => months > 0,
            _ => false,
        }
    }

    /// Whether this and another are counted from today in different units, so that which of them
    /// comes first depends on the day.
    pub(crate) fn mixes_with(self, other: Self) -> bool {
        matches!((self.unit(), other.unit()), (Some(one), Some(another)) if one != another)
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

impl From<Date> for DateBound {
    fn from(date: Date) -> Self {
        Self::Fixed(date)
    }
}

/// As it is written in a service file.
impl fmt::Display for DateBound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match *self {
            Self::Fixed(date) => return f.write_str(&iso(date)),
            Self::Days(0) | Self::Months(0) => return f.write_str("today"),
            Self::Days(count) => (count, 'd'),
            Self::Months(count) if count % 12 == 0 => (count / 12, 'y'),
            Self::Months(count) => (count, 'm'),
        };
        let sign = if count < 0 { '-' } else { '+' };
        write!(f, "today {sign} {}{unit}", count.unsigned_abs())
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

    #[test]
    fn a_bound_is_read_as_it_is_written() {
        for text in ["2026-01-31", "today", "today + 30d", "today - 18y", "today + 7m"] {
            let read = DateBound::parse(text).map(|bound| bound.to_string());
            assert_eq!(read.as_deref(), Some(text));
        }
        assert_eq!(DateBound::parse("today-1y"), Some(DateBound::Months(-12)));
        for wrong in ["", "tomorrow", "today + 30", "2026-02-30", "today < today", "day"] {
            assert_eq!(DateBound::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_depends_on_the_day_is_not_after() {
        let bound = |text: &str| DateBound::parse(text).unwrap();
        assert!(bound("today").is_after(bound("today - 1m")));
        assert!(bound("today + 2d").is_after(bound("today")));
        assert!(!bound("today").is_after(bound("2000-01-01")));
        assert!(bound("today - 40d").mixes_with(bound("today - 1m")));
        assert!(!bound("today").mixes_with(bound("today - 1m")));
    }
}
