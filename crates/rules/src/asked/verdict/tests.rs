use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::asked::{Cost, Question, Scope, Validity, prove_asked, worst_case};
use crate::check::{Condition, Logic};
use crate::derive::Derivations;
use crate::eval::{FlatRegions, Today, Truth};
use crate::facts::{Answers, FactDecl, FactSet, FactType, Value};

const VALIDITY: Validity = Validity { first: date(2026, 1, 1), last: date(2030, 12, 31) };

fn facts() -> FactSet {
    let whole = FactType::Whole { min: 0, max: 3 };
    FactSet::new(vec![
        FactDecl::new("a", FactType::Boolean),
        FactDecl::new("n", whole.clone()),
        FactDecl::new("b", FactType::Boolean),
        FactDecl::new("k", whole),
    ])
    .unwrap()
}

/// `d` hangs on what is always asked, `e` on what may not be.
fn derived() -> Derivations {
    Derivations::compile(&[("d", "n * n > 1"), ("e", "b == (n > 1)")], &facts()).unwrap()
}

fn compile(source: &str) -> Condition {
    Condition::compile_with(source, &facts(), &derived()).unwrap()
}

fn questions(b: &str, k: &str) -> Vec<Question> {
    let when = |fact: &str, source: &str| Question::when(fact, compile(source));
    vec![Question::always("a"), Question::always("n"), when("b", b), when("k", k)]
}

fn verdicts(b: &str, k: &str, used: &str) -> Vec<AskedProblem> {
    let (facts, questions) = (facts(), questions(b, k));
    let scope =
        Scope { facts: &facts, questions: &questions, validity: VALIDITY, regions: &FlatRegions };
    prove_asked(scope, &[&compile(used)]).err().unwrap_or_default()
}

fn only(b: &str, k: &str, used: &str) -> (Code, String, String) {
    let found = verdicts(b, k, used);
    assert_eq!(found.len(), 1, "{found:?}");
    let source = match found[0].place {
        Place::Question(2) => b,
        Place::Question(_) => k,
        _ => used,
    };
    let problem = &found[0].problem;
    (problem.code, problem.span.of(source).to_owned(), problem.message.clone())
}

#[test]
fn a_name_guards_what_is_asked_for_by_the_same_name() {
    assert_eq!(verdicts("d", "!d", "d && b || !d && k > 1"), []);
    assert_eq!(verdicts("d && a", "d", "d == true && k > 1 && (!a || b)"), []);
    assert_eq!(verdicts("d || a", "a", "a && b && k > 1"), []);
}

#[test]
fn what_hangs_on_a_name_is_undecided_because_of_it() {
    let found = only("d", "a", "b");
    let wanted =
        "whether `b` is asked here is undecided because of `d`: it is not when `d` is `false`";
    assert_eq!(found, (Code::Undecided, "b".to_owned(), wanted.to_owned()));
    let found = verdicts("d", "a", "a && b");
    let situation = found[0].situation.as_ref().unwrap();
    assert_eq!(situation.to_string(), "when `a` is `true` and `d` is `false`");
    assert_eq!(situation.because_of().collect::<Vec<_>>(), ["d"]);
    assert!(found[0].problem.help.contains("not proved"));
    // It is known to people that `n > 1` means `d`; the proof does not look into formulas.
    assert_eq!(only("d", "a", "n > 1 && b").0, Code::Undecided);
}

#[test]
fn what_breaks_whatever_the_name_comes_to_is_refuted() {
    let (code, at, message) = only("a", "a", "d && b || !d && b");
    assert_eq!((code, at.as_str()), (Code::NotAsked, "b"));
    assert_eq!(message, "`b` is not asked when `a` is `false`, but is used here");
    let (code, _, message) = only("a && d", "a", "b");
    assert_eq!(code, Code::NotAsked);
    assert_eq!(message, "`b` is not asked when `a` is `false`, but is used here");
    // The second look is the clearer one.
    let (code, at, _) = only("a", "a", "d && b || n == 2 && b");
    assert_eq!((code, at.as_str()), (Code::NotAsked, "b"));
}

#[test]
fn a_derived_fact_looks_at_all_it_is_derived_from() {
    assert_eq!(verdicts("a", "a", "a && e"), []);
    let (code, at, message) = only("a", "a", "e == false");
    assert_eq!((code, at.as_str()), (Code::NotAsked, "e == false"));
    assert_eq!(message, "`b` is not asked when `a` is `false`, but `e` is derived from it");
    let (code, _, message) = only("d", "a", "e");
    assert_eq!(code, Code::Undecided);
    let wanted = "whether `b`, from which `e` is derived, is asked here is undecided because of \
                  `d`: it is not when `d` is `false`";
    assert_eq!(message, wanted);
    let (code, _, message) = only("e", "a", "true");
    assert_eq!(code, Code::LaterQuestion);
    assert_eq!(message, "`b`, from which `e` is derived, is asked only later");
    let questions = [Question::always("n")];
    let facts = facts();
    let scope =
        Scope { facts: &facts, questions: &questions, validity: VALIDITY, regions: &FlatRegions };
    let found = prove_asked(scope, &[&compile("e")]).unwrap_err();
    assert_eq!(found[0].problem.message, "no question asks for `b`, from which `e` is derived");
}

#[test]
fn the_next_question_is_one_that_a_formula_still_needs() {
    let questions = questions("a", "a");
    let next = |used: &str, raw: &[(&str, &str)]| {
        let answers = facts().read(raw.iter().copied()).unwrap();
        let today = Today::new(VALIDITY.first);
        let next =
            crate::still_matters(&[&compile(used)], &questions, &answers, today, &FlatRegions);
        next.map(|question| question.fact.clone())
    };
    assert_eq!(next("d", &[]).as_deref(), Some("n"));
    assert_eq!(next("d", &[("n", "2")]), None);
    assert_eq!(next("a && e", &[("n", "2")]).as_deref(), Some("a"));
    assert_eq!(next("a && e", &[("n", "2"), ("a", "true")]).as_deref(), Some("b"));
    assert_eq!(next("a && e", &[("n", "2"), ("a", "false")]), None);
}

#[test]
fn costs_have_two_bounds() {
    let bounds = |eligible: &str, ways: &[&[&str]]| {
        let (facts, questions) = (facts(), questions("true", "true"));
        let scope = Scope {
            facts: &facts,
            questions: &questions,
            validity: VALIDITY,
            regions: &FlatRegions,
        };
        let ways: Vec<Vec<Condition>> =
            ways.iter().map(|way| way.iter().map(|when| compile(when)).collect()).collect();
        let costs: Vec<Vec<Cost<'_>>> = ways
            .iter()
            .map(|way| {
                way.iter().map(|when| Cost { any_of: vec![Some(when)], amount: 1 }).collect()
            })
            .collect();
        let eligible = compile(eligible);
        let found = worst_case(scope, &[&eligible], &costs).unwrap().unwrap();
        let certain = found.certain.map(|worst| (worst.amount, worst.situation.to_string()));
        (certain, found.possible.amount, found.possible.situation.to_string())
    };
    let sure = |amount, text: &str| Some((amount, text.to_owned()));
    assert_eq!(
        bounds("true", &[&["a", "d"]]),
        (sure(1, "when `a` is `true`"), 2, "when `a` is `true` and `d` is `true`".to_owned())
    );
    let either = bounds("true", &[&["d"], &["!d"]]);
    assert_eq!(either, (sure(0, "in any situation"), 0, "in any situation".to_owned()));
    let both = bounds("true", &[&["d", "!d"]]);
    assert_eq!(both, (sure(1, "in any situation"), 1, "in any situation".to_owned()));
    assert_eq!(bounds("d", &[&["a"]]).0, None);
}

#[test]
fn a_situation_tells_what_holds_in_it() {
    let found = verdicts("d", "a", "a && b");
    let situation = found[0].situation.as_ref().unwrap();
    let truth = |source: &str| situation.truth(&compile(source), &FlatRegions);
    assert_eq!(
        (truth("a"), truth("d"), truth("!d && a")),
        (Truth::True, Truth::False, Truth::True)
    );
    assert_eq!(
        (truth("e"), truth("n > 1"), truth("n > 1 || a")),
        (Truth::Unknown, Truth::Unknown, Truth::True)
    );
}

/// Left-to-right reading with each name free; the facts that are missing where it gets stuck.
fn read(
    logic: &Logic,
    answers: &Answers,
    free: &BTreeMap<&str, bool>,
) -> Result<bool, BTreeSet<String>> {
    match logic {
        Logic::Constant(value) => Ok(*value),
        Logic::Atom(atom) => atom
            .evaluate(answers, Today::new(VALIDITY.first), &FlatRegions)
            .decided()
            .ok_or_else(|| BTreeSet::from([atom.fact.clone()])),
        Logic::Derived(derived) => {
            let missing = derived.derivation.facts().filter(|fact| !answers.has(fact));
            let missing: BTreeSet<String> = missing.map(str::to_owned).collect();
            let holds = free[derived.derivation.id()] == derived.expected;
            if missing.is_empty() { Ok(holds) } else { Err(missing) }
        }
        Logic::Not(inner) => read(inner, answers, free).map(|holds| !holds),
        Logic::All(parts) => {
            for part in parts {
                if !read(part, answers, free)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        Logic::Any(parts) => {
            for part in parts {
                if read(part, answers, free)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}

/// What is missing, for some answers and for some values of the names.
fn missing(questions: &[Question], used: &Condition, bits: u32, free: u32) -> BTreeSet<String> {
    let names = BTreeMap::from([("d", free & 1 == 1), ("e", free & 2 == 2)]);
    let mut answers = Answers::new();
    for question in questions {
        let value = match question.fact.as_str() {
            "a" => Value::Bool(bits & 1 == 1),
            "b" => Value::Bool(bits & 2 == 2),
            "n" => Value::Whole(i64::from(bits >> 2 & 3)),
            _ => Value::Whole(i64::from(bits >> 4 & 3)),
        };
        let asked = question.ask_when.as_ref().map(|when| read(when.logic(), &answers, &names));
        if asked.is_none_or(|asked| asked == Ok(true)) {
            answers.insert(question.fact.clone(), value);
        }
    }
    read(used.logic(), &answers, &names).err().unwrap_or_default()
}

fn conditions(atoms: &[&'static str]) -> impl Strategy<Value = String> + use<> {
    prop::sample::select(atoms.to_vec()).prop_map(str::to_owned).prop_recursive(3, 10, 3, |inner| {
        let some = || prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            inner.clone().prop_map(|one| format!("!({one})")),
            some().prop_map(|all| format!("({})", all.join(" && "))),
            some().prop_map(|any| format!("({})", any.join(" || "))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]
    /// Proved where nothing breaks it, refuted where something breaks it whatever the names come
    /// to, undecided otherwise: for each fact by itself.
    #[test]
    fn each_verdict_agrees_with_trying_everything(
        b in conditions(&["a", "n > 1", "d", "n == 2"]),
        k in conditions(&["a", "d", "!d", "n == 2"]),
        used in conditions(&["a", "n > 1", "d", "b", "k < 2", "e", "!e", "d && b", "d && k > 0"]),
    ) {
        let questions = questions(&b, &k);
        let condition = compile(&used);
        let mut wanted: BTreeMap<String, Code> = BTreeMap::new();
        for bits in 0..64 {
            let of: Vec<_> = (0..4).map(|free| missing(&questions, &condition, bits, free)).collect();
            for fact in of.iter().flatten() {
                let code = match of.iter().all(|missing| missing.contains(fact)) {
                    true => Code::NotAsked,
                    false => Code::Undecided,
                };
                let known = wanted.entry(fact.clone()).or_insert(code);
                if code == Code::NotAsked {
                    *known = code;
                }
            }
        }
        let found: BTreeMap<String, Code> = verdicts(&b, &k, &used).into_iter().map(|found| {
            let fact = found.problem.message.split('`').nth(1).unwrap_or_default().to_owned();
            (fact, found.problem.code)
        }).collect();
        prop_assert_eq!(found, wanted);
    }

    /// The bounds hold for every value of the names, and each is reached.
    #[test]
    fn the_bounds_agree_with_trying_everything(
        eligible in conditions(&["a", "n > 1", "d", "e"]),
        ways in prop::collection::vec(
            prop::collection::vec(conditions(&["a", "b", "d", "e", "k < 2"]), 1..4), 1..4,
        ),
    ) {
        let (facts, questions) = (facts(), questions("true", "true"));
        let scope = Scope {
            facts: &facts, questions: &questions, validity: VALIDITY, regions: &FlatRegions,
        };
        let eligible = compile(&eligible);
        let ways: Vec<Vec<Condition>> =
            ways.iter().map(|way| way.iter().map(|when| compile(when)).collect()).collect();
        let costs: Vec<Vec<Cost<'_>>> = ways.iter().map(|way| {
            way.iter().map(|when| Cost { any_of: vec![Some(when)], amount: 1 }).collect()
        }).collect();
        let found = worst_case(scope, &[&eligible], &costs).unwrap();
        let price = |bits: u32, free: u32| -> Option<usize> {
            let names = BTreeMap::from([("d", free & 1 == 1), ("e", free & 2 == 2)]);
            let answers = Answers::from_iter([
                ("a", Value::Bool(bits & 1 == 1)),
                ("b", Value::Bool(bits & 2 == 2)),
                ("n", Value::Whole(i64::from(bits >> 2 & 3))),
                ("k", Value::Whole(i64::from(bits >> 4 & 3))),
            ]);
            let holds = |when: &Condition| read(when.logic(), &answers, &names) == Ok(true);
            let sums = ways.iter().map(|way| way.iter().filter(|when| holds(when)).count());
            holds(&eligible).then(|| sums.min().unwrap())
        };
        let all = (0..64).map(|bits| (0..4).map(|free| price(bits, free)).collect::<Vec<_>>());
        let all: Vec<Vec<Option<usize>>> = all.collect();
        // `None` is less than any sum: whoever may not be eligible is not certain.
        let certain = all.iter().filter_map(|of| of.iter().copied().min().flatten()).max();
        let possible = all.iter().flatten().copied().max().flatten();
        prop_assert_eq!(found.as_ref().map(|found| found.possible.amount), possible);
        let sure = found.and_then(|found| found.certain).map(|worst| worst.amount);
        prop_assert_eq!(sure, certain);
    }
}
