use onewindow_model::lang::Lang;

use super::han::Han;
use super::postings::{Posting, rarity, unknown};
use super::words::Words;

/// What a single character tells of a Chinese word that contains it.
const LONE: f32 = 0.35;
/// The same of an abbreviation.
const SHORT: f32 = 0.6;
/// What each pair that led up to a pair adds to its weight, and how many of them count.
const CHAIN: f32 = 0.25;
const MAX_CHAIN: u8 = 3;

/// Score and matched weight of every document.
pub(super) struct Sums {
    all: usize,
    lang: Lang,
    pub(super) score: Vec<f32>,
    pub(super) matched: Vec<f32>,
    /// The weight of the whole query.
    pub(super) weight: f32,
}

impl Sums {
    pub(super) fn new(all: usize, lang: Lang) -> Self {
        Self { all, lang, score: vec![0.0; all], matched: vec![0.0; all], weight: 0.0 }
    }

    fn add(&mut self, posting: &Posting, weight: f32, matched: f32) {
        let at = posting.doc as usize;
        if let Some(score) = self.score.get_mut(at) {
            *score += weight * posting.strength(self.lang);
        }
        if let Some(sum) = self.matched.get_mut(at) {
            *sum += matched;
        }
    }

    /// Adds a Latin word by the best of its readings in each document. Gives the corrected form.
    pub(super) fn add_word(
        &mut self,
        words: &Words,
        word: &str,
        unfinished: bool,
    ) -> Option<String> {
        let understood = words.understand(word, unfinished);
        let mut best: Vec<(Posting, f32)> = Vec::new();
        for reading in &understood.readings {
            let postings = words.postings(reading.stem).iter();
            best.extend(postings.map(|posting| (*posting, reading.likeness)));
        }
        let strength =
            |(posting, likeness): &(Posting, f32)| likeness * posting.strength(self.lang);
        best.sort_by(|a, b| {
            a.0.doc.cmp(&b.0.doc).then_with(|| strength(b).total_cmp(&strength(a)))
        });
        best.dedup_by_key(|(posting, _)| posting.doc);
        let weight = if best.is_empty() { unknown(self.all) } else { rarity(best.len(), self.all) };
        self.weight += weight;
        for (posting, likeness) in &best {
            self.add(posting, weight * likeness, weight * likeness);
        }
        understood.meant
    }

    /// Adds a Chinese run: chains of pairs, then abbreviations and lone characters for what no
    /// pair covers. A character weighs half a Latin word of the same rarity.
    pub(super) fn add_han(&mut self, han: &Han, run: &[char]) {
        let count = |c: &char| han.ones.get(c).map_or(0, |p| p.count());
        let weights: Vec<f32> = run
            .iter()
            .map(|c| match count(c) {
                0 => 0.5 * unknown(self.all),
                n => 0.5 * rarity(n, self.all),
            })
            .collect();
        self.weight += weights.iter().sum::<f32>();
        let of = |i: usize| weights.get(i).copied().unwrap_or_default();
        let mut covered = vec![0u64; self.all];
        // Of each document: the bits of its last matched pair, and how many pairs led up to it.
        let mut chains = vec![(0u64, 0u8); self.all];
        for (i, pair) in run.windows(2).enumerate() {
            let pair = <[char; 2]>::try_from(pair).ok();
            let Some(postings) = pair.and_then(|pair| han.twos.get(&pair)) else { continue };
            let rare = rarity(postings.count(), self.all);
            for posting in &postings.0 {
                let at = posting.doc as usize;
                let (Some(bits), Some(chain)) = (covered.get_mut(at), chains.get_mut(at)) else {
                    continue;
                };
                let led = if chain.0 == bit(i) { chain.1.saturating_add(1) } else { 0 };
                *chain = (bit(i + 1), led);
                let matched = cover(bits, i, of(i)) + cover(bits, i + 1, of(i + 1));
                let gain = 1.0 + CHAIN * f32::from(led.min(MAX_CHAIN));
                self.add(posting, rare * gain, matched);
            }
        }
        for (i, pair) in run.windows(2).enumerate() {
            let short = <[char; 2]>::try_from(pair).ok().and_then(|p| han.short.get(&p));
            for posting in short.into_iter().flat_map(|p| &p.0) {
                let Some(bits) = covered.get_mut(posting.doc as usize) else { continue };
                let matched = cover(bits, i, of(i)) + cover(bits, i + 1, of(i + 1));
                self.add(posting, SHORT * matched, SHORT * matched);
            }
        }
        let lone = if run.len() == 1 { 1.0 } else { LONE };
        for (i, c) in run.iter().enumerate() {
            for posting in han.ones.get(c).into_iter().flat_map(|p| &p.0) {
                let Some(bits) = covered.get_mut(posting.doc as usize) else { continue };
                let matched = lone * cover(bits, i, of(i));
                self.add(posting, matched, matched);
            }
        }
    }
}

/// The bit of a character; runs are cut so that there is one for each.
fn bit(at: usize) -> u64 {
    u32::try_from(at).ok().and_then(|at| 1u64.checked_shl(at)).unwrap_or_default()
}

/// Marks a character as matched; its weight if it was not before.
fn cover(bits: &mut u64, at: usize, weight: f32) -> f32 {
    let new = *bits & bit(at) == 0;
    *bits |= bit(at);
    if new { weight } else { 0.0 }
}
