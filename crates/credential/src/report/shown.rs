//! How times and foreign texts are shown.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Characters of a foreign text that are shown.
const LONGEST: usize = 80;

/// A time with its offset, for example `2027-03-01 09:00 (UTC+08:00)`.
pub(super) fn time(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M (UTC%:z)").to_string()
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
    fn a_time_names_its_offset() {
        let at = Timestamp::from_second(1_800_000_000).unwrap();
        assert_eq!(time(at, &TimeZone::fixed(jiff::tz::offset(8))), "2027-01-15 16:00 (UTC+08:00)");
    }
}
