use std::time::Instant;

use onewindow_model::lang::Lang::{En, Zh};

use super::fixture::docs;
use crate::search::{Doc, Index};

/// Five thousand services: those of the fixture, with words of others mixed into their bodies.
fn many(count: usize) -> Vec<Doc> {
    let known: Vec<Doc> = docs().collect();
    let mixed = (0..count).map(|n| {
        let mut doc = known[n % known.len()].clone();
        doc.id = format!("{}-{n:05}", doc.id);
        for (at, (_, fields)) in doc.fields.iter_mut().enumerate() {
            for step in 1..=8 {
                let other = &known[(n * 7 + step * step * 13) % known.len()].fields[at].1;
                fields.body += &format!("{} {} 第{n}项 x{n}q ", other.name, other.summary);
            }
        }
        doc
    });
    mixed.collect()
}

#[test]
fn five_thousand_services() {
    let docs = many(5000);
    let start = Instant::now();
    let index = Index::build(docs.into_iter());
    println!("index of {} services built in {:.0?}", index.len(), start.elapsed());
    for (query, lang) in [
        ("开小吃店", Zh),
        ("医保", Zh),
        ("我想开个小吃店怎么办理", Zh),
        ("证", Zh),
        ("resturant licence", En),
        ("smal food busines", En),
        ("opening a small food business in another city", En),
        ("11990000006939756B2440101007000", En),
    ] {
        let start = Instant::now();
        let rounds = 10u32;
        let total = (0..rounds).map(|_| index.search(query, lang, 0, 20).total).max();
        let each = start.elapsed() / rounds;
        println!("{query}: {} hits in {each:.0?}", total.unwrap_or_default());
        assert!(each.as_millis() < 1000);
    }
}
