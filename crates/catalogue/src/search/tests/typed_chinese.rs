use onewindow_model::lang::Lang::Zh;

use super::fixture::{docs, first, ids};
use crate::search::Index;

#[test]
fn everyday_words_find_the_service() {
    for (typed, wanted) in [
        ("开小吃店", "food-small"),
        ("小吃", "food-small"),
        ("我想开个小吃店怎么办理", "food-small"),
        ("小餐饮 证", "food-small"),
        ("开饭馆", "food-small"),
        ("健康证", "food-health"),
        ("开公司", "company-start"),
        ("公司不干了", "company-close"),
        ("个体户", "sole-trader"),
        ("社保卡丢了怎么办", "social-card-lost"),
        ("换驾照", "driving-renew"),
        ("上户口", "birth"),
        ("取公积金", "housing-fund"),
        ("孩子上小学", "school"),
        ("领结婚证", "marriage"),
        ("去香港", "hk-pass"),
        ("失业金", "unemployment"),
        ("退休", "pension"),
        ("ETC退款", "etc"),
    ] {
        assert_eq!(first(typed, Zh), wanted, "{typed}: {:?}", ids(typed, Zh));
    }
}

#[test]
fn two_characters_find_all_that_carry_them() {
    let mut found = ids("医保", Zh);
    found.sort();
    assert_eq!(found, ["health-away", "health-insure", "health-refund"]);
}

#[test]
fn an_abbreviation_finds_the_words_it_stands_for() {
    // Neither is a keyword; 驾证 stands for 驾驶证, by its first and third character.
    assert_eq!(first("驾证", Zh), "driving-renew");
    assert_eq!(first("医险", Zh), "health-insure");
}

#[test]
fn one_shared_character_is_not_enough() {
    // 证 stands in many services, 残疾证 in one.
    assert_eq!(ids("残疾证", Zh), ["disability"]);
    assert_eq!(ids("砍树", Zh), ["tree-cut"]);
    let snack = ids("开小吃店", Zh);
    assert!(snack.len() <= 3, "{snack:?}");
    assert!(ids("火箭发射证", Zh).is_empty(), "{:?}", ids("火箭发射证", Zh));
}

#[test]
fn one_character_alone_finds_what_contains_it() {
    let found = ids("树", Zh);
    assert_eq!(found, ["tree-cut"]);
}

#[test]
fn traditional_characters_and_wide_letters_are_the_same() {
    assert_eq!(ids("開小吃店", Zh), ids("开小吃店", Zh));
    assert_eq!(first("結婚證", Zh), "marriage");
    assert_eq!(first("醫保報銷", Zh), "health-refund");
    assert_eq!(ids("ＥＴＣ", Zh), ids("etc", Zh));
    assert_eq!(first("ＥＴＣ", Zh), "etc");
}

#[test]
fn a_chain_of_characters_counts_more_than_its_pairs() {
    let index = Index::build(docs());
    let score = |query: &str| {
        let hits = index.search(query, Zh, 0, 50).hits;
        hits.iter().find(|hit| hit.id == "food-small").map(|hit| hit.score).unwrap()
    };
    assert!(score("餐饮经营") > score("餐饮 饮经 经营"));
}
