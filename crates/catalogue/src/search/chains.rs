use std::collections::HashMap;
use std::hash::Hash;

use super::postings::Postings;

/// Text as a row of signs: single ones, pairs of neighbours, and pairs over one sign between. A sign
/// is a Chinese character, or the sound of one.
#[derive(Debug)]
pub(super) struct Chains<S> {
    pub(super) ones: HashMap<S, Postings>,
    pub(super) twos: HashMap<[S; 2], Postings>,
    /// Chinese abbreviates by the first characters of two words: 医疗保险 is 医保. Kept apart,
    /// because such a pair is a weaker sign than neighbours.
    pub(super) short: HashMap<[S; 2], Postings>,
}

impl<S> Default for Chains<S> {
    fn default() -> Chains<S> {
        Chains { ones: HashMap::new(), twos: HashMap::new(), short: HashMap::new() }
    }
}

impl<S: Copy + Eq + Hash> Chains<S> {
    pub(super) fn add(&mut self, run: &[S], doc: u32, often: f32, langs: u8, abbreviate: bool) {
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
