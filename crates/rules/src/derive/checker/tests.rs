use jiff::civil::date;

use crate::derive::{Derivation, Derivations, DeriveError};
use crate::facts::{DateBound, FactDecl, FactSet, FactType};
use crate::problem::{Code, Problem};
use crate::syntax::{MAX_CHARACTERS, MAX_DEPTH};

fn facts() -> FactSet {
    let choice = |options: &[&str]| FactType::Choice {
        options: options.iter().map(|option| (*option).to_owned()).collect(),
    };
    let whole = |min, max| FactType::Whole { min, max };
    let day = |min, max| FactType::Date { min, max };
    let (first, last) = (date(1900, 1, 1).into(), date(2030, 12, 31).into());
    FactSet::new(vec![
        FactDecl::new("open", FactType::Boolean),
        FactDecl::new("music", FactType::Boolean),
        FactDecl::new("seats", whole(0, 500)),
        FactDecl::new("rooms", whole(1, 40)),
        FactDecl::new("area", FactType::Decimal { scale: 1, min: 0, max: 9_999 }),
        FactDecl::new("huge", whole(0, i64::MAX)),
        FactDecl::new("born", day(first, DateBound::Days(0))),
        FactDecl::new("wedding", day(first, last)),
        FactDecl::new("always", day(date(1, 1, 1).into(), date(9999, 12, 31).into())),
        FactDecl::new("first_kind", choice(&["stall", "canteen"])),
        FactDecl::new("second_kind", choice(&["canteen", "stall"])),
        FactDecl::new("other_kind", choice(&["canteen", "bakery"])),
        FactDecl::new("home", FactType::Region),
        FactDecl::new("work", FactType::Region),
    ])
    .unwrap()
}

fn compile(source: &str) -> Result<Derivation, Vec<Problem>> {
    let pairs = [("derived", source), ("sibling", "open || music")];
    match Derivations::compile(&pairs, &facts()) {
        Ok(set) => Ok(Derivation::clone(set.get("derived").unwrap())),
        Err(errors) => match errors.into_iter().next().unwrap() {
            (0, DeriveError::Formula { problems }) => Err(problems),
            other => panic!("{source}: {other:?}"),
        },
    }
}

fn fails(source: &str, code: Code, at: &str, message: &str, help: &str) {
    let problems = compile(source).unwrap_err();
    assert_eq!(problems.len(), 1, "{source}: {problems:?}");
    let problem = &problems[0];
    assert_eq!((problem.code, problem.span.of(source)), (code, at), "{problem}");
    assert!(problem.message.contains(message), "{source}: {problem}");
    assert!(problem.help.contains(help), "{source}: {problem}");
}

#[test]
fn what_can_be_derived() {
    for source in [
        "seats * 2 > area",
        "seats + rooms - 3 <= area * 1.25",
        "-2 * seats + 12 < 0 - rooms",
        "born >= wedding + 9m",
        "born + 18y - 1d <= today || wedding > today - 30d + 2m",
        "first_kind == second_kind && first_kind != 'stall'",
        "open != music && (seats > rooms) == open",
        "seats > 10 && home in ['gd'] && born <= today - 18y",
        "today >= date('2027-01-01')",
        "seats in [1, 2] || !(rooms * rooms > seats)",
    ] {
        assert!(compile(source).is_ok(), "{source}: {:?}", compile(source));
    }
    let derivation = compile("rooms * 2 > seats && rooms < seats").unwrap();
    assert_eq!(derivation.facts().collect::<Vec<_>>(), ["rooms", "seats"]);
    assert_eq!(
        (derivation.id(), derivation.source()),
        ("derived", "rooms * 2 > seats && rooms < seats")
    );
}

#[test]
fn names_are_facts() {
    fails("saets * 2 > area", Code::UnknownFact, "saets", "no fact named `saets`", "mean `seats`?");
    let message = "`sibling` is derived itself";
    fails("sibling && open", Code::Nested, "sibling", message, "write out what");
    fails(
        "derived == open",
        Code::Nested,
        "derived",
        "`derived` is derived itself",
        "answers only",
    );
    fails("2 > 1", Code::AlwaysTrue, "2 > 1", "`2 > 1` is always true", "compares no fact");
    fails("true", Code::NotOneFact, "true", "looks at no fact", "from answers");
}

#[test]
fn types_must_agree() {
    fails(
        "seats > born",
        Code::WrongType,
        "seats > born",
        "a number, but `born` is a day",
        "one type",
    );
    fails("seats + 1 == 'x'", Code::WrongType, "seats + 1 == 'x'", "`'x'` is a text", "one type");
    fails("open + 1 > 2", Code::WrongType, "open", "true or false, not a number", "numbers only");
    fails("first_kind * 2 > 1", Code::WrongType, "first_kind", "a choice, not", "== 'stall'");
    fails("born - wedding > 3", Code::WrongType, "wedding", "not how far", "`wedding + 9m`");
    fails("3 * born > 3", Code::WrongType, "born", "a day, not a number", "compare two days");
    fails("seats + 3d > 3", Code::WrongType, "3d", "no day stands before", "`wedding + 9m`");
    fails("open < music", Code::WrongType, "open < music", "have no order, so `<`", "`==` or `!=`");
    let order = "first_kind >= second_kind";
    fails(order, Code::WrongType, order, "options have no order, so `>=`", "`==` or `!=`");
    fails("seats * 2", Code::NotACondition, "seats * 2", "neither true", "such as `seats * 2 > …`");
    fails("seats", Code::NotACondition, "seats", "a whole number, not true", "`seats < 500`");
    let regions = "home == work";
    fails(regions, Code::WrongType, regions, "regions, which are not compared", "`home in ['…']`");
    let kinds = "first_kind == other_kind";
    let message = "`stall` is an option of `first_kind`, but not of `other_kind`";
    fails(kinds, Code::WrongType, kinds, message, "the same options");
    fails("seats in [rooms]", Code::WrongType, "rooms", "is not a constant", "`seats < 500`");
}

#[test]
fn nothing_can_overflow() {
    let too_large = |source: &str, at: &str| {
        fails(source, Code::TooLarge, at, "can come to more than 36 digits", "closer limits");
    };
    too_large("huge * huge > seats", "huge * huge");
    too_large("seats > 2 + huge * 1000000000000000000", "huge * 1000000000000000000");
    assert!(compile("huge * 10000000000000000 > seats").is_ok());
    let wide = format!("seats > {}", vec!["area"; 37].join(" * "));
    too_large(&wide, wide.trim_start_matches("seats > "));
    let fine = format!("huge * 10000000000000000 > {}", ["0.000000001"; 4].join(" * "));
    too_large(&fine, &fine);
    // Each step counts, also where the result would be small again.
    let most = "huge * 10000000000000000";
    let step = format!("{most} * 100 - {most} * 100 > seats");
    too_large(&step, &format!("{most} * 100"));
    let calendar = |source: &str, at: &str| {
        fails(source, Code::TooLarge, at, "outside the years 1 to 9999", "closer limits");
    };
    calendar("always + 1d > wedding", "always + 1d");
    calendar("always - 1m > wedding", "always - 1m");
    calendar(
        "wedding + 1d + 200y - 200y - 200y > date('9999-01-01') + 1y",
        "date('9999-01-01') + 1y",
    );
    assert!(compile("always > wedding + 200y").is_ok());
}

#[test]
fn comparisons_that_decide_nothing_are_refused() {
    let always = "seats * 2 >= 0";
    fails(always, Code::AlwaysTrue, always, "always true", "`seats * 2` lies between 0 and 1000");
    let never = "area * 2 > 1999.8";
    fails(never, Code::AlwaysFalse, never, "always false", "between 0 and 1999.8");
    let same = "seats + 1 <= seats+1";
    fails(same, Code::AlwaysTrue, same, "always true", "both sides are the same");
    let days = "wedding + 1d > date('2040-01-01')";
    fails(days, Code::AlwaysFalse, days, "always false", "between 1900-01-02 and 2031-01-01");
    fails("seats >= 0", Code::AlwaysTrue, "seats >= 0", "always true", "between 0 and 500");
    assert!(compile("seats * 2 > 0 && area * 2 >= 1999.8").is_ok());
    assert!(compile("born > wedding").is_ok(), "what moves with today is not compared at load");
}

#[test]
fn everything_wrong_is_reported_at_once_and_in_order() {
    let source = "saets > rooms || seats * 2 >= 0 && born > seats";
    let codes: Vec<Code> = compile(source).unwrap_err().iter().map(|found| found.code).collect();
    assert_eq!(codes, [Code::UnknownFact, Code::AlwaysTrue, Code::WrongType]);
}

#[test]
fn the_limits_of_conditions_hold() {
    let long = format!("seats > {}", vec!["rooms"; 400].join(" + "));
    assert!(long.chars().count() > MAX_CHARACTERS);
    let problems = compile(&long).unwrap_err();
    assert_eq!(problems[0].code, Code::TooLong);
    assert_eq!(problems[0].message, "the formula is longer than 2000 characters");
    let deep = MAX_DEPTH + 1;
    let nested = format!("seats > {}rooms{}", "(".repeat(deep), ")".repeat(deep));
    assert_eq!(compile(&nested).unwrap_err()[0].code, Code::TooDeep);
    let longest = format!("seats > rooms{}", " +1".repeat(600));
    assert!(compile(&longest).unwrap_err().iter().all(|found| found.code == Code::AlwaysFalse));
    fails("", Code::Empty, "", "the formula is empty", "`rent * 3 > income`");
}
