use jiff::civil::date;

use super::*;
use crate::facts::Value;

fn choice(options: &[&str]) -> FactType {
    FactType::Choice { options: options.iter().map(|option| (*option).to_owned()).collect() }
}

fn errors(facts: Vec<FactDecl>) -> Vec<(usize, DeclError)> {
    FactSet::new(facts).unwrap_err()
}

#[test]
fn every_bad_declaration_is_reported_at_once() {
    let found = errors(vec![
        FactDecl::new("Seats", FactType::Boolean),
        FactDecl::new("today", FactType::Boolean),
        FactDecl::new("kind", choice(&["a", "a", "b c"])),
        FactDecl::new("area", FactType::Decimal { scale: 10, min: 5, max: 1 }),
        FactDecl::new("kind", FactType::Region),
        FactDecl::new(
            "born",
            FactType::Date { min: date(-5, 1, 1).into(), max: date(2030, 1, 1).into() },
        ),
        FactDecl::new("none", choice(&[])),
    ]);
    let (seats, kind) = ("Seats".to_owned(), "kind".to_owned());
    assert_eq!(
        found,
        [
            (0, DeclError::BadId { id: seats }),
            (1, DeclError::Reserved { id: "today".into() }),
            (2, DeclError::DuplicateOption { id: kind.clone(), option: "a".into() }),
            (2, DeclError::BadOption { id: kind.clone(), option: "b c".into() }),
            (3, DeclError::ScaleTooLarge { id: "area".into(), scale: 10 }),
            (3, DeclError::EmptyRange { id: "area".into() }),
            (4, DeclError::Duplicate { id: kind }),
            (5, DeclError::DateTooEarly { id: "born".into() }),
            (6, DeclError::OptionCount { id: "none".into(), count: 0 }),
        ]
    );
}

#[test]
fn sixty_four_options_fit_and_sixty_five_do_not() {
    let options = |count: usize| (0..count).map(|n| format!("o{n}")).collect();
    let set = |count| {
        FactSet::new(vec![FactDecl::new("kind", FactType::Choice { options: options(count) })])
    };
    assert!(set(64).is_ok());
    assert!(set(65).is_err());
}

#[test]
fn answers_round_trip_through_strings_and_through_json() {
    let set = FactSet::new(vec![
        FactDecl::new("owner", FactType::Boolean),
        FactDecl::new("kind", choice(&["stall", "canteen"])),
        FactDecl::new("seats", FactType::Whole { min: 0, max: 500 }),
        FactDecl::new("area", FactType::Decimal { scale: 2, min: 0, max: 100_000 }),
        FactDecl::new(
            "born",
            FactType::Date { min: date(1900, 1, 1).into(), max: date(2030, 1, 1).into() },
        ),
        FactDecl::new("home", FactType::Region),
    ])
    .unwrap();
    let raw = [
        ("owner", "true"),
        ("kind", "stall"),
        ("seats", "12"),
        ("area", "7.5"),
        ("born", "1990-2-3"),
        ("home", "4401"),
    ];
    let answers = set.read(raw).unwrap();
    assert_eq!(answers.get("area"), Some(&Value::Decimal { units: 750, scale: 2 }));
    let strings = answers.to_strings();
    let again = set.read(strings.iter().map(|(id, raw)| (id.as_str(), raw.as_str()))).unwrap();
    assert_eq!(again, answers);
    let json = serde_json::to_string(&answers).unwrap();
    assert_eq!(serde_json::from_str::<Answers>(&json).unwrap(), answers);
    assert_eq!(set.validate(&answers), Ok(()));
}

#[test]
fn stored_answers_are_checked_against_the_facts() {
    let set =
        FactSet::new(vec![FactDecl::new("seats", FactType::Whole { min: 0, max: 9 })]).unwrap();
    let answers = Answers::from_iter([("seats", Value::Whole(12)), ("seatz", Value::Bool(true))]);
    let found = set.validate(&answers).unwrap_err();
    let above = ValueError::AboveMaximum { input: "12".into(), maximum: Value::Whole(9) };
    assert_eq!(found.get("seats"), Some(&above));
    let unknown = ValueError::UnknownFact { suggestion: Some("seats".into()) };
    assert_eq!(found.get("seatz"), Some(&unknown));
}
