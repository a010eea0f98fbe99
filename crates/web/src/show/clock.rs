use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use onewindow_model::term::{DayUnit, Term};

use super::Show;

impl Show<'_> {
    /// A term such as "5 working days".
    pub fn term(&self, term: Term) -> String {
        let key = match term.unit {
            DayUnit::Working => "show-working-days",
            DayUnit::Calendar => "show-calendar-days",
        };
        self.l.t1(key, "days", term.days)
    }

    /// A term as the law on contesting decisions counts it: 60日 are days of the calendar.
    pub fn term_of_law(&self, term: Term) -> String {
        match term.unit {
            DayUnit::Working => self.term(term),
            DayUnit::Calendar => self.l.t1("show-days", "days", term.days),
        }
    }

    /// A last day with its day of the week; said to be provisional where its year's holidays are
    /// not published yet.
    pub fn due(&self, day: Date) -> String {
        match self.current.files.calendar.covers(day) {
            true => self.l.date_and_weekday(day),
            false => self.l.t1("show-provisional", "date", self.l.date(day)),
        }
    }

    /// The end of a validity, in words that include the day they name.
    pub fn valid_until(&self, end: Timestamp) -> String {
        match last_day(self.current.zone.to_datetime(end)) {
            Some(day) => self.l.date(day),
            None => self.l.time(end, &self.current.zone),
        }
    }
}

/// The last whole day before an end at midnight.
fn last_day(end: DateTime) -> Option<Date> {
    (end.time() == Time::midnight()).then(|| end.date().yesterday().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_end_at_midnight_leaves_the_day_before_as_the_last() {
        assert_eq!(last_day(date(2027, 3, 1).at(0, 0, 0, 0)), Some(date(2027, 2, 28)));
        assert_eq!(last_day(date(2027, 3, 1).at(9, 0, 0, 0)), None);
    }
}
