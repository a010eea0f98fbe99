//! Formulas against two independent readings: a plain evaluator of the tree that each text was
//! written from, and the `cel` interpreter on whole numbers, which it shares with us.

// The lint's exception for tests knows only functions marked as such, not their helpers.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use std::cmp::Ordering;

use cel::{Context, Program, Value as CelValue};
use jiff::civil::{Date, date};
use onewindow_rules::{
    Answers, Code, Condition, Derivations, DeriveError, FactDecl, FactSet, FactType, FlatRegions,
    Today, Truth, Value,
};
use proptest::prelude::*;

const TODAY: Today = Today::new(date(2026, 11, 23));
const OPTIONS: [&str; 3] = ["stall", "canteen", "bakery"];
const FIRST: Date = date(2024, 1, 1);

fn facts() -> FactSet {
    let choice = || FactType::Choice { options: OPTIONS.map(str::to_owned).to_vec() };
    let whole = |min, max| FactType::Whole { min, max };
    let day = || FactType::Date { min: FIRST.into(), max: date(2030, 12, 31).into() };
    FactSet::new(vec![
        FactDecl::new("open", FactType::Boolean),
        FactDecl::new("seats", whole(-30, 120)),
        FactDecl::new("rooms", whole(0, 40)),
        FactDecl::new("area", FactType::Decimal { scale: 2, min: -5_000, max: 5_000 }),
        FactDecl::new("rent", FactType::Decimal { scale: 1, min: 0, max: 900 }),
        FactDecl::new("born", day()),
        FactDecl::new("moved", day()),
        FactDecl::new("before", choice()),
        FactDecl::new("now", choice()),
    ])
    .unwrap()
}

/// A number as a fraction of 10 to the scale.
#[derive(Debug, Clone)]
enum Num {
    Fact(&'static str),
    Units(i64, u32),
    Add(Box<Num>, Box<Num>),
    Take(Box<Num>, Box<Num>),
    Times(Box<Num>, Box<Num>),
}

#[derive(Debug, Clone)]
enum Tree {
    Open,
    Numbers(&'static str, Num, Num),
    Days(&'static str, &'static str, i64, &'static str),
    Alike(bool),
    Same(bool, Box<Tree>, Box<Tree>),
    Not(Box<Tree>),
    And(Box<Tree>, Box<Tree>),
    Or(Box<Tree>, Box<Tree>),
}

impl Num {
    /// Every pair in parentheses: what binds tighter is for the tests of the parser.
    fn text(&self) -> String {
        match self {
            Self::Fact(fact) => (*fact).to_owned(),
            Self::Units(units, 0) => units.to_string(),
            Self::Units(units, _) => {
                let sign = if *units < 0 { "-" } else { "" };
                format!("{sign}{}.{}", units.abs() / 10, units.abs() % 10)
            }
            Self::Add(one, other) => format!("({} + {})", one.text(), other.text()),
            Self::Take(one, other) => format!("({} - {})", one.text(), other.text()),
            Self::Times(one, other) => format!("({} * {})", one.text(), other.text()),
        }
    }

    fn value(&self, answers: &Answers) -> Option<(i128, u32)> {
        let level = |(units, scale): (i128, u32), to: u32| units * 10_i128.pow(to - scale);
        let both = |one: &Num, other: &Num| {
            let (one, other) = (one.value(answers)?, other.value(answers)?);
            let scale = one.1.max(other.1);
            Some((level(one, scale), level(other, scale), scale))
        };
        match self {
            Self::Units(units, scale) => Some((i128::from(*units), *scale)),
            Self::Fact(fact) => match answers.get(fact)? {
                Value::Whole(number) => Some((i128::from(*number), 0)),
                Value::Decimal { units, scale } => Some((i128::from(*units), u32::from(*scale))),
                other => panic!("{other}"),
            },
            Self::Add(one, other) => both(one, other).map(|(a, b, scale)| (a + b, scale)),
            Self::Take(one, other) => both(one, other).map(|(a, b, scale)| (a - b, scale)),
            Self::Times(one, other) => {
                let (one, other) = (one.value(answers)?, other.value(answers)?);
                Some((one.0 * other.0, one.1 + other.1))
            }
        }
    }
}

fn holds(op: &str, order: Ordering) -> bool {
    match op {
        "==" => order == Ordering::Equal,
        "!=" => order != Ordering::Equal,
        "<" => order == Ordering::Less,
        "<=" => order != Ordering::Greater,
        ">" => order == Ordering::Greater,
        _ => order != Ordering::Less,
    }
}

impl Tree {
    fn text(&self) -> String {
        match self {
            Self::Open => "open".to_owned(),
            Self::Numbers(op, left, right) => format!("{} {op} {}", left.text(), right.text()),
            Self::Days(op, left, days, right) => {
                let sign = if *days < 0 { '-' } else { '+' };
                format!("{left} {sign} {}d {op} {right}", days.abs())
            }
            Self::Alike(true) => "before == now".to_owned(),
            Self::Alike(false) => "before != now".to_owned(),
            Self::Same(true, one, other) => format!("({}) == ({})", one.text(), other.text()),
            Self::Same(false, one, other) => format!("({}) != ({})", one.text(), other.text()),
            Self::Not(inner) => format!("!({})", inner.text()),
            Self::And(one, other) => format!("({}) && ({})", one.text(), other.text()),
            Self::Or(one, other) => format!("({}) || ({})", one.text(), other.text()),
        }
    }

    fn value(&self, answers: &Answers) -> Option<bool> {
        match self {
            Self::Open => answers.get("open").map(|answer| *answer == Value::Bool(true)),
            Self::Numbers(op, left, right) => {
                let (left, right) = (left.value(answers)?, right.value(answers)?);
                let left_at_both = left.0 * 10_i128.pow(right.1);
                Some(holds(op, left_at_both.cmp(&(right.0 * 10_i128.pow(left.1)))))
            }
            Self::Days(op, left, days, right) => {
                let number = |fact: &str| match answers.get(fact)? {
                    Value::Date(day) => Some(day.duration_since(FIRST).as_hours() / 24),
                    other => panic!("{other}"),
                };
                Some(holds(op, (number(left)? + days).cmp(&number(right)?)))
            }
            Self::Alike(equal) => Some((answers.get("before")? == answers.get("now")?) == *equal),
            Self::Same(equal, one, other) => {
                Some((one.value(answers)? == other.value(answers)?) == *equal)
            }
            Self::Not(inner) => inner.value(answers).map(|holds| !holds),
            Self::And(one, other) => match (one.value(answers), other.value(answers)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (one, other) => one.and(other),
            },
            Self::Or(one, other) => match (one.value(answers), other.value(answers)) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (one, other) => one.and(other),
            },
        }
    }
}

fn op() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["==", "!=", "<", "<=", ">", ">="])
}

fn numbers(whole_only: bool) -> impl Strategy<Value = Num> {
    let names =
        if whole_only { vec!["seats", "rooms"] } else { vec!["seats", "rooms", "area", "rent"] };
    let scale = if whole_only { 0..=0_u32 } else { 0..=1 };
    let leaf = prop_oneof![
        3 => prop::sample::select(names).prop_map(Num::Fact),
        1 => (-12_i64..=12, scale).prop_map(|(units, scale)| Num::Units(units, scale)),
    ];
    leaf.prop_recursive(3, 8, 2, |inner| {
        let two = || (inner.clone().prop_map(Box::new), inner.clone().prop_map(Box::new));
        prop_oneof![
            two().prop_map(|(one, other)| Num::Add(one, other)),
            two().prop_map(|(one, other)| Num::Take(one, other)),
            two().prop_map(|(one, other)| Num::Times(one, other)),
        ]
    })
}

fn joined(leaf: impl Strategy<Value = Tree> + 'static) -> impl Strategy<Value = Tree> {
    leaf.prop_recursive(3, 12, 2, |inner| {
        let two = || (inner.clone().prop_map(Box::new), inner.clone().prop_map(Box::new));
        prop_oneof![
            inner.clone().prop_map(|one| Tree::Not(Box::new(one))),
            two().prop_map(|(one, other)| Tree::And(one, other)),
            two().prop_map(|(one, other)| Tree::Or(one, other)),
            (any::<bool>(), two()).prop_map(|(equal, (one, other))| Tree::Same(equal, one, other)),
        ]
    })
}

fn trees() -> impl Strategy<Value = Tree> {
    let days = prop::sample::select(vec![("born", "moved"), ("moved", "born")]);
    joined(prop_oneof![
        1 => Just(Tree::Open),
        4 => (op(), numbers(false), numbers(false)).prop_map(|(op, a, b)| Tree::Numbers(op, a, b)),
        1 => (op(), days, -40_i64..=40).prop_map(|(op, (a, b), far)| Tree::Days(op, a, far, b)),
        1 => any::<bool>().prop_map(Tree::Alike),
    ])
}

fn whole_trees() -> impl Strategy<Value = Tree> {
    let numbers = (op(), numbers(true), numbers(true));
    joined(prop_oneof![
        1 => Just(Tree::Open),
        5 => numbers.prop_map(|(op, one, other)| Tree::Numbers(op, one, other)),
    ])
}

/// Answers of which each may be missing.
fn answers(complete: bool) -> impl Strategy<Value = Answers> {
    let kept = if complete { 1.0 } else { 0.8 };
    let maybe = move || prop::bool::weighted(kept);
    let day = || (0_i64..=120).prop_map(|far| FIRST.saturating_add(jiff::Span::new().days(far)));
    let option = || prop::sample::select(OPTIONS.to_vec());
    let values = (
        any::<bool>(),
        -30_i64..=120,
        0_i64..=40,
        -5_000_i64..=5_000,
        0_i64..=900,
        (day(), day()),
        (option(), option()),
    );
    (values, prop::collection::vec(maybe(), 9)).prop_map(|(given, kept)| {
        let all = [
            ("open", Value::Bool(given.0)),
            ("seats", Value::Whole(given.1)),
            ("rooms", Value::Whole(given.2)),
            ("area", Value::Decimal { units: given.3, scale: 2 }),
            ("rent", Value::Decimal { units: given.4, scale: 1 }),
            ("born", Value::Date(given.5.0)),
            ("moved", Value::Date(given.5.1)),
            ("before", Value::Choice(given.6.0.to_owned())),
            ("now", Value::Choice(given.6.1.to_owned())),
        ];
        all.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(pair, _)| pair).collect()
    })
}

/// The set with the formula under a name; `None` where a part of it decides nothing.
fn compile(tree: &Tree) -> Option<Derivations> {
    let source = tree.text();
    match Derivations::compile(&[("derived", source.as_str())], &facts()) {
        Ok(set) => Some(set),
        Err(errors) => {
            for (_, error) in errors {
                let DeriveError::Formula { problems } = error else { panic!("{source}: {error}") };
                // One fact beside one constant is refused as it is in a condition.
                let idle = [
                    Code::AlwaysTrue,
                    Code::AlwaysFalse,
                    Code::NotOneFact,
                    Code::TooLong,
                    Code::WrongType,
                    Code::TooManyDigits,
                ];
                let all = problems.iter().all(|problem| idle.contains(&problem.code));
                assert!(all, "{source}: {problems:?}");
            }
            None
        }
    }
}

fn by_cel(source: &str, answers: &Answers) -> bool {
    let program = Program::compile(source).unwrap_or_else(|error| panic!("{source}: {error}"));
    let mut context = Context::default();
    for (fact, value) in answers.iter() {
        match value {
            Value::Bool(answer) => context.add_variable_from_value(fact, CelValue::Bool(*answer)),
            Value::Whole(number) => context.add_variable_from_value(fact, CelValue::Int(*number)),
            _ => {}
        }
    }
    match program.execute(&context) {
        Ok(CelValue::Bool(result)) => result,
        other => panic!("{source}: {other:?}"),
    }
}

/// As in the other oracle: 2,000 cases of each property, and 200,000 in the long campaign.
fn cases() -> ProptestConfig {
    let soak = std::env::var_os("ONEWINDOW_SOAK").is_some();
    let cases = if soak { 200_000 } else { 2_000 };
    println!("evidence: {cases} generated cases of each property, formulas read twice as well");
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_formula_comes_to_what_its_tree_does(tree in trees(), given in answers(false)) {
        let Some(set) = compile(&tree) else { return Ok(()) };
        let found = set.get("derived").unwrap().evaluate(&given, TODAY, &FlatRegions);
        prop_assert_eq!(found.decided(), tree.value(&given), "{}", tree.text());
    }

    #[test]
    fn cel_reads_whole_numbers_in_the_same_way(tree in whole_trees(), given in answers(true)) {
        let Some(set) = compile(&tree) else { return Ok(()) };
        let found = set.get("derived").unwrap().evaluate(&given, TODAY, &FlatRegions);
        prop_assert_eq!(found, Truth::from(by_cel(&tree.text(), &given)), "{}", tree.text());
    }

    #[test]
    fn what_is_refused_as_idle_is_the_same_for_all(tree in trees(), given in answers(true)) {
        let source = tree.text();
        let Err(errors) = Derivations::compile(&[("derived", source.as_str())], &facts()) else {
            return Ok(());
        };
        let [(_, DeriveError::Formula { problems })] = errors.as_slice() else { return Ok(()) };
        let [problem] = problems.as_slice() else { return Ok(()) };
        let idle = matches!(problem.code, Code::AlwaysTrue | Code::AlwaysFalse);
        if idle && matches!(tree, Tree::Numbers(..)) {
            prop_assert_eq!(tree.value(&given), Some(problem.code == Code::AlwaysTrue), "{}", source);
        }
    }

    #[test]
    fn a_name_is_as_good_as_its_formula(tree in trees(), given in answers(false)) {
        let Some(set) = compile(&tree) else { return Ok(()) };
        let used = Condition::compile_with("!derived || open", &facts(), &set).unwrap();
        let spelt = Tree::Or(Box::new(Tree::Not(Box::new(tree))), Box::new(Tree::Open));
        let found = used.evaluate(&given, TODAY, &FlatRegions);
        prop_assert_eq!(found.decided(), spelt.value(&given));
        let trace = used.trace(&given, TODAY, &FlatRegions);
        prop_assert_eq!(trace.result, found);
        prop_assert_eq!(trace.atoms.len(), used.leaves().len());
    }

    #[test]
    fn nothing_makes_the_compiler_panic(source in any::<String>()) {
        let _ = Derivations::compile(&[("derived", source.as_str())], &facts());
    }

    #[test]
    fn no_soup_of_words_makes_it_panic(source in
        "(open|seats|area|born|now|in|'stall'|\\(|\\)|!|==|<|&&|\\|\\||-|\\+|\\*|today|date\\('2026-01-01'\\)|1|1\\.5|9999999999|3y| ){0,24}"
    ) {
        match Derivations::compile(&[("derived", source.as_str())], &facts()) {
            Ok(set) => {
                let derivation = set.get("derived").unwrap();
                let _ = derivation.evaluate(&Answers::new(), TODAY, &FlatRegions);
            }
            Err(errors) => prop_assert!(!errors.is_empty()),
        }
    }
}
