//! A plain search for substrings: what stands in a name comes first, then keywords, then the rest.

use crate::Engine;
use crate::catalogues::{Collection, Words};
use crate::queries::Query;

/// All texts in lower case.
pub struct Substring(Vec<Words>);

impl Substring {
    /// Over the texts of a collection.
    pub fn over(collection: &Collection) -> Substring {
        Substring(collection.words().map(|words| words.lower()).collect())
    }
}

impl Engine for Substring {
    fn find(&self, query: &Query, most: usize) -> (Vec<String>, bool) {
        let whole = query.text.trim().to_lowercase();
        let parts: Vec<&str> = whole.split_whitespace().collect();
        let all = |text: &str| parts.iter().all(|part| text.contains(part));
        let mut found: Vec<(usize, &str)> = Vec::new();
        for words in &self.0 {
            let fields = [&words.name, &words.keywords, &words.summary, &words.body, &words.code];
            let whole_in = fields.iter().position(|text| text.contains(&whole));
            let parts_in = || fields.iter().position(|text| all(text)).map(|at| at + fields.len());
            if let Some(rank) = whole_in.or_else(parts_in) {
                found.push((rank, &words.id));
            }
        }
        found.sort();
        (found.into_iter().take(most).map(|(_, id)| id.to_owned()).collect(), true)
    }
}
