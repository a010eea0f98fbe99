//! Booking (预约): which places an office offers, and until when one can be taken or given back.

pub mod slot;
pub mod timetable;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::calendar::Calendar;
use crate::term::Term;

pub use slot::Slot;
pub use timetable::{NotOffered, Timetable};

/// What can be booked, as the service file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booking {
    /// At which offices, in order; each has all places for itself.
    pub offices: Vec<String>,
    /// How far ahead, counted from today.
    pub ahead: Term,
    /// When.
    pub hours: Vec<Hours>,
    /// How long one slot is, in minutes.
    pub minutes: u16,
    /// Applications per slot, at each office.
    pub capacity: u16,
    /// How many hours before its time a slot can be taken at the latest.
    pub book_hours_before: u16,
    /// How many hours before its time a slot can be given back or moved at the latest.
    pub change_hours_before: u16,
}

/// A span of time on some kinds of days, cut into slots from its start; what is left at its end and
/// is shorter than a slot is not offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// On which days.
    pub days: Vec<DayKind>,
    /// From this time of day.
    pub from: Time,
    /// To this time of day, at which the last slot has ended.
    pub to: Time,
}

/// What kind of day a day is to an office. A public holiday is none of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayKind {
    /// 星期一, not a public holiday; and so on.
    Monday,
    /// 星期二.
    Tuesday,
    /// 星期三.
    Wednesday,
    /// 星期四.
    Thursday,
    /// 星期五.
    Friday,
    /// 星期六, neither a holiday nor worked in place of another day.
    Saturday,
    /// 星期日, neither a holiday nor worked in place of another day.
    Sunday,
    /// 调休上班日: a day of a weekend that is worked in place of another day.
    MakeUp,
}

impl DayKind {
    /// All days on which offices work.
    pub const WORKING: [DayKind; 6] = [
        DayKind::Monday,
        DayKind::Tuesday,
        DayKind::Wednesday,
        DayKind::Thursday,
        DayKind::Friday,
        DayKind::MakeUp,
    ];

    /// The kind of a day; none for a public holiday.
    pub fn of(calendar: &Calendar, day: Date) -> Option<DayKind> {
        if calendar.is_make_up(day) {
            return Some(DayKind::MakeUp);
        }
        if calendar.is_holiday(day) {
            return None;
        }
        Some(match day.weekday() {
            Weekday::Monday => DayKind::Monday,
            Weekday::Tuesday => DayKind::Tuesday,
            Weekday::Wednesday => DayKind::Wednesday,
            Weekday::Thursday => DayKind::Thursday,
            Weekday::Friday => DayKind::Friday,
            Weekday::Saturday => DayKind::Saturday,
            Weekday::Sunday => DayKind::Sunday,
        })
    }
}

impl Hours {
    /// The times at which its slots begin.
    pub fn times(&self, minutes: u16) -> impl Iterator<Item = Time> {
        let (first, end, step) = (of_day(self.from), of_day(self.to), minutes.max(1));
        let starts = (0..).map(move |n| i32::from(first) + n * i32::from(step));
        starts.take_while(move |start| start + i32::from(step) <= i32::from(end)).filter_map(
            |start| {
                let (hour, minute) =
                    (i8::try_from(start / 60).ok()?, i8::try_from(start % 60).ok()?);
                Time::new(hour, minute, 0, 0).ok()
            },
        )
    }
}

impl Booking {
    /// The last moment at which a slot can be given back or moved.
    pub fn change_until(&self, slot: &Slot, zone: &TimeZone) -> Timestamp {
        before(slot.starts(zone), self.change_hours_before)
    }

    /// Whether a slot can still be given back or moved.
    pub fn can_change(&self, slot: &Slot, zone: &TimeZone, now: Timestamp) -> bool {
        now <= self.change_until(slot, zone)
    }
}

/// Minutes since midnight.
pub fn of_day(time: Time) -> u16 {
    u16::try_from(i32::from(time.hour()) * 60 + i32::from(time.minute())).unwrap_or_default()
}

fn before(moment: Timestamp, hours: u16) -> Timestamp {
    moment.saturating_sub(SignedDuration::from_hours(i64::from(hours))).unwrap_or(Timestamp::MIN)
}
