use std::borrow::Borrow;

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{L10n, Lang};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS_EN: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const WEEKDAYS_ZH: [&str; 7] =
    ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"];

/// A whole number with its thousands grouped by commas, as both languages write it.
pub(super) fn number(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0 {
        text.push('-');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn at<'a>(names: &[&'a str], one_based: i8) -> &'a str {
    usize::try_from(one_based)
        .ok()
        .and_then(|n| names.get(n.wrapping_sub(1)))
        .copied()
        .unwrap_or("")
}

impl L10n {
    /// A whole number as read by people: `1,234`.
    pub fn number(&self, value: impl Borrow<i64>) -> String {
        number(*value.borrow())
    }

    /// A date: `2026年11月23日`, `23 November 2026`.
    pub fn date(&self, date: impl Borrow<Date>) -> String {
        let date = date.borrow();
        match self.lang {
            Lang::Zh => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
            Lang::En => format!("{} {} {}", date.day(), at(&MONTHS, date.month()), date.year()),
        }
    }

    /// A date with its day of the week, for deadlines and appointments.
    pub fn date_and_weekday(&self, date: impl Borrow<Date>) -> String {
        let date = *date.borrow();
        let day = date.weekday().to_monday_one_offset();
        match self.lang {
            Lang::Zh => format!("{}（{}）", self.date(date), at(&WEEKDAYS_ZH, day)),
            Lang::En => format!("{} {}", at(&WEEKDAYS_EN, day), self.date(date)),
        }
    }

    /// A point in time on the clock of `zone`, to the minute.
    pub fn time(&self, when: impl Borrow<Timestamp>, zone: &TimeZone) -> String {
        let local = when.borrow().to_zoned_datetime(zone.clone());
        let clock = format!("{:02}:{:02}", local.hour(), local.minute());
        match self.lang {
            Lang::Zh => format!("{} {clock}", self.date(local.date())),
            Lang::En => format!("{}, {clock}", self.date(local.date())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn numbers_are_grouped() {
        for (value, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567")]
        {
            assert_eq!(number(value), text);
        }
        assert_eq!(number(i64::MIN), "-9,223,372,036,854,775,808");
    }

    #[test]
    fn dates_are_written_as_each_language_writes_them() {
        let day = date(2026, 11, 23);
        assert_eq!(L10n::new(Lang::Zh).date(day), "2026年11月23日");
        assert_eq!(L10n::new(Lang::En).date(day), "23 November 2026");
        assert_eq!(L10n::new(Lang::Zh).date_and_weekday(day), "2026年11月23日（星期一）");
        assert_eq!(L10n::new(Lang::En).date_and_weekday(day), "Monday 23 November 2026");
    }

    #[test]
    fn times_are_told_on_the_clock_of_the_zone() {
        let when: Timestamp = "2026-11-23T18:05:00Z".parse().unwrap();
        let zone = TimeZone::fixed(jiff::tz::offset(8));
        assert_eq!(L10n::new(Lang::Zh).time(when, &zone), "2026年11月24日 02:05");
        assert_eq!(L10n::new(Lang::En).time(when, &zone), "24 November 2026, 02:05");
    }
}
