use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::eval::FlatRegions;
use crate::facts::{FactDecl, FactSet, FactType, Value};

const TODAY: Today = Today::new(date(2026, 11, 23));

fn facts() -> FactSet {
    let options = ["stall", "canteen"].map(str::to_owned).to_vec();
    FactSet::new(vec![
        FactDecl::new("kind", FactType::Choice { options }),
        FactDecl::new("seats", FactType::Whole { min: 0, max: 9 }),
        FactDecl::new("music", FactType::Boolean),
        FactDecl::new("loud", FactType::Boolean),
    ])
    .unwrap()
}

fn compile(source: &str) -> Condition {
    Condition::compile(source, &facts()).unwrap()
}

fn questions() -> Vec<Question> {
    vec![
        Question::always("kind"),
        Question::when("seats", compile("kind == 'canteen'")),
        Question::always("music"),
        Question::when("loud", compile("music")),
    ]
}

fn next(used: &[&str], raw: &[(&str, &str)]) -> Option<String> {
    let used: Vec<Condition> = used.iter().map(|source| compile(source)).collect();
    let used: Vec<&Condition> = used.iter().collect();
    let answers = facts().read(raw.iter().copied()).unwrap();
    let questions = questions();
    still_matters(&used, &questions, &answers, TODAY, &FlatRegions)
        .map(|question| question.fact.clone())
}

#[test]
fn questions_come_in_order_and_only_while_they_matter() {
    let used = ["kind == 'canteen' && seats > 5", "music && loud"];
    assert_eq!(next(&used, &[]).as_deref(), Some("kind"));
    assert_eq!(next(&used, &[("kind", "canteen")]).as_deref(), Some("seats"));
    assert_eq!(next(&used, &[("kind", "stall")]).as_deref(), Some("music"));
    let quiet = [("kind", "stall"), ("music", "false")];
    assert_eq!(next(&used, &quiet), None);
    assert_eq!(next(&used[..1], &[("kind", "stall")]), None);
    assert_eq!(next(&[], &[]), None);
}

#[test]
fn a_question_matters_if_it_opens_one_that_does() {
    assert_eq!(next(&["loud"], &[]).as_deref(), Some("music"));
    assert_eq!(next(&["loud"], &[("music", "true")]).as_deref(), Some("loud"));
    assert_eq!(next(&["loud"], &[("music", "false")]), None);
}

#[test]
fn an_answer_that_would_no_longer_be_asked_for_does_not_count() {
    let answers = facts().read([("kind", "stall"), ("seats", "7"), ("music", "true")]).unwrap();
    let kept = asked_answers(&questions(), &answers, TODAY, &FlatRegions);
    assert_eq!(kept, facts().read([("kind", "stall"), ("music", "true")]).unwrap());
}

fn answers() -> impl Strategy<Value = Answers> {
    let kinds = prop::option::of(prop::sample::select(vec!["stall", "canteen"]));
    let flag = || prop::option::of(any::<bool>());
    (kinds, prop::option::of(0_i64..=9), flag(), flag()).prop_map(|(kind, seats, music, loud)| {
        let all = [
            ("kind", kind.map(|option| Value::Choice(option.to_owned()))),
            ("seats", seats.map(Value::Whole)),
            ("music", music.map(Value::Bool)),
            ("loud", loud.map(Value::Bool)),
        ];
        all.into_iter().filter_map(|(fact, value)| Some((fact, value?))).collect()
    })
}

proptest! {
    /// Answering whatever is asked ends, and then no further answer changes a result.
    #[test]
    fn when_nothing_matters_any_more_nothing_changes(given in answers(), rest in answers()) {
        let used = [compile("kind == 'canteen' && seats > 5"), compile("music && loud || seats < 3 && music")];
        let used: Vec<&Condition> = used.iter().collect();
        let questions = questions();
        if still_matters(&used, &questions, &given, TODAY, &FlatRegions).is_none() {
            let before = asked_answers(&questions, &given, TODAY, &FlatRegions);
            let more = before.iter().map(|(fact, value)| (fact.to_owned(), value.clone()));
            let more: Answers = rest.iter().map(|(fact, value)| (fact.to_owned(), value.clone())).chain(more).collect();
            let after = asked_answers(&questions, &more, TODAY, &FlatRegions);
            for condition in used {
                prop_assert_eq!(
                    condition.evaluate(&before, TODAY, &FlatRegions),
                    condition.evaluate(&after, TODAY, &FlatRegions)
                );
            }
        }
    }
}
