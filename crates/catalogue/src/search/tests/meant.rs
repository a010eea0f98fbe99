//! Other words for the same, sounds, first letters, and what only comes close.

use onewindow_model::lang::Lang::{En, Zh};

use super::fixture::{docs, first, ids};
use crate::search::{Index, Results, Synonym};

fn synonym(say: &[&str], mean: &[&str]) -> Synonym {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Synonym { say: owned(say), mean: owned(mean) }
}

fn meant(query: &str, synonyms: &[Synonym]) -> Results {
    Index::with(docs(), synonyms).search(query, Zh, 0, 100)
}

fn best(results: &Results) -> &str {
    results.hits.first().map(|hit| hit.id.as_str()).unwrap_or_default()
}

#[test]
fn chinese_is_found_by_its_sound_and_by_first_letters() {
    for (typed, wanted) in [
        ("jiehunzheng", "marriage"),
        ("jie hun zheng", "marriage"),
        ("jiankangzheng", "food-health"),
        ("xiaochidian", "food-small"),
        ("jhz", "marriage"),
    ] {
        assert_eq!(first(typed, Zh), wanted, "{typed}: {:?}", ids(typed, Zh));
    }
    assert!(ids("qqx", Zh).is_empty() && ids("jh", Zh).is_empty());
}

#[test]
fn a_word_that_no_service_has_finds_what_it_means() {
    let synonyms = [synonym(&["扯证", "hitched"], &["结婚", "marriage"])];
    assert!(!meant("扯证", &[]).sure);
    let found = meant("扯证", &synonyms);
    assert_eq!((best(&found), found.sure), ("marriage", true), "{found:?}");
    assert_eq!(best(&meant("getting hitched", &synonyms)), "marriage");
}

#[test]
fn what_is_written_comes_before_what_is_meant() {
    let synonyms = [synonym(&["退休"], &["结婚证"])];
    let found = meant("退休", &synonyms);
    assert_eq!(best(&found), "pension");
    assert!(found.hits.iter().any(|hit| hit.id == "marriage"), "{found:?}");
}

#[test]
fn of_several_words_the_phrase_is_meant() {
    let synonyms = [synonym(&["my own boss"], &["sole trader"])];
    let index = Index::with(docs(), &synonyms);
    let found = index.search("I want to be my own boss", En, 0, 5);
    assert_eq!(best(&found), "sole-trader", "{found:?}");
}

#[test]
fn a_long_story_brings_what_comes_closest_and_says_so() {
    let story = "隔壁邻居天天说他表弟去年夏天在外地打工回来以后就想开个饭馆可是一直没有动静";
    let found = meant(story, &[]);
    assert!(!found.sure && found.hits.len() <= 5, "{found:?}");
    assert!(found.hits.iter().any(|hit| hit.id == "food-small"), "{found:?}");
    let nothing = meant("火星上几点日落", &[]);
    assert!(nothing.hits.is_empty() || !nothing.sure, "{nothing:?}");
    assert!(meant("健康证", &[]).sure);
}
