use onewindow_model::lang::Lang::{En, Zh};

use super::fixture::{docs, first, ids};
use crate::search::Index;

#[test]
fn words_find_the_service() {
    for (typed, wanted) in [
        ("opening a small food business", "food-small"),
        ("restaurant", "food-small"),
        ("how do I open a cafe", "food-small"),
        ("health insurance", "health-insure"),
        ("lost my job", "unemployment"),
        ("renewing driver's licenses", "driving-renew"),
        ("wedding", "marriage"),
        ("number plates", "car-register"),
        ("Café", "food-small"),
        ("someone died", "death"),
    ] {
        assert_eq!(first(typed, En), wanted, "{typed}: {:?}", ids(typed, En));
    }
}

#[test]
fn misspelt_words_find_it_too() {
    for (typed, wanted, meant) in [
        ("resturant licence", "food-small", "restaurant licence"),
        ("smal food busines", "food-small", "small food busines"),
        ("smal food busines ", "food-small", "small food business"),
        ("pasport", "passport", "passport"),
        ("mariage registration", "marriage", "marriage registration"),
        ("drivign licence", "driving-renew", "driving licence"),
        ("disabilty card", "disability", "disability card"),
        ("uneployment benifit", "unemployment", "unemployment benefit"),
    ] {
        let results = Index::build(docs()).search(typed, En, 0, 5);
        assert_eq!(results.hits[0].id, wanted, "{typed}: {results:?}");
        assert_eq!(results.did_you_mean.as_deref(), Some(meant), "{typed}");
    }
}

#[test]
fn known_words_are_not_corrected() {
    let results = Index::build(docs()).search("food license", En, 0, 5);
    assert_eq!(results.did_you_mean, None);
    let mut best: Vec<&str> = results.hits.iter().map(|hit| hit.id.as_str()).take(2).collect();
    best.sort_unstable();
    assert_eq!(best, ["food-sale", "food-small"]);
}

#[test]
fn the_last_word_may_be_unfinished() {
    assert_eq!(first("restau", En), "food-small");
    assert_eq!(first("lost secur", En), "social-card-lost");
    let index = Index::build(docs());
    assert_eq!(index.search("restau", En, 0, 5).did_you_mean, None);
    assert_ne!(index.search("restau licence", En, 0, 5).hits[0].id, "food-small");
}

#[test]
fn a_fair_share_of_the_query_must_match() {
    let found = ids("restaurant licence", En);
    assert_eq!(found, ["food-small"], "other licences have nothing to do with it");
    assert!(ids("submarine cable telescope", En).is_empty());
}

#[test]
fn both_languages_are_searched_with_a_preference() {
    assert_eq!(first("marriage", Zh), "marriage");
    assert_eq!(first("结婚", En), "marriage");
    assert_eq!(first("passport 护照", Zh), "passport");
    let own = Index::build(docs()).search("marriage", En, 0, 1).hits[0].score;
    let other = Index::build(docs()).search("marriage", Zh, 0, 1).hits[0].score;
    assert!(own > other && own < other * 1.2);
}
