use jiff::civil::Date;
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

    /// A last day with its day of the week; said to be provisional where its year's holidays are
    /// not published yet.
    pub fn due(&self, day: Date) -> String {
        let words = self.l.date_and_weekday(day);
        match self.current.files.calendar.covers(day) {
            true => words,
            false => self.l.t1("show-provisional", "date", &words),
        }
    }
}
