//! The working-day calendar: weekends, public holidays, and the make-up working days (调休).

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::term::{DayUnit, Term};

/// Days that are not what their weekday says, for the years that have been published.
///
/// Beyond the covered years only weekends are known; [`Calendar::covers`] says so, and pages call
/// such dates provisional.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    holidays: BTreeSet<Date>,
    make_up: BTreeSet<Date>,
    years: BTreeSet<i16>,
}

impl Calendar {
    /// A calendar from its days off, its make-up working days and the years it covers.
    pub fn new(
        holidays: impl IntoIterator<Item = Date>,
        make_up: impl IntoIterator<Item = Date>,
        years: impl IntoIterator<Item = i16>,
    ) -> Calendar {
        Calendar {
            holidays: holidays.into_iter().collect(),
            make_up: make_up.into_iter().collect(),
            years: years.into_iter().collect(),
        }
    }

    /// True when the public holidays of that year are known.
    pub fn covers(&self, date: Date) -> bool {
        self.years.contains(&date.year())
    }

    /// True on a working day.
    pub fn is_working(&self, date: Date) -> bool {
        let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        self.make_up.contains(&date) || !(weekend || self.holidays.contains(&date))
    }

    /// True on a public holiday, be it on a weekend.
    pub fn is_holiday(&self, date: Date) -> bool {
        self.holidays.contains(&date)
    }

    /// True on a day of a weekend that is worked in place of another day (调休).
    pub fn is_make_up(&self, date: Date) -> bool {
        self.make_up.contains(&date)
    }

    /// The last day of a term that starts on `start`.
    ///
    /// The day of the start is not counted (Administrative Licensing Law art. 82 counts working
    /// days; Civil Code art. 201 starts on the day after). A term of calendar days that would end
    /// on a day off ends on the next working day (Civil Code art. 203).
    pub fn due(&self, start: Date, term: Term) -> Date {
        match term.unit {
            DayUnit::Calendar => {
                let end = start.saturating_add(i64::from(term.days).days());
                if term.days == 0 { end } else { self.on_or_after(end) }
            }
            DayUnit::Working => {
                let mut day = start;
                let mut left = term.days;
                while left > 0 && day < Date::MAX {
                    day = day.saturating_add(1.day());
                    if self.is_working(day) {
                        left -= 1;
                    }
                }
                day
            }
        }
    }

    /// The last day of a term of months that starts on `start`: the same day of the last month, or
    /// its end where it has none (Civil Code art. 202); on a day off, the next working day.
    pub fn due_in_months(&self, start: Date, months: u16) -> Date {
        self.on_or_after(start.saturating_add(i32::from(months).months()))
    }

    /// All days that differ from their weekday, for hashing: (date, is a working day).
    pub fn exceptions(&self) -> impl Iterator<Item = (Date, bool)> + '_ {
        let off = self.holidays.iter().map(|date| (*date, false));
        off.chain(self.make_up.iter().map(|date| (*date, true)))
    }

    fn on_or_after(&self, mut date: Date) -> Date {
        while !self.is_working(date) && date < Date::MAX {
            date = date.saturating_add(1.day());
        }
        date
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn national_day() -> Calendar {
        let holidays = (1..=8).map(|day| date(2025, 10, day));
        Calendar::new(holidays, [date(2025, 9, 28), date(2025, 10, 11)], [2025])
    }

    #[test]
    fn make_up_days_count_and_holidays_do_not() {
        let calendar = national_day();
        assert!(calendar.is_working(date(2025, 9, 28)), "a Sunday worked");
        // Tue 30 Sep, then Thu 9, Fri 10, Sat 11 (made up).
        assert_eq!(calendar.due(date(2025, 9, 29), Term::working(4)), date(2025, 10, 11));
    }

    #[test]
    fn calendar_days_end_on_a_working_day() {
        let calendar = national_day();
        assert_eq!(calendar.due(date(2025, 9, 29), Term::calendar(5)), date(2025, 10, 9));
        assert_eq!(calendar.due(date(2025, 9, 29), Term::calendar(0)), date(2025, 9, 29));
    }

    #[test]
    fn months_end_on_the_same_day_or_the_last_of_the_month() {
        let calendar = Calendar::default();
        assert_eq!(calendar.due_in_months(date(2026, 3, 11), 6), date(2026, 9, 11));
        // 28 February 2027 is a Sunday.
        assert_eq!(calendar.due_in_months(date(2026, 8, 31), 6), date(2027, 3, 1));
    }

    #[test]
    fn the_first_day_is_not_counted() {
        let calendar = Calendar::default();
        assert_eq!(calendar.due(date(2026, 3, 6), Term::working(1)), date(2026, 3, 9));
    }
}
