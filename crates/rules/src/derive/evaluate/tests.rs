use jiff::civil::date;

use super::*;
use crate::Condition;
use crate::derive::Derivations;
use crate::eval::FlatRegions;
use crate::facts::{FactDecl, FactSet, FactType};

const TODAY: Today = Today::new(date(2026, 11, 23));

fn facts() -> FactSet {
    let options = ["stall", "canteen"].map(str::to_owned).to_vec();
    let span = FactType::Date { min: date(1900, 1, 1).into(), max: date(2030, 12, 31).into() };
    FactSet::new(vec![
        FactDecl::new("open", FactType::Boolean),
        FactDecl::new("seats", FactType::Whole { min: 0, max: 500 }),
        FactDecl::new("area", FactType::Decimal { scale: 1, min: 0, max: 9_999 }),
        FactDecl::new("born", span.clone()),
        FactDecl::new("wedding", span),
        FactDecl::new("before", FactType::Choice { options: options.clone() }),
        FactDecl::new("now", FactType::Choice { options }),
    ])
    .unwrap()
}

fn derived(source: &str) -> Derivations {
    Derivations::compile(&[("derived", source)], &facts()).unwrap()
}

fn result(source: &str, raw: &[(&str, &str)]) -> Truth {
    let answers = facts().read(raw.iter().copied()).unwrap();
    derived(source).get("derived").unwrap().evaluate(&answers, TODAY, &FlatRegions)
}

#[test]
fn numbers_are_exact() {
    use Truth::{False, True};
    let both = |seats, area| [("seats", seats), ("area", area)];
    assert_eq!(result("seats * 1.5 > area", &both("3", "4.5")), False);
    assert_eq!(result("seats * 1.5 >= area", &both("3", "4.5")), True);
    assert_eq!(result("area * 3 - 0.3 == seats", &both("0", "0.1")), True);
    assert_eq!(result("seats - 2 * (area - 1) < 0", &both("4", "3.1")), True);
    assert_eq!(result("seats * seats - 2 * seats + 1 != area", &both("5", "16")), False);
}

#[test]
fn days_are_moved_as_from_today() {
    let both = |wedding, born| [("wedding", wedding), ("born", born)];
    assert_eq!(result("born >= wedding + 9m", &both("2025-05-31", "2026-02-27")), Truth::False);
    assert_eq!(result("born >= wedding + 9m", &both("2025-05-31", "2026-02-28")), Truth::True);
    assert_eq!(result("born == wedding + 1m + 3d", &both("2026-01-31", "2026-03-03")), Truth::True);
    assert_eq!(result("born + 18y <= today", &[("born", "2008-11-23")]), Truth::True);
    assert_eq!(result("born + 18y <= today", &[("born", "2008-11-24")]), Truth::False);
}

#[test]
fn choices_and_truths_are_alike_or_not() {
    let both = [("before", "stall"), ("now", "stall")];
    assert_eq!(result("before == now", &both), Truth::True);
    assert_eq!(result("before != now", &both), Truth::False);
    assert_eq!(result("(seats > 3) == open", &[("seats", "2"), ("open", "false")]), Truth::True);
    assert_eq!(result("(seats > 3) != open", &[("seats", "4"), ("open", "true")]), Truth::False);
}

#[test]
fn missing_answers_are_unknown_unless_they_cannot_matter() {
    assert_eq!(result("seats * 2 > area", &[("seats", "3")]), Truth::Unknown);
    assert_eq!(result("born > wedding", &[]), Truth::Unknown);
    assert_eq!(result("before == now", &[("now", "stall")]), Truth::Unknown);
    assert_eq!(result("open && seats * 2 > area", &[("open", "false")]), Truth::False);
    assert_eq!(result("open || seats * 2 > area", &[("open", "true")]), Truth::True);
    assert_eq!(result("open == (seats > 3)", &[("seats", "3")]), Truth::Unknown);
}

#[test]
fn no_answer_however_odd_makes_it_fall_over() {
    let set = derived("seats * seats * seats - 5 > area * seats");
    let derivation = set.get("derived").unwrap();
    for units in [i64::MIN, i64::MAX] {
        let odd = Answers::from_iter([
            ("seats", Value::Whole(units)),
            ("area", Value::Decimal { units, scale: 1 }),
        ]);
        assert_eq!(derivation.evaluate(&odd, TODAY, &FlatRegions), Truth::Unknown);
    }
    let wrong = Answers::from_iter([("seats", Value::Bool(true)), ("area", Value::Whole(1))]);
    assert_eq!(derivation.evaluate(&wrong, TODAY, &FlatRegions), Truth::Unknown);
}

#[test]
fn a_condition_uses_it_like_a_boolean_fact() {
    let set = derived("seats * 2 > area");
    let answers = facts().read([("seats", "10"), ("area", "19.9"), ("open", "true")]).unwrap();
    let result = |source: &str| {
        let condition = Condition::compile_with(source, &facts(), &set).unwrap();
        assert!(condition.facts().contains("seats") && condition.facts().contains("area"));
        condition.evaluate(&answers, TODAY, &FlatRegions)
    };
    assert_eq!(result("derived && open"), Truth::True);
    assert_eq!(result("!derived"), Truth::False);
    assert_eq!(result("derived == false || derived != true"), Truth::False);
    assert_eq!(result("false != derived"), Truth::True);
    let message = |source: &str| {
        Condition::compile_with(source, &facts(), &set).unwrap_err()[0].message.clone()
    };
    assert_eq!(message("derivd"), "there is no fact named `derivd`");
    assert_eq!(
        message("derived > false"),
        "`derived` is a yes-or-no fact and has no order, so `>` means nothing"
    );
    assert_eq!(message("derived == 1"), "`derived` is a yes-or-no fact, which `1` is not");
    assert_eq!(message("derived in [true]"), "`derived` is a yes-or-no fact");
    assert_eq!(message("derived == open"), "`derived` and `open` are both facts");
    let help = &Condition::compile_with("derivd", &facts(), &set).unwrap_err()[0].help;
    assert_eq!(help, "did you mean `derived`?");
    let help = &Condition::compile_with("derived == open", &facts(), &set).unwrap_err()[0].help;
    assert_eq!(help, "join them with `&&`, `||` and `!`");
}

#[test]
fn a_trace_tells_formula_answers_and_result() {
    let set = derived("seats * 2 > area");
    let source = "open || !derived";
    let condition = Condition::compile_with(source, &facts(), &set).unwrap();
    let answers = facts().read([("seats", "10"), ("open", "true")]).unwrap();
    let trace = condition.trace(&answers, TODAY, &FlatRegions);
    assert_eq!((trace.atoms.len(), condition.leaves().len()), (2, 2));
    let line = &trace.atoms[1];
    assert_eq!(
        (line.source.as_str(), line.fact.as_str(), line.reached),
        ("derived", "derived", false)
    );
    assert_eq!((&line.answer, line.result), (&None, Truth::Unknown));
    let derived = line.derived.as_ref().unwrap();
    assert_eq!((derived.source.as_str(), derived.result), ("seats * 2 > area", Truth::Unknown));
    let inputs = [("seats".to_owned(), Some("10".to_owned())), ("area".to_owned(), None)];
    assert_eq!(derived.inputs, inputs);
    let stored = serde_json::to_string(&trace).unwrap();
    assert_eq!(serde_json::from_str::<crate::Trace>(&stored).unwrap(), trace);
    // A line without a derivation is stored as it always was.
    assert_eq!(stored.matches("\"derived\":{").count(), 1);
    assert!(!stored.contains("null}"), "{stored}");
}
