use std::collections::HashMap;

use super::split::Run;

/// The first letters of the syllables of names and keywords, with the documents that have them.
#[derive(Debug, Default)]
pub(super) struct Initials(HashMap<String, Vec<u32>>);

/// Letters of a query that may be first letters: fewer say nothing, nobody types more.
const TYPED: std::ops::RangeInclusive<usize> = 3..=8;

/// Words that abbreviations leave out.
const SMALL: &[&str] = &["a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to"];

/// The first letters of a row of words: `dtc` of Disability Tax Credit.
pub(super) fn of_words(text: &[Run]) -> String {
    let words = text.iter().filter_map(|run| match run {
        Run::Word(word) if !SMALL.contains(&word.as_str()) => word.chars().next(),
        Run::Word(_) | Run::Han(_) => None,
    });
    words.collect()
}

impl Initials {
    pub(super) fn add(&mut self, letters: String, doc: u32) {
        if letters.len() < *TYPED.start() {
            return;
        }
        let docs = self.0.entry(letters).or_default();
        if docs.last() != Some(&doc) {
            docs.push(doc);
        }
    }

    /// Documents that have these letters in a row, each with how much of its name they are.
    pub(super) fn find(&self, typed: &str) -> Vec<(u32, f32)> {
        if !TYPED.contains(&typed.len()) || !typed.bytes().all(|b| b.is_ascii_lowercase()) {
            return Vec::new();
        }
        let mut found: HashMap<u32, f32> = HashMap::new();
        for (letters, docs) in self.0.iter().filter(|(letters, _)| letters.contains(typed)) {
            let share = share(typed.len(), letters.len());
            for doc in docs {
                let best = found.entry(*doc).or_default();
                *best = best.max(share);
            }
        }
        found.into_iter().collect()
    }
}

#[expect(clippy::cast_precision_loss, reason = "a name has a few hundred letters at most")]
fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}
