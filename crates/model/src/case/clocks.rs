//! The clocks of a case: which day something is due.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::calendar::Calendar;
use crate::case::stage::{Acceptance, Accepted};
use crate::service::Times;
use crate::term::Term;

/// 补正 is to be answered within this time (State Council, model rules; 15 working days).
pub const CORRECTION_TERM: Term = Term::working(15);

/// What days are counted with.
#[derive(Clone, Copy)]
pub struct Clocks<'a> {
    /// Working days.
    pub calendar: &'a Calendar,
    /// Where the office is.
    pub zone: &'a TimeZone,
    /// The terms of the pinned service version.
    pub times: &'a Times,
}

impl Clocks<'_> {
    /// The day of a moment, where the office is.
    pub fn day(&self, moment: Timestamp) -> Date {
        self.zone.to_datetime(moment).date()
    }

    /// The last day of a term that starts at a moment.
    pub fn due(&self, from: Timestamp, term: Term) -> Date {
        self.calendar.due(self.day(from), term)
    }

    /// The last day on which intake can be decided.
    pub fn decide_intake_by(&self, from: Timestamp) -> Date {
        self.due(from, self.times.intake_decision)
    }

    /// An acceptance with its days.
    pub fn accepted(&self, from: Timestamp, at: Timestamp, how: Acceptance) -> Accepted {
        Accepted {
            from,
            at,
            how,
            promised_by: self.times.promised.known().map(|term| self.due(from, *term)),
            statutory_by: self.times.statutory.known().map(|term| self.due(from, *term)),
        }
    }
}
