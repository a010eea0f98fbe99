//! How times and foreign texts are shown.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Characters of a foreign text that are shown.
const LONGEST: usize = 80;

/// A time as pages write it: `1 March 2027, 09:00`. The offset is named only where it is not that of
/// China.
pub(super) fn time_en(at: Timestamp, zone: &TimeZone) -> String {
    let local = at.to_zoned_datetime(zone.clone());
    let written = local.strftime("%-d %B %Y, %H:%M");
    match local.offset() == jiff::tz::offset(8) {
        true => written.to_string(),
        false => format!("{written} (UTC{})", local.strftime("%:z")),
    }
}

/// The end of a validity: valid until a day includes that day.
pub(super) fn end_en(at: Timestamp, zone: &TimeZone) -> String {
    match last_day(at, zone) {
        Some(last) => last.strftime("%-d %B %Y").to_string(),
        None => time_en(at, zone),
    }
}

/// The last whole day before an end at midnight.
fn last_day(at: Timestamp, zone: &TimeZone) -> Option<Date> {
    let local = at.to_zoned_datetime(zone.clone());
    let midnight = local.time() == jiff::civil::Time::midnight();
    midnight.then(|| local.date().yesterday().ok()).flatten()
}

/// A time as Chinese offices write it: `2027年3月1日 09:00`. The offset is named only where it is
/// not that of China.
pub(super) fn time_zh(at: Timestamp, zone: &TimeZone) -> String {
    let local = at.to_zoned_datetime(zone.clone());
    let written = local.strftime("%Y年%-m月%-d日 %H:%M");
    match local.offset() == jiff::tz::offset(8) {
        true => written.to_string(),
        false => format!("{written}（UTC{}）", local.strftime("%:z")),
    }
}

/// The end of a validity: 有效期至 a day includes that day, so an end at midnight names the day
/// before.
pub(super) fn end_zh(at: Timestamp, zone: &TimeZone) -> String {
    match last_day(at, zone) {
        Some(last) => last.strftime("%Y年%-m月%-d日").to_string(),
        None => time_zh(at, zone),
    }
}

/// A stranger's text, cut and without characters that steer a terminal or turn the direction of
/// writing, so that it cannot pass itself off as our own words.
pub(super) fn foreign(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let mut shown: String =
        text.chars().filter(|&c| !c.is_control() && !turns(c) && c != '`').take(LONGEST).collect();
    if text.chars().count() > LONGEST {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_text_steers_nothing() {
        assert_eq!(foreign("a\u{1b}[2Jb\n`c\u{202e}d"), "a[2Jbcd");
        assert_eq!(foreign(&"长".repeat(500)).chars().count(), LONGEST + 1);
    }

    #[test]
    fn english_times_name_an_offset_only_where_it_is_another() {
        let at = Timestamp::from_second(1_800_000_000).unwrap();
        let china = TimeZone::fixed(jiff::tz::offset(8));
        assert_eq!(time_en(at, &china), "15 January 2027, 16:00");
        assert_eq!(time_en(at, &TimeZone::UTC), "15 January 2027, 08:00 (UTC+00:00)");
        assert_eq!(end_en(at, &china), "15 January 2027, 16:00");
        let midnight = Timestamp::from_second(1_800_000_000 + 8 * 3600).unwrap();
        assert_eq!(end_en(midnight, &china), "15 January 2027", "the day before still counts");
    }

    #[test]
    fn chinese_times_name_an_offset_only_where_it_is_another() {
        let at = Timestamp::from_second(1_800_000_000).unwrap();
        let china = TimeZone::fixed(jiff::tz::offset(8));
        assert_eq!(time_zh(at, &china), "2027年1月15日 16:00");
        assert_eq!(time_zh(at, &TimeZone::UTC), "2027年1月15日 08:00（UTC+00:00）");
        assert_eq!(end_zh(at, &china), "2027年1月15日 16:00");
        let midnight = Timestamp::from_second(1_800_000_000 + 8 * 3600).unwrap();
        assert_eq!(end_zh(midnight, &china), "2027年1月15日", "the day before still counts");
    }
}
