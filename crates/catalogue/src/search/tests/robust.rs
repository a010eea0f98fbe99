use onewindow_model::lang::Lang::{En, Zh};

use super::fixture::{docs, first, ids};
use crate::search::{Doc, Fields, Index, Results};

#[test]
fn a_code_comes_first_typed_pasted_or_begun() {
    for typed in [
        "11990000006939756B2440101007000",
        "  11990000006939756b2440101007000\n",
        "事项编码：１１９９００００００６９３９７５６Ｂ２４４０１０１００７０００",
        "11990000006939756B 2440101007000",
        "company 11990000006939756B2440101007000",
    ] {
        assert_eq!(first(typed, Zh), "food-small", "{typed}");
    }
    assert_eq!(ids("11990000006939756B2440101007000", Zh), ["food-small"]);
    assert_eq!(ids("11990000006939756B", Zh), ["food-sale", "food-small"]);
    assert!(ids("1144", Zh).is_empty());
}

#[test]
fn equal_hits_are_ordered_by_id_and_paged() {
    let same = ["c", "a", "d", "b", "e"].map(|id| Doc {
        id: id.to_owned(),
        weight: 1.0,
        fields: vec![(Some(En), Fields { name: "Permit".to_owned(), ..Fields::default() })],
        ..Doc::default()
    });
    let index = Index::build(same.into_iter());
    let page = |offset, limit| {
        let results = index.search("permit", En, offset, limit);
        assert_eq!(results.total, 5);
        results.hits.into_iter().map(|hit| hit.id).collect::<String>()
    };
    assert_eq!((page(0, 1), page(1, 1), page(2, 3)), ("a".into(), "b".into(), "cde".into()));
    assert_eq!(page(5, 10), "");
    assert_eq!(page(usize::MAX, usize::MAX), "");
    assert_eq!(page(0, 0), "");
}

#[test]
fn weight_lifts_and_nonsense_weights_do_no_harm() {
    let weighted = [("a", 1.0), ("b", 2.0), ("c", f32::NAN), ("d", -5.0)].map(|(id, weight)| Doc {
        id: id.to_owned(),
        weight,
        fields: vec![(Some(Zh), Fields { name: "居住证".to_owned(), ..Fields::default() })],
        ..Doc::default()
    });
    let hits = Index::build(weighted.into_iter()).search("居住证", Zh, 0, 9).hits;
    let order: String = hits.iter().map(|hit| hit.id.as_str()).collect();
    assert_eq!(order, "bacd");
}

#[test]
fn keywords_weigh_more_than_names_and_names_more_than_bodies() {
    let text = || "fishing boat".to_owned();
    let placed = [
        ("in-body", Fields { body: text(), ..Fields::default() }),
        ("in-keywords", Fields { keywords: vec![text()], ..Fields::default() }),
        ("in-name", Fields { name: text(), ..Fields::default() }),
        ("in-summary", Fields { summary: text(), ..Fields::default() }),
    ];
    let docs = placed.map(|(id, fields)| Doc {
        id: id.to_owned(),
        weight: 1.0,
        fields: vec![(Some(En), fields)],
        ..Doc::default()
    });
    let hits = Index::build(docs.into_iter()).search("boat", En, 0, 9).hits;
    let order: Vec<&str> = hits.iter().map(|hit| hit.id.as_str()).collect();
    assert_eq!(order, ["in-keywords", "in-name", "in-summary", "in-body"]);
}

#[test]
fn any_text_is_a_query() {
    let index = Index::build(docs());
    for query in ["", "   ", "，。！？", "the of", "的", "\0\u{202E}", "%_*:\"'()", "🙂", "༄༅", "a"]
    {
        let _ = index.search(query, Zh, 0, 10);
    }
    assert_eq!(index.search("", Zh, 0, 10), Results::default());
    for part in ["证", "restaurant ", "x", "開", "é", "小吃 ", "1234567890"] {
        let _ = index.search(&part.repeat(100_000), En, 0, 10);
    }
    assert_eq!(Index::build(std::iter::empty()).search("证", Zh, 0, 10), Results::default());
}

#[test]
fn only_the_beginning_of_a_long_query_counts() {
    let long = format!("passport{}restaurant", " ".repeat(200));
    assert_eq!(ids(&long, En), ids("passport ", En));
}
