use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::eval::{FlatRegions, Truth};
use crate::facts::{Answers, FactDecl, FactType, Value};

struct Tree;

impl RegionTree for Tree {
    fn is_within(&self, region: &str, ancestor: &str) -> bool {
        matches!((region, ancestor), ("gz", "gz" | "gd") | ("gd", "gd"))
    }
}

fn facts() -> FactSet {
    let options = ["stall", "canteen", "bakery"].map(str::to_owned).to_vec();
    let span = FactType::Date { min: date(1900, 1, 1).into(), max: date(2030, 12, 31).into() };
    FactSet::new(vec![
        FactDecl::new("kind", FactType::Choice { options }),
        FactDecl::new("born", span),
        FactDecl::new("home", FactType::Region),
        FactDecl::new("seats", FactType::Whole { min: 0, max: 500 }),
        FactDecl::new("open", FactType::Boolean),
    ])
    .unwrap()
}

fn compile(source: &str) -> Condition {
    Condition::compile(source, &facts()).unwrap()
}

fn questions(flow: &[(&str, &str)]) -> Vec<Question> {
    flow.iter()
        .map(|(fact, when)| match *when {
            "" => Question::always(*fact),
            when => Question::when(*fact, compile(when)),
        })
        .collect()
}

const VALIDITY: Validity = Validity { first: date(2026, 1, 1), last: date(2030, 12, 31) };

fn proved(flow: &[(&str, &str)], used: &str) -> Result<(), Vec<AskedProblem>> {
    let (facts, questions) = (facts(), questions(flow));
    let scope = Scope { facts: &facts, questions: &questions, validity: VALIDITY, regions: &Tree };
    prove_asked(scope, &[&compile(used)])
}

fn message(flow: &[(&str, &str)], used: &str) -> (Code, String, String) {
    let problems = proved(flow, used).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    let AskedProblem { place, problem, .. } = &problems[0];
    let source = match place {
        Place::Question(at) => flow[*at].1,
        _ => used,
    };
    (problem.code, problem.span.of(source).to_owned(), problem.message.clone())
}

#[test]
fn a_guard_before_the_use_is_enough_and_after_it_is_not() {
    let flow = [("kind", ""), ("seats", "kind != 'stall'")];
    assert_eq!(proved(&flow, "kind != 'stall' && seats > 10"), Ok(()));
    assert_eq!(proved(&flow, "kind == 'stall' || seats > 10"), Ok(()));
    assert_eq!(proved(&flow, "!(kind == 'stall' || !(seats > 10))"), Ok(()));
    assert_eq!(proved(&flow, "kind in ['canteen', 'bakery'] && seats > 10"), Ok(()));
    let wanted = "`seats` is not asked when `kind` is `stall`, but is used here";
    let unguarded = (Code::NotAsked, "seats > 10".to_owned(), wanted.to_owned());
    assert_eq!(message(&flow, "seats > 10"), unguarded);
    assert_eq!(message(&flow, "seats > 10 && kind != 'stall'"), unguarded);
    assert_eq!(message(&flow, "kind != 'bakery' && seats > 10"), unguarded);
}

#[test]
fn one_unguarded_fact_is_reported_once_in_a_condition() {
    let flow = [("kind", ""), ("seats", "kind != 'stall'")];
    let (_, at, _) = message(&flow, "seats > 10 && seats < 20 || seats == 50");
    assert_eq!(at, "seats > 10");
}

#[test]
fn thresholds_need_not_be_the_same() {
    let flow = [("seats", ""), ("open", "seats >= 10")];
    assert_eq!(proved(&flow, "seats > 9 && open"), Ok(()));
    assert_eq!(proved(&flow, "seats in [12, 40] && open"), Ok(()));
    let (_, _, text) = message(&flow, "seats > 8 && open");
    assert_eq!(text, "`open` is not asked when `seats` is `9`, but is used here");
    let (_, _, text) = message(&flow, "open");
    assert_eq!(text, "`open` is not asked when `seats` is `0` to `9`, but is used here");
}

#[test]
fn regions_follow_their_tree() {
    let flow = [("home", ""), ("open", "home in ['gd']")];
    assert_eq!(proved(&flow, "home in ['gz'] && open"), Ok(()));
    let flow = [("home", ""), ("open", "home in ['gz']")];
    let (_, _, text) = message(&flow, "home in ['gd'] && open");
    assert_eq!(text, "`open` is not asked when `home` is in `gd`, but is used here");
}

#[test]
fn relative_and_fixed_days_are_weighed_on_every_day() {
    let flow = [("born", ""), ("open", "born <= today - 18y")];
    assert_eq!(proved(&flow, "born <= today - 20y && open"), Ok(()));
    assert_eq!(proved(&flow, "born < date('2008-01-02') && open"), Ok(()));
    let problems = proved(&flow, "born <= date('2008-01-02') && open").unwrap_err();
    let situation = problems[0].situation.as_ref().unwrap();
    assert_eq!(situation.today, date(2026, 1, 1));
    assert_eq!(situation.to_string(), "when `born` is `2008-01-02`");
}

#[test]
fn questions_depend_on_earlier_ones_only() {
    let later = message(&[("kind", "seats > 5"), ("seats", "")], "true");
    let text = "`seats` is asked only later".to_owned();
    assert_eq!(later, (Code::LaterQuestion, "seats > 5".to_owned(), text));
    let own = message(&[("open", "open")], "true");
    assert_eq!(own.0, Code::LaterQuestion);
    let none = message(&[("kind", "")], "seats > 5");
    assert_eq!((none.0, none.2.as_str()), (Code::NotAsked, "no question asks for `seats`"));
    let chain = [("kind", ""), ("seats", "kind == 'canteen'"), ("open", "seats > 5")];
    let (code, at, _) = message(&chain, "open");
    assert_eq!((code, at.as_str()), (Code::NotAsked, "seats > 5"));
}

#[test]
fn units_are_compared_across_all_conditions() {
    let flow = [("born", ""), ("open", "born <= today - 18y")];
    let (code, at, _) = message(&flow, "born < today - 30d");
    assert_eq!((code, at.as_str()), (Code::MixedUnits, "born < today - 30d"));
}

#[test]
fn what_is_too_large_to_prove_says_so() {
    let ids: Vec<String> = (0..40).map(|at| format!("q{at}")).collect();
    let all = ids.iter().map(|id| FactDecl::new(id, FactType::Boolean));
    let facts = FactSet::new(all.collect()).unwrap();
    // Pairs that stand far apart in the order of the questions make the diagram exponential.
    let pairs: Vec<String> = (0..20).map(|at| format!("q{at} && q{}", at + 20)).collect();
    let wide = Condition::compile(&pairs.join(" || "), &facts).unwrap();
    let questions: Vec<Question> = ids.iter().map(Question::always).collect();
    let scope =
        Scope { facts: &facts, questions: &questions, validity: VALIDITY, regions: &FlatRegions };
    let problems = prove_asked(scope, &[&wide]).unwrap_err();
    assert_eq!((problems[0].problem.code, problems[0].place), (Code::TooComplex, Place::Whole));
}

/// Left-to-right evaluation over given answers; `None` as soon as a missing one is looked at.
fn short_circuit(logic: &Logic, answers: &Answers) -> Option<bool> {
    match logic {
        Logic::Constant(value) => Some(*value),
        Logic::Atom(atom) => {
            atom.evaluate(answers, Today::new(VALIDITY.first), &FlatRegions).decided()
        }
        Logic::Derived(derived) => {
            let known = derived.derivation.facts().all(|fact| answers.has(fact));
            let today = Today::new(VALIDITY.first);
            known.then(|| derived.evaluate(answers, today, &FlatRegions).decided()).flatten()
        }
        Logic::Not(inner) => short_circuit(inner, answers).map(|holds| !holds),
        Logic::All(parts) => {
            for part in parts {
                if !short_circuit(part, answers)? {
                    return Some(false);
                }
            }
            Some(true)
        }
        Logic::Any(parts) => {
            for part in parts {
                if short_circuit(part, answers)? {
                    return Some(true);
                }
            }
            Some(false)
        }
    }
}

/// Whether some assignment of the small facts below looks at what was not asked.
fn breaks(questions: &[Question], used: &Condition) -> bool {
    (0..64_u32).any(|bits| {
        let mut answers = Answers::new();
        for (at, question) in questions.iter().enumerate() {
            let value = match at {
                0 | 1 => Value::Bool(bits >> at & 1 == 1),
                _ => Value::Whole(i64::from(bits >> (2 * at - 2) & 3)),
            };
            let asked = match &question.ask_when {
                None => Some(true),
                Some(when) => short_circuit(when.logic(), &answers),
            };
            match asked {
                None => return true,
                Some(true) => drop(answers.insert(question.fact.clone(), value)),
                Some(false) => {}
            }
        }
        short_circuit(used.logic(), &answers).is_none()
    })
}

fn small_facts() -> FactSet {
    let whole = FactType::Whole { min: 0, max: 3 };
    FactSet::new(vec![
        FactDecl::new("a", FactType::Boolean),
        FactDecl::new("b", FactType::Boolean),
        FactDecl::new("n", whole.clone()),
        FactDecl::new("k", whole),
    ])
    .unwrap()
}

/// Conditions over the first so many of the small facts.
fn conditions(first: usize) -> impl Strategy<Value = String> {
    let atoms = ["a", "b", "n > 1", "n == 2", "n <= 2", "k in [0, 3]", "k < 2"];
    let known = [1, 2, 5, 7].get(first - 1).copied().unwrap_or(7);
    prop::sample::select(atoms.get(..known).unwrap_or_default().to_vec())
        .prop_map(str::to_owned)
        .prop_recursive(3, 12, 3, |inner| {
            prop_oneof![
                inner.clone().prop_map(|one| format!("!({one})")),
                prop::collection::vec(inner.clone(), 2..4)
                    .prop_map(|all| format!("({})", all.join(" && "))),
                prop::collection::vec(inner, 2..4)
                    .prop_map(|any| format!("({})", any.join(" || "))),
            ]
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]
    #[test]
    fn the_proof_agrees_with_trying_everything(
        b in prop::option::of(conditions(1)),
        n in prop::option::of(conditions(2)),
        k in prop::option::of(conditions(3)),
        used in conditions(4),
    ) {
        let facts = small_facts();
        let compile = |source: &String| Condition::compile(source, &facts).unwrap();
        let question = |fact: &str, when: Option<String>| Question {
            fact: fact.to_owned(),
            ask_when: when.as_ref().map(compile),
        };
        let questions =
            [Question::always("a"), question("b", b), question("n", n), question("k", k)];
        let used = compile(&used);
        let scope = Scope {
            facts: &facts, questions: &questions, validity: VALIDITY, regions: &FlatRegions,
        };
        let found = prove_asked(scope, &[&used]);
        prop_assert_eq!(found.is_err(), breaks(&questions, &used), "{:?}", found);
    }
}

#[test]
fn unknown_never_comes_out_where_the_proof_holds() {
    let flow = questions(&[("kind", ""), ("seats", "kind != 'stall'")]);
    let used = compile("kind != 'stall' && seats > 10");
    let stall = Answers::from_iter([("kind", Value::Choice("stall".into()))]);
    assert!(proved(&[("kind", ""), ("seats", "kind != 'stall'")], used.source()).is_ok());
    assert_eq!(used.evaluate(&stall, Today::new(VALIDITY.first), &FlatRegions), Truth::False);
    assert_eq!(flow.len(), 2);
}
