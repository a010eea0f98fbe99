//! An appointment as a file for one's own calendar (iCalendar, RFC 5545).

use std::fmt::Write;

use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// One entry of a calendar.
pub(crate) struct Entry {
    /// Its name, the same for as long as it is the same appointment.
    pub id: String,
    /// When the file was made.
    pub made: Timestamp,
    /// When it begins.
    pub starts: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
    /// What.
    pub title: String,
    /// Where.
    pub place: String,
    /// What else to know.
    pub text: String,
}

/// The longest line, in octets (section 3.1).
const LONGEST: usize = 75;

impl Entry {
    /// The file.
    fn text(&self) -> String {
        let lines = [
            "BEGIN:VCALENDAR".to_owned(),
            "VERSION:2.0".to_owned(),
            "PRODID:-//OneWindow//Appointment//EN".to_owned(),
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}", plain(&self.id)),
            format!("DTSTAMP:{}", moment(self.made)),
            format!("DTSTART:{}", moment(self.starts)),
            format!("DTEND:{}", moment(self.ends)),
            format!("SUMMARY:{}", plain(&self.title)),
            format!("LOCATION:{}", plain(&self.place)),
            format!("DESCRIPTION:{}", plain(&self.text)),
            "END:VEVENT".to_owned(),
            "END:VCALENDAR".to_owned(),
        ];
        lines.iter().map(|line| folded(line)).collect()
    }
}

/// The file, to be saved.
pub(crate) fn download(entry: &Entry) -> Response {
    let mut response = entry.text().into_response();
    let headers = response.headers_mut();
    let fixed = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"appointment.ics\""),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CACHE_CONTROL, "no-store"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// In UTC, so that no table of time zones is needed (section 3.3.5).
fn moment(when: Timestamp) -> String {
    let at = TimeZone::UTC.to_datetime(when);
    let mut text = String::with_capacity(16);
    let _ = write!(text, "{:04}{:02}{:02}T", at.year(), at.month(), at.day());
    let _ = write!(text, "{:02}{:02}{:02}Z", at.hour(), at.minute(), at.second());
    text
}

/// A text with what has a meaning of its own escaped (section 3.3.11).
fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A line in parts of at most 75 octets, never inside a character.
fn folded(line: &str) -> String {
    let (mut text, mut width) = (String::with_capacity(line.len() + 2), 0);
    for c in line.chars() {
        if width + c.len_utf8() > LONGEST {
            text.push_str("\r\n ");
            width = 1;
        }
        text.push(c);
        width += c.len_utf8();
    }
    text.push_str("\r\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            id: "0123@example.org".to_owned(),
            made: "2026-11-23T01:30:00Z".parse().unwrap(),
            starts: "2026-11-24T01:30:00Z".parse().unwrap(),
            ends: "2026-11-24T02:00:00Z".parse().unwrap(),
            title: "结婚登记预约；两个人各带身份证、户口簿一起来，当场登记领证".to_owned(),
            place: "Registry, 2 Tongxin Road; Qingshi\\North".to_owned(),
            text: "Case 1\r\nBEGIN:VALARM".to_owned(),
        }
    }

    #[test]
    fn the_file_is_as_the_standard_wants_it() {
        let text = entry().text();
        assert!(text.contains("DTSTART:20261124T013000Z\r\nDTEND:20261124T020000Z\r\n"));
        assert!(text.contains("LOCATION:Registry\\, 2 Tongxin Road\\; Qingshi\\\\North\r\n"));
        assert!(text.contains("DESCRIPTION:Case 1\\nBEGIN:VALARM\r\n"), "nothing breaks out");
        assert!(text.split("\r\n").all(|line| line.len() <= LONGEST), "{text}");
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains(&entry().title), "no character is cut");
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
    }
}
