use jiff::Span;
use jiff::civil::Date;

use super::Day;
use crate::facts::DateBound;
use crate::syntax::{Shift, ShiftUnit};

/// A day with the first and the last that it can come to; `None` where that moves with today.
#[derive(Debug, Clone)]
pub(super) struct DaySpan {
    pub(super) day: Day,
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
}

impl DaySpan {
    /// The answer to a fact with these limits.
    pub(super) fn fact(id: &str, min: DateBound, max: DateBound) -> Self {
        Self { day: Day::Fact(id.to_owned()), first: min.fixed(), last: max.fixed() }
    }

    /// Always this day.
    pub(super) fn fixed(date: Date) -> Self {
        Self { day: Day::Fixed(date), first: Some(date), last: Some(date) }
    }

    /// Today, or a day counted from it.
    pub(super) fn today(shift: Option<Shift>) -> Self {
        let day = match shift {
            None => Day::Today,
            Some(shift) => Day::Shifted { from: Box::new(Day::Today), by: vec![shift] },
        };
        Self { day, first: None, last: None }
    }

    /// The day so far from this one, step by step; `None` if it can leave the years 1 to 9999.
    pub(super) fn shifted(self, by: Vec<Shift>) -> Option<Self> {
        let (mut first, mut last) = (self.first, self.last);
        for shift in &by {
            for day in [&mut first, &mut last].into_iter().flatten() {
                *day = within_calendar(*day, *shift)?;
            }
        }
        Some(Self { day: Day::Shifted { from: Box::new(self.day), by }, first, last })
    }

    /// The first and the last day, or the ends of the calendar.
    pub(super) fn ends(&self) -> (Date, Date) {
        (self.first.unwrap_or(Date::MIN), self.last.unwrap_or(Date::MAX))
    }
}

fn within_calendar(day: Date, by: Shift) -> Option<Date> {
    let span = match by.unit {
        ShiftUnit::Days => Span::new().try_days(by.count),
        ShiftUnit::Months => Span::new().try_months(by.count),
        ShiftUnit::Years => Span::new().try_months(i64::from(by.count) * 12),
    };
    let moved = day.checked_add(span.ok()?).ok()?;
    (moved.year() >= 1).then_some(moved)
}
