//! Limits of dates that move with today.

use jiff::civil::{Date, date};
use onewindow_model::service::FieldType;
use onewindow_rules::{DateBound, FactType};

use super::{SHARED, SOUND, findings, pointed};
use crate::service::parse_service;

const PLACE: &str =
    "  - { id: place, type: region, question: { zh-CN: 在哪里？, en: \"Where?\" } }\n";
const SIGN: &str = "form:\n";

fn asking(min: &str, max: &str) -> String {
    let fact = format!(
        "  - {{ id: since, type: date, min: {min}, max: {max}, question: {{ zh-CN: 哪天？, en: \"When?\" }} }}\n"
    );
    let field = "  - { id: opens, label: { zh-CN: 开业, en: Opening }, type: date, min: today, \
                 max: today + 6m, class: business }\n";
    let text = SOUND.replace(PLACE, &format!("{PLACE}{fact}"));
    let text = text.replace(SIGN, &format!("{SIGN}{field}"));
    // The examples are of another service then.
    text.split_once("examples:").unwrap().0.to_owned()
}

#[test]
fn a_limit_moves_with_the_day_of_the_answer() {
    let service = parse_service("kiosk.yaml", &asking("2000-01-01", "today"), &SHARED).unwrap();
    let since = service.facts.get("since").unwrap();
    let limits = FactType::Date { min: date(2000, 1, 1).into(), max: DateBound::Days(0) };
    assert_eq!(since.kind, limits);
    let on = |day: Date| onewindow_rules::Today::new(day);
    assert!(since.read_on("2026-03-01", on(date(2026, 3, 1))).is_ok());
    let late = since.read_on("2026-03-02", on(date(2026, 3, 1))).unwrap_err();
    assert_eq!(late.to_string(), "`2026-03-02` is more than 2026-03-01");
    assert!(since.read_on("1999-12-31", on(date(2026, 3, 1))).is_err());
    let opens = service.field_named("opens").unwrap();
    let later = (Some(DateBound::Days(0)), Some(DateBound::Months(6)));
    assert!(matches!(opens.kind, FieldType::Date { min, max } if (min, max) == later));
}

#[test]
fn what_is_no_limit_is_found() {
    let found = findings(&asking("2000-01-01", "tomorrow"));
    assert_eq!((found[0].code.as_str(), pointed(&found[0])), ("bad-date", "tomorrow".into()));
    let found = findings(&asking("2000-01-01", "today + 30"));
    assert_eq!((found[0].code.as_str(), pointed(&found[0])), ("bad-date", "today + 30".into()));
    let found = findings(&asking("today", "2020-01-01"));
    assert_eq!(found[0].code, "bad-range", "the version begins in 2026");
    let found = findings(&asking("today - 1m", "today + 30d"));
    assert_eq!((found[0].code.as_str(), pointed(&found[0])), ("bad-fact", "today - 1m".into()));
}

#[test]
fn an_example_is_answered_on_its_day() {
    let text = asking("2000-01-01", "today")
        + "examples:\n  - name: { zh-CN: 例, en: One }\n    \
        applicant: natural-person\n    today: 2026-05-01\n    facts: { place: qingshi, since: \
        2026-05-02, power: none }\n    expect: { intake: accepted }\n";
    let found = findings(&text);
    assert_eq!((found[0].code.as_str(), pointed(&found[0])), ("bad-answer", "2026-05-02".into()));
    assert_eq!(findings(&text.replace("2026-05-02", "2026-05-01")), Vec::new());
}
