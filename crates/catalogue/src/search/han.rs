use std::collections::HashMap;

use super::postings::Postings;

/// Chinese text: single characters, pairs of neighbours, and pairs over one character between.
#[derive(Debug, Default)]
pub(super) struct Han {
    pub(super) ones: HashMap<char, Postings>,
    pub(super) twos: HashMap<[char; 2], Postings>,
    /// Chinese abbreviates by the first characters of two words: 医疗保险 is 医保. Kept apart,
    /// because such a pair is a weaker sign than neighbours.
    pub(super) short: HashMap<[char; 2], Postings>,
}

impl Han {
    pub(super) fn add(&mut self, run: &[char], doc: u32, often: f32, langs: u8, abbreviate: bool) {
        for c in run {
            self.ones.entry(*c).or_default().add(doc, often, langs);
        }
        for (a, b) in run.iter().zip(run.iter().skip(1)) {
            self.twos.entry([*a, *b]).or_default().add(doc, often, langs);
        }
        if abbreviate {
            for (a, b) in run.iter().zip(run.iter().skip(2)) {
                self.short.entry([*a, *b]).or_default().add(doc, often, langs);
            }
        }
    }
}
