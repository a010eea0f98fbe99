use jiff::civil::date;

use super::*;
use crate::eval::{EVALUATOR_VERSION, FlatRegions, Trace};
use crate::facts::{FactDecl, FactSet, FactType, Value};

const TODAY: Today = Today::new(date(2026, 11, 23));

/// `gz` lies in `gd`; `moon` is nowhere.
struct Tree;

impl RegionTree for Tree {
    fn is_within(&self, region: &str, ancestor: &str) -> bool {
        matches!((region, ancestor), ("gz", "gz" | "gd") | ("gd", "gd"))
    }
}

fn facts() -> FactSet {
    let options = ["stall", "canteen"].map(str::to_owned).to_vec();
    FactSet::new(vec![
        FactDecl::new("open", FactType::Boolean),
        FactDecl::new("kind", FactType::Choice { options }),
        FactDecl::new("seats", FactType::Whole { min: 0, max: 500 }),
        FactDecl::new("area", FactType::Decimal { scale: 1, min: 0, max: 9_999 }),
        FactDecl::new(
            "born",
            FactType::Date { min: date(1900, 1, 1).into(), max: date(2030, 12, 31).into() },
        ),
        FactDecl::new("home", FactType::Region),
    ])
    .unwrap()
}

fn condition(source: &str) -> Condition {
    Condition::compile(source, &facts()).unwrap()
}

fn result(source: &str, raw: &[(&str, &str)]) -> Truth {
    let answers = facts().read(raw.iter().copied()).unwrap();
    condition(source).evaluate(&answers, TODAY, &Tree)
}

#[test]
fn atoms_of_every_type() {
    use Truth::{False, True};
    assert_eq!(result("open", &[("open", "true")]), True);
    assert_eq!(result("open == false", &[("open", "true")]), False);
    assert_eq!(result("kind != 'stall'", &[("kind", "canteen")]), True);
    assert_eq!(result("seats in [3, 5]", &[("seats", "4")]), False);
    assert_eq!(result("50 >= seats", &[("seats", "50")]), True);
    assert_eq!(result("area > 49.9", &[("area", "50")]), True);
    assert_eq!(result("home in ['gd']", &[("home", "gz")]), True);
    assert_eq!(result("home in ['gz']", &[("home", "gd")]), False);
    assert_eq!(result("home in ['gd']", &[("home", "moon")]), False);
}

#[test]
fn coming_of_age_falls_on_the_birthday() {
    let adult = |born: &str| result("born <= today - 18y", &[("born", born)]);
    assert_eq!(adult("2008-11-23"), Truth::True);
    assert_eq!(adult("2008-11-24"), Truth::False);
}

#[test]
fn missing_answers_are_unknown_unless_they_cannot_matter() {
    assert_eq!(result("open", &[]), Truth::Unknown);
    assert_eq!(result("!open", &[]), Truth::Unknown);
    assert_eq!(result("open && seats > 5", &[("seats", "5")]), Truth::False);
    assert_eq!(result("open || seats > 5", &[("seats", "6")]), Truth::True);
    assert_eq!(result("open || seats > 5", &[("seats", "5")]), Truth::Unknown);
    assert_eq!(result("true", &[]), Truth::True);
}

#[test]
fn an_answer_of_another_type_is_no_answer() {
    let wrong = Answers::from_iter([("open", Value::Whole(1))]);
    assert_eq!(condition("open").evaluate(&wrong, TODAY, &FlatRegions), Truth::Unknown);
    let scale = Answers::from_iter([("area", Value::Decimal { units: 999, scale: 255 })]);
    assert_eq!(condition("area > 1").evaluate(&scale, TODAY, &FlatRegions), Truth::Unknown);
}

#[test]
fn a_trace_tells_each_atom_and_can_be_repeated() {
    let source = "kind == 'stall' && (open || born <= today - 18y)";
    let answers = facts().read([("kind", "stall"), ("open", "true")]).unwrap();
    let trace = condition(source).trace(&answers, TODAY, &FlatRegions);
    assert_eq!((trace.result, trace.evaluator), (Truth::True, EVALUATOR_VERSION));
    let lines: Vec<(&str, Option<&str>, Truth, bool)> = trace
        .atoms
        .iter()
        .map(|atom| (atom.source.as_str(), atom.answer.as_deref(), atom.result, atom.reached))
        .collect();
    assert_eq!(
        lines,
        [
            ("kind == 'stall'", Some("stall"), Truth::True, true),
            ("open", Some("true"), Truth::True, true),
            ("born <= today - 18y", None, Truth::Unknown, false),
        ]
    );
    assert_eq!(trace.atoms[2].day, Some(date(2008, 11, 23)));
    let stored = serde_json::to_string(&trace).unwrap();
    let read: Trace = serde_json::from_str(&stored).unwrap();
    assert_eq!(read, condition(&read.source).trace(&answers, TODAY, &FlatRegions));
}
