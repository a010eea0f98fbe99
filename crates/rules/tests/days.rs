//! The proof over days against trying every day of the validity with every answer.

// The lint's exception for tests knows only functions marked as such, not their helpers.
#![allow(clippy::unwrap_used)]

use jiff::Span;
use jiff::civil::{Date, date};
use onewindow_rules::asked::{Question, Scope, Validity, prove_asked};
use onewindow_rules::{
    Answers, Condition, FactDecl, FactSet, FactType, FlatRegions, Today, Truth, Value,
};
use proptest::prelude::*;

/// Around the end of February, where months are hardest.
const FIRST: Date = date(2028, 2, 10);
const LAST: Date = date(2028, 4, 5);
const VALIDITY: Validity = Validity { first: date(2028, 2, 20), last: date(2028, 4, 2) };

fn facts() -> FactSet {
    FactSet::new(vec![
        FactDecl::new("day", FactType::Date { min: FIRST.into(), max: LAST.into() }),
        FactDecl::new("flag", FactType::Boolean),
    ])
    .unwrap()
}

fn days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(move |day| *day <= to)
}

/// Tests of `day`, all relative ones in the unit given.
fn tests(unit: char) -> impl Strategy<Value = String> {
    let op = || prop::sample::select(vec!["<", "<=", ">", ">=", "==", "!="]);
    let far = if unit == 'd' { 20 } else { 2 };
    prop_oneof![
        (op(), -far..=far).prop_map(move |(op, count): (&str, i32)| {
            let sign = if count < 0 { '-' } else { '+' };
            format!("day {op} today {sign} {}{unit}", count.abs())
        }),
        (op(), 3_i64..50).prop_map(|(op, offset)| {
            format!("day {op} date('{}')", FIRST.checked_add(Span::new().days(offset)).unwrap())
        }),
    ]
}

fn conditions(unit: char) -> impl Strategy<Value = String> {
    tests(unit).prop_recursive(2, 4, 2, |inner| {
        (inner.clone(), prop::sample::select(vec!["&&", "||"]), inner)
            .prop_map(|(left, op, right)| format!("({left} {op} {right})"))
    })
}

fn breaks(asked: &Condition, guard: &Condition) -> bool {
    days(VALIDITY.first, VALIDITY.last).any(|today| {
        days(FIRST, LAST).any(|day| {
            let answers = Answers::from_iter([("day", Value::Date(day))]);
            let holds = |condition: &Condition| {
                condition.evaluate(&answers, Today::new(today), &FlatRegions)
            };
            holds(guard) == Truth::True && holds(asked) == Truth::False
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn every_day_is_covered_and_no_other(
        (asked, guard) in prop::sample::select(vec!['d', 'm'])
            .prop_flat_map(|unit| (conditions(unit), conditions(unit)))
    ) {
        let facts = facts();
        let compile = |source: &str| Condition::compile(source, &facts).unwrap();
        let questions =
            [Question::always("day"), Question::when("flag", compile(&asked))];
        let used = compile(&format!("{guard} && flag"));
        let scope = Scope {
            facts: &facts, questions: &questions, validity: VALIDITY, regions: &FlatRegions,
        };
        let found = prove_asked(scope, &[&used]);
        prop_assert_eq!(found.is_err(), breaks(&compile(&asked), &compile(&guard)), "{:?}", found);
        if let Err(problems) = found {
            let situation = problems[0].situation.as_ref().unwrap();
            // A fact that the situation leaves out may have any answer.
            let mut answers = Answers::from_iter([("day", Value::Date(LAST))]);
            for found in &situation.circumstances {
                answers.insert(found.fact.clone(), found.cell.sample().unwrap());
            }
            let today = Today::new(situation.today);
            prop_assert!(compile(&guard).evaluate(&answers, today, &FlatRegions).is_true());
            prop_assert!(compile(&asked).evaluate(&answers, today, &FlatRegions).is_false());
        }
    }
}
