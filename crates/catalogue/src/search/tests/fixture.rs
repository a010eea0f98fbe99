use onewindow_model::lang::Lang;

use crate::search::{Doc, Fields, Index};

/// Services in the columns id, codes, Chinese name, keywords, summary, English name, keywords,
/// summary; lists are divided by `;`.
const SERVICES: &str = include_str!("services.tsv");

pub fn docs() -> impl Iterator<Item = Doc> {
    SERVICES.lines().map(|line| {
        let cell: Vec<&str> = line.split('\t').collect();
        let fields = |at: usize| Fields {
            name: cell[at].to_owned(),
            keywords: list(cell[at + 1]),
            summary: cell[at + 2].to_owned(),
            body: String::new(),
        };
        Doc {
            id: cell[0].to_owned(),
            weight: 1.0,
            codes: list(cell[1]),
            fields: vec![(Some(Lang::Zh), fields(2)), (Some(Lang::En), fields(5))],
        }
    })
}

fn list(cell: &str) -> Vec<String> {
    cell.split(';').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

pub fn ids(query: &str, lang: Lang) -> Vec<String> {
    let hits = Index::build(docs()).search(query, lang, 0, 100).hits;
    hits.into_iter().map(|hit| hit.id).collect()
}

/// The best hit, or nothing.
pub fn first(query: &str, lang: Lang) -> String {
    ids(query, lang).into_iter().next().unwrap_or_default()
}
