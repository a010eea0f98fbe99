//! One slot: an office, a day and a time of day.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// A time at an office for which places can be had.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Slot {
    /// The day, on the office's calendar.
    pub day: Date,
    /// The time of day at which it begins, on the office's clock.
    pub time: Time,
    /// The office, an id of the catalogue.
    pub office: String,
}

impl Slot {
    /// When it begins. A time that the clocks skip begins at the next that there is.
    pub fn starts(&self, zone: &TimeZone) -> Timestamp {
        zone.to_timestamp(self.day.to_datetime(self.time)).unwrap_or(Timestamp::MAX)
    }

    /// When it ends, after so many minutes.
    pub fn ends(&self, zone: &TimeZone, minutes: u16) -> Timestamp {
        let length = SignedDuration::from_mins(i64::from(minutes));
        self.starts(zone).saturating_add(length).unwrap_or(Timestamp::MAX)
    }

    /// Its time of day, `09:30`.
    pub fn clock(&self) -> String {
        clock(self.time)
    }
}

/// A time of day, `09:30`.
pub fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// Reads a time of day of four digits, `09:30`.
pub fn read_clock(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    let two = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !two(hour) || !two(minute) {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn only_four_digits_are_a_time_of_day() {
        assert_eq!(read_clock("09:30"), Some(time(9, 30, 0, 0)));
        for wrong in ["9:30", "24:00", "09:60", "0930", "+9:30", "09:30:00", "", "０９:30"] {
            assert_eq!(read_clock(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_slot_begins_on_the_clock_of_its_office() {
        let zone = TimeZone::fixed(jiff::tz::offset(8));
        let slot =
            Slot { day: date(2026, 11, 24), time: time(9, 30, 0, 0), office: "hall".to_owned() };
        assert_eq!(slot.starts(&zone).to_string(), "2026-11-24T01:30:00Z");
        assert_eq!(slot.ends(&zone, 45).to_string(), "2026-11-24T02:15:00Z");
        assert_eq!(slot.clock(), "09:30");
    }
}
