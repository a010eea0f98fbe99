//! What is offered at one moment: pure, from the service file, the calendar and the clock.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::{Booking, DayKind, Slot, before};
use crate::calendar::Calendar;

/// A booking seen from one moment. Whether places are left in a slot is known to storage alone.
#[derive(Clone, Copy)]
pub struct Timetable<'a> {
    /// What can be booked.
    pub booking: &'a Booking,
    /// Working days, holidays, make-up working days.
    pub calendar: &'a Calendar,
    /// Where the offices are.
    pub zone: &'a TimeZone,
    /// The moment.
    pub now: Timestamp,
}

/// Why a slot is not offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOffered {
    /// Not at this office.
    Office,
    /// Not on this day: no office hours, or too far ahead.
    Day,
    /// Not at this time of day.
    Time,
    /// It is too late to book it.
    Past,
}

impl Timetable<'_> {
    /// The day of the moment, where the offices are.
    pub fn today(&self) -> Date {
        self.zone.to_datetime(self.now).date()
    }

    /// The last day that can be booked.
    pub fn last_day(&self) -> Date {
        self.calendar.due(self.today(), self.booking.ahead)
    }

    /// The times of a day that can be booked, in order; none beyond the last day.
    pub fn times(&self, day: Date) -> Vec<Time> {
        if day > self.last_day() {
            return Vec::new();
        }
        let mut times = self.planned(day);
        times.retain(|time| self.in_time(day, *time));
        times
    }

    /// The days that have such times, in order.
    pub fn days(&self) -> Vec<Date> {
        let last = self.last_day();
        let all = self.today().series(1.day()).take_while(|day| *day <= last);
        all.filter(|day| !self.times(*day).is_empty()).collect()
    }

    /// Whether a slot is among what is offered.
    pub fn offers(&self, slot: &Slot) -> Result<(), NotOffered> {
        if !self.booking.offices.contains(&slot.office) {
            return Err(NotOffered::Office);
        }
        let planned = self.planned(slot.day);
        if planned.is_empty() || slot.day > self.last_day() {
            return Err(NotOffered::Day);
        }
        if !planned.contains(&slot.time) {
            return Err(NotOffered::Time);
        }
        if self.in_time(slot.day, slot.time) { Ok(()) } else { Err(NotOffered::Past) }
    }

    /// The times of a day by its kind, whenever one asks.
    fn planned(&self, day: Date) -> Vec<Time> {
        let Some(kind) = DayKind::of(self.calendar, day) else { return Vec::new() };
        let hours = self.booking.hours.iter().filter(|hours| hours.days.contains(&kind));
        let mut times: Vec<Time> =
            hours.flat_map(|hours| hours.times(self.booking.minutes)).collect();
        times.sort_unstable();
        times.dedup();
        times
    }

    fn in_time(&self, day: Date, time: Time) -> bool {
        let starts = Slot { day, time, office: String::new() }.starts(self.zone);
        self.now <= before(starts, self.booking.book_hours_before)
    }
}
