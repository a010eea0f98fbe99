use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::asked::{Question, Validity};
use crate::eval::{FlatRegions, Today, Truth};
use crate::facts::{Answers, DateBound, FactDecl, FactSet, FactType, Value};

const VALIDITY: Validity = Validity { first: date(2026, 1, 1), last: date(2030, 12, 31) };

fn scope<'a>(facts: &'a FactSet, questions: &'a [Question]) -> Scope<'a> {
    Scope { facts, questions, validity: VALIDITY, regions: &FlatRegions }
}

fn small_facts() -> FactSet {
    let born = FactType::Date { min: date(1990, 1, 1).into(), max: DateBound::Days(0) };
    FactSet::new(vec![
        FactDecl::new("a", FactType::Boolean),
        FactDecl::new("b", FactType::Boolean),
        FactDecl::new("n", FactType::Whole { min: 0, max: 3 }),
        FactDecl::new("born", born),
    ])
    .unwrap()
}

fn always(facts: &FactSet) -> Vec<Question> {
    facts.iter().map(|fact| Question::always(&fact.id)).collect()
}

fn worst(eligible: &[&str], ways: &[&[(&str, u8)]]) -> Option<(usize, String)> {
    let facts = small_facts();
    let questions = always(&facts);
    let compile = |source: &&str| Condition::compile(source, &facts).unwrap();
    let eligible: Vec<Condition> = eligible.iter().map(compile).collect();
    let ways: Vec<Vec<(Condition, u8)>> = ways
        .iter()
        .map(|way| way.iter().map(|(when, amount)| (compile(when), *amount)).collect())
        .collect();
    let costs: Vec<Vec<Cost<'_>>> = ways
        .iter()
        .map(|way| {
            way.iter().map(|(when, n)| Cost { any_of: vec![Some(when)], amount: *n }).collect()
        })
        .collect();
    let eligible: Vec<&Condition> = eligible.iter().collect();
    let found = worst_case(scope(&facts, &questions), &eligible, &costs).unwrap();
    found.map(|found| {
        assert_eq!(found.certain.as_ref(), Some(&found.possible));
        (found.possible.amount, found.possible.situation.to_string())
    })
}

#[test]
fn the_cheapest_way_counts_where_it_is_dearest() {
    let online: &[(&str, u8)] = &[("a", 1), ("n > 1", 2)];
    assert_eq!(worst(&[], &[online]), Some((3, "when `a` is `true` and `n` is `2` to `3`".into())));
    let counter: &[(&str, u8)] = &[("true", 1)];
    assert_eq!(worst(&[], &[online, counter]).map(|found| found.0), Some(1));
    assert_eq!(
        worst(&["!a"], &[online]),
        Some((2, "when `a` is `false` and `n` is `2` to `3`".into()))
    );
    assert_eq!(worst(&["a", "!a"], &[online]), None);
    assert_eq!(worst(&[], &[]), None);
    assert_eq!(worst(&[], &[&[]]), Some((0, "in any situation".into())));
}

#[test]
fn costs_that_exclude_one_another_are_not_added() {
    let either: &[(&str, u8)] = &[("a && b", 1), ("a && !b", 1), ("!a && n == 0", 1)];
    assert_eq!(worst(&[], &[either]).map(|found| found.0), Some(1));
}

#[test]
fn a_day_beyond_a_limit_that_moves_is_no_situation() {
    assert_eq!(worst(&[], &[&[("born > today", 1)]]).map(|found| found.0), Some(0));
    let later: &[(&str, u8)] = &[("born >= date('2030-12-31')", 1)];
    let found = worst(&[], &[later]).unwrap();
    assert_eq!(found, (1, "when `born` is `2030-12-31`".to_owned()));
}

/// All that the small facts can be; the days are those at which a condition below may turn.
fn situations() -> Vec<Answers> {
    let mut all = Vec::new();
    let days: [Date; 3] = [date(1990, 1, 1), date(2008, 1, 1), date(2026, 1, 1)];
    for bits in 0..16_u8 {
        for born in days {
            all.push(Answers::from_iter([
                ("a", Value::Bool(bits & 1 == 1)),
                ("b", Value::Bool(bits & 2 == 2)),
                ("n", Value::Whole(i64::from(bits >> 2))),
                ("born", Value::Date(born)),
            ]));
        }
    }
    all
}

fn condition() -> impl Strategy<Value = String> {
    let atoms = ["true", "a", "b", "n > 1", "n == 2", "born <= date('2008-01-01')", "!a || n < 2"];
    let atom = || prop::sample::select(atoms.to_vec());
    (atom(), atom(), any::<bool>()).prop_map(|(one, other, and)| match and {
        true => format!("({one}) && ({other})"),
        false => format!("({one}) || !({other})"),
    })
}

fn way() -> impl Strategy<Value = Vec<(Vec<String>, u8)>> {
    prop::collection::vec((prop::collection::vec(condition(), 1..3), 0..3_u8), 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn the_proof_agrees_with_trying_everything(
        eligible in condition(),
        ways in prop::collection::vec(way(), 1..4),
    ) {
        let facts = small_facts();
        let questions = always(&facts);
        let compile = |source: &String| Condition::compile(source, &facts).unwrap();
        let eligible = compile(&eligible);
        let ways: Vec<Vec<(Vec<Condition>, u8)>> = ways
            .iter()
            .map(|way| way.iter().map(|(any, n)| (any.iter().map(compile).collect(), *n)).collect())
            .collect();
        let costs: Vec<Vec<Cost<'_>>> = ways
            .iter()
            .map(|way| {
                way.iter()
                    .map(|(any, n)| Cost { any_of: any.iter().map(Some).collect(), amount: *n })
                    .collect()
            })
            .collect();
        let found = worst_case(scope(&facts, &questions), &[&eligible], &costs).unwrap();
        let holds = |when: &Condition, answers: &Answers| {
            when.evaluate(answers, Today::new(VALIDITY.first), &FlatRegions) == Truth::True
        };
        let price = |way: &Vec<(Vec<Condition>, u8)>, answers: &Answers| -> usize {
            let due = way.iter().filter(|(any, _)| any.iter().any(|when| holds(when, answers)));
            due.map(|(_, amount)| usize::from(*amount)).sum()
        };
        let tried = situations().into_iter().filter(|answers| holds(&eligible, answers));
        let tried = tried.map(|answers| ways.iter().map(|way| price(way, &answers)).min().unwrap());
        prop_assert_eq!(found.map(|found| found.possible.amount), tried.max());
    }
}
