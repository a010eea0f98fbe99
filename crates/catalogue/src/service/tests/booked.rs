//! `booking`: the sample service, and what is found when it is broken in one place.

use jiff::civil::time;
use onewindow_model::booking::DayKind;
use onewindow_model::term::Term;

use super::{SHARED, pointed};
use crate::finding::Severity;
use crate::service::{parse_service, read_service};

const SAMPLE: &str = include_str!("../../../../../catalogue/services/marriage-appointment.yaml");
const FILE: &str = "services/marriage-appointment.yaml";
const NINE: &str = "{ from: \"09:00\", to: \"11:30\" }";

/// Old text, new text, the finding that follows, what it points at.
const BROKEN: &[(&str, &str, &str, &str)] = &[
    ("office: qingshi-m", "office: qinghsi-m", "unknown-office", "qinghsi-marriage-registry"),
    ("office: qingshi-marriage-registry", "office: []", "nothing-offered", "[]"),
    (
        "office: qingshi-marriage-registry",
        "office: [qingshi-marriage-registry, qingshi-health-check]",
        "office-without-service",
        "qingshi-health-check",
    ),
    ("{ days: 20, unit: working }", "0", "out-of-range", "0"),
    (
        "{ days: 20, unit: working }",
        "{ days: 0, unit: working }",
        "out-of-range",
        "{ days: 0, unit: working }",
    ),
    ("days: 20, unit: working }", "days: 20, unit: office }", "unknown-word", "office"),
    (NINE, "\"9:00\"", "bad-time", "\"9:00\""),
    (NINE, "{ from: \"09:00\", to: \"24:30\" }", "bad-time", "\"24:30\""),
    (NINE, "{ from: \"09:00\", to: \"09:29\" }", "bad-range", "\"09:29\""),
    (NINE, "{ from: \"09:00\" }", "missing-key", "{ from: \"09:00\" }"),
    (NINE, "{ day: [monday], from: \"09:00\", to: \"11:30\" }", "unknown-key", "day"),
    (NINE, "{ days: [], from: \"09:00\", to: \"11:30\" }", "nothing-offered", "[]"),
    (NINE, "{ days: [mon], from: \"09:00\", to: \"11:30\" }", "unknown-word", "mon"),
    (NINE, "{ days: [monday, monday], from: \"09:00\", to: \"11:30\" }", "duplicate-id", "monday"),
    (NINE, "\"23:45\"", "bad-range", "\"23:45\""),
    (
        "{ from: \"13:30\"",
        "{ from: \"11:00\"",
        "overlapping-hours",
        "{ from: \"11:00\", to: \"16:00\" }",
    ),
    ("minutes: 30", "minutes: 4", "out-of-range", "4"),
    ("capacity: 2", "capacity: 0", "out-of-range", "0"),
    ("book_hours_before: 2", "book_hours_before: -1", "out-of-range", "-1"),
    ("change_hours_before: 24", "change_hours_before: 1000", "out-of-range", "1000"),
    ("change_hours_before: 24", "change_hour_before: 24", "unknown-key", "change_hour_before"),
];

#[test]
fn each_slip_is_found_where_it_stands() {
    for (old, new, code, at) in BROKEN {
        assert!(SAMPLE.contains(old), "the sample lacks `{old}`");
        let found = read_service(FILE, &SAMPLE.replacen(old, new, 1), &SHARED).findings;
        let shown: String = found.iter().map(|finding| finding.human()).collect();
        let hit = found.iter().find(|finding| finding.code == *code);
        let hit = hit.unwrap_or_else(|| panic!("no `{code}` after `{new}`:\n{shown}"));
        assert_eq!(pointed(hit), *at, "after `{new}`:\n{shown}");
        assert!(hit.line > 1 && !hit.help.is_empty());
        let severe = *code != "office-without-service";
        assert_eq!(hit.severity == Severity::Error, severe);
    }
}

#[test]
fn spans_and_limits_are_read() {
    let service = parse_service(FILE, SAMPLE, &SHARED).unwrap();
    let booking = service.booking().unwrap();
    assert_eq!(booking.ahead, Term::working(20));
    assert_eq!((booking.book_hours_before, booking.change_hours_before), (2, 24));
    let times: Vec<_> = booking.hours[1].times(booking.minutes).collect();
    assert_eq!(times.len(), 5);
    assert_eq!(times[4], time(15, 30, 0, 0));
    assert_eq!(booking.hours[2].days, [DayKind::Saturday]);
}

/// Versions that were in force are kept as their files said it, and must stay readable.
#[test]
fn times_alone_are_slots_of_every_working_day() {
    let from = SAMPLE.find("booking:\n").unwrap();
    let to = SAMPLE.find("outcome:\n").unwrap();
    let short = "booking: { office: qingshi-marriage-registry, days_ahead: 30, slots: [\"09:00\", \"14:30\"], capacity: 2 }\n";
    let text = format!("{}{short}{}", &SAMPLE[..from], &SAMPLE[to..]);
    let service = parse_service(FILE, &text, &SHARED).unwrap();
    let booking = service.booking().unwrap();
    assert_eq!(booking.ahead, Term::calendar(30));
    assert_eq!(
        (booking.minutes, booking.book_hours_before, booking.change_hours_before),
        (30, 0, 0)
    );
    let slots = booking.hours.iter().flat_map(|hours| hours.times(booking.minutes));
    assert_eq!(slots.collect::<Vec<_>>(), [time(9, 0, 0, 0), time(14, 30, 0, 0)]);
    assert!(booking.hours.iter().all(|hours| hours.days == DayKind::WORKING));
}
