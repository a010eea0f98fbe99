use std::collections::BTreeSet;

use jiff::civil::date;

use super::*;
use crate::check::{Condition, DateBound, DateTest, Numbers, mixed_units};

fn facts() -> FactSet {
    let options = ["stall", "canteen", "bakery"].map(str::to_owned).to_vec();
    FactSet::new(vec![
        FactDecl::new("open", FactType::Boolean),
        FactDecl::new("kind", FactType::Choice { options }),
        FactDecl::new("only", FactType::Choice { options: vec!["one".into()] }),
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

fn test(source: &str) -> Test {
    let condition = Condition::compile(source, &facts()).unwrap();
    let Logic::Atom(atom) = condition.logic() else { panic!("{source} is more than an atom") };
    assert_eq!(atom.span.of(source), source);
    atom.test.clone()
}

fn fails(source: &str, code: Code, at: &str, message: &str, help: &str) {
    let problems = Condition::compile(source, &facts()).unwrap_err();
    assert_eq!(problems.len(), 1, "{source}: {problems:?}");
    let problem = &problems[0];
    assert_eq!((problem.code, problem.span.of(source)), (code, at), "{problem}");
    assert!(problem.message.contains(message), "{source}: {problem}");
    assert!(problem.help.contains(help), "{source}: {problem}");
}

fn options(names: &[&str]) -> Test {
    Test::Choice { any_of: names.iter().map(|name| (*name).to_owned()).collect() }
}

#[test]
fn each_type_has_its_tests() {
    use Comparison::{Greater, LessOrEqual};
    assert_eq!(test("open"), Test::Boolean { expected: true });
    assert_eq!(test("open != true"), Test::Boolean { expected: false });
    assert_eq!(test("kind == 'stall'"), options(&["stall"]));
    assert_eq!(test("kind != 'stall'"), options(&["bakery", "canteen"]));
    assert_eq!(test("kind in ['stall', 'bakery']"), options(&["stall", "bakery"]));
    let more = Test::Whole(Numbers::Compare { op: Greater, bound: 10 });
    assert_eq!(test("10 < seats"), more);
    assert_eq!(test("seats in [1, 2]"), Test::Whole(Numbers::AnyOf(BTreeSet::from([1, 2]))));
    let numbers = Numbers::Compare { op: LessOrEqual, bound: 500 };
    assert_eq!(test("area <= 50"), Test::Decimal { scale: 1, numbers: numbers.clone() });
    assert_eq!(test("area <= 50.0"), Test::Decimal { scale: 1, numbers });
    let adult = DateTest::Compare { op: LessOrEqual, bound: DateBound::Months(-216) };
    assert_eq!(test("born <= today - 18y"), Test::Date(adult));
    let home = Test::Region { any_of: BTreeSet::from(["gd".to_owned()]) };
    assert_eq!(test("home in ['gd']"), home);
}

#[test]
fn names_and_options_get_suggestions() {
    fails("saets > 1", Code::UnknownFact, "saets", "no fact named `saets`", "mean `seats`?");
    fails("turnover > 1", Code::UnknownFact, "turnover", "no fact", "declare it, or use `open`");
    let known = "`'canteen'`? there are `stall`, `canteen` or `bakery`";
    fails("kind == 'cantene'", Code::UnknownOption, "'cantene'", "no option `cantene`", known);
    fails("kind in ['shop']", Code::UnknownOption, "'shop'", "no option", "use one of `stall`");
}

#[test]
fn types_must_agree() {
    fails("seats", Code::NotACondition, "seats", "whole number, not true", "`seats < 500`");
    fails("kind && open", Code::NotACondition, "kind", "a choice, not", "`kind == 'stall'`");
    fails("'stall'", Code::NotACondition, "'stall'", "neither true nor false", "compare");
    fails("seats > 1.5", Code::WrongType, "1.5", "whole number, which `1.5` is not", "< 500");
    fails("open == 'yes'", Code::WrongType, "'yes'", "is a text", "write `open` or `!open`");
    fails("open > false", Code::WrongType, "false", "has no order", "write `open`");
    fails("kind < 'stall'", Code::WrongType, "'stall'", "has no order", "kind == 'stall'");
    fails("area == 1.25", Code::TooManyDigits, "1.25", "more digits", "at most 1");
    fails("born < '2026-01-01'", Code::WrongType, "'2026-01-01'", "text", "date('2026-01-01')");
    fails("home == 'gd'", Code::WrongType, "'gd'", "cannot be compared", "is or lies below");
    fails("home in ['g d']", Code::WrongType, "'g d'", "a region, which", "home in");
    fails("born in [today]", Code::WrongType, "today", "cannot stand in a list", "born == today");
    fails("open in [true]", Code::WrongType, "open in [true]", "yes-or-no", "write `open`");
}

#[test]
fn an_atom_has_one_fact_and_one_constant() {
    fails("kind == stall", Code::UnknownFact, "stall", "no fact", "");
    fails("seats > area", Code::NotOneFact, "seats > area", "are both facts", "in quotes");
    fails("1 == 1", Code::NotOneFact, "1 == 1", "does not compare", "`seats > 10`");
    fails("today < date('2026-01-01')", Code::NotOneFact, "today < date('2026-01-01')", "", "");
    fails("!open == true", Code::NotOneFact, "!open == true", "does not compare", "`!(open …)`");
    fails("(open && open) == true", Code::NotOneFact, "(open && open) == true", "", "");
}

#[test]
fn tests_that_decide_nothing_are_refused() {
    let limits = "between 0 and 500";
    fails("seats >= 0", Code::AlwaysTrue, "seats >= 0", "always true", limits);
    fails("seats < 0", Code::AlwaysFalse, "seats < 0", "always false", limits);
    fails("seats == 501", Code::AlwaysFalse, "seats == 501", "always false", limits);
    fails("-1 != seats", Code::AlwaysTrue, "-1 != seats", "`seats != -1` is always true", limits);
    fails("area > 9223372036854775807", Code::AlwaysFalse, "area > 9223372036854775807", "", "");
    fails("born < date('1900-01-01')", Code::AlwaysFalse, "born < date('1900-01-01')", "", "1900");
    fails("seats in [5, 501]", Code::AlwaysFalse, "501", "never `501`", limits);
    fails("kind in []", Code::AlwaysFalse, "kind in []", "always false", "may be in");
    let all = "kind in ['stall', 'canteen', 'bakery']";
    fails(all, Code::AlwaysTrue, all, "every value", "take the test away");
    fails("only == 'one'", Code::AlwaysTrue, "only == 'one'", "always true", "one option");
    fails("seats in [1, 1]", Code::Repeated, "1", "stands twice", "take one away");
    assert!(Condition::compile("seats > 0 && seats <= 499", &facts()).is_ok());
}

#[test]
fn everything_wrong_is_reported_at_once_and_in_order() {
    let source = "saets > 1 || kind == 'shop' && seats >= 0";
    let codes: Vec<Code> =
        Condition::compile(source, &facts()).unwrap_err().iter().map(|found| found.code).collect();
    assert_eq!(codes, [Code::UnknownFact, Code::UnknownOption, Code::AlwaysTrue]);
}

#[test]
fn one_fact_counts_from_today_in_one_unit() {
    let source = "born <= today - 18y || born > today - 30d";
    fails(source, Code::MixedUnits, "born > today - 30d", "in months or years", "count in");
    assert!(Condition::compile("born <= today - 18y || born > today - 30m", &facts()).is_ok());
    assert!(Condition::compile("born <= today - 18y || born == today", &facts()).is_ok());

    let first = Condition::compile("born <= today - 18y", &facts()).unwrap();
    let other = Condition::compile("open && born > today - 30d", &facts()).unwrap();
    let found = mixed_units([&first, &other]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].first.0, found[0].other.0), (0, 1));
    assert_eq!(found[0].other.1.of(other.source()), "born > today - 30d");
}
