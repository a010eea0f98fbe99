use std::hash::Hash;

use onewindow_model::lang::Lang;

use super::chains::Chains;
use super::index::Index;
use super::postings::{Posting, rarity, unknown};
use super::sounds::{Sound, syllables};
use super::split::Run;
use super::tally::{Marks, Tally};
use super::thesaurus::Part;
use super::words::{Understood, Words};

/// What a single character tells of a Chinese word that contains it.
const LONE: f32 = 0.35;
/// The same of an abbreviation.
const SHORT: f32 = 0.6;
/// What each pair that led up to a pair adds to its weight, and how many of them count.
const CHAIN: f32 = 0.25;
const MAX_CHAIN: u8 = 3;
/// What a synonym tells, beside the word itself.
const MEANT: f32 = 0.6;
/// What a sound tells, beside the character itself.
const SOUND: f32 = 0.8;
/// What first letters tell.
const INITIALS: f32 = 0.7;

/// Score and matched weight of every document.
pub(super) struct Sums<'i> {
    index: &'i Index,
    lang: Lang,
    total: Tally,
    /// Of one reading of a part, and the best of all of them.
    reading: Tally,
    best: Tally,
    marks: Marks,
    /// The weight of the whole query.
    pub(super) weight: f32,
    /// Words that were misspelt, with what was probably meant.
    pub(super) meant: Vec<(String, String)>,
}

impl<'i> Sums<'i> {
    pub(super) fn new(index: &'i Index, lang: Lang) -> Self {
        let all = index.len();
        let tally = || Tally::new(all);
        let (total, reading, best) = (tally(), tally(), tally());
        let marks = Marks::new(all);
        Self { index, lang, total, reading, best, marks, weight: 0.0, meant: Vec::new() }
    }

    /// Every document that something matched, with its score and matched weight.
    pub(super) fn found(&self) -> impl Iterator<Item = (u32, f32, f32)> + '_ {
        self.total.found()
    }

    /// Adds a part of the query: of what was typed and what it may mean, the best in each document.
    pub(super) fn add(&mut self, part: &Part, unfinished: Option<&str>) {
        let typed = self.read(&part.typed, unfinished, true);
        self.keep(typed, 1.0);
        let mut weight = typed;
        for meaning in &part.meanings {
            let meant = self.read(meaning, None, false);
            // What nothing is called by has told enough by being meant.
            weight = weight.min(meant.max(0.5 * typed));
            self.keep(meant, MEANT * (typed / meant.max(f32::MIN_POSITIVE)).min(1.0));
        }
        let total = &mut self.total;
        self.best.drain(|doc, score, share| total.add(doc, score, share * weight));
        self.weight += weight;
    }

    /// Reads runs into `reading`; gives their weight.
    fn read(&mut self, runs: &[Run], unfinished: Option<&str>, spelling: bool) -> f32 {
        let mut weight = 0.0;
        for run in runs {
            weight += match run {
                Run::Han(chars) => self.han(chars),
                Run::Word(word) => self.word(word, unfinished == Some(word.as_str()), spelling),
            };
        }
        weight
    }

    /// Keeps a reading where it is the best: its score, by how like it is to what was typed, and the
    /// share of it that matched.
    fn keep(&mut self, weight: f32, likeness: f32) {
        let (best, least) = (&mut self.best, weight.max(f32::MIN_POSITIVE));
        self.reading.drain(|doc, score, matched| {
            best.raise(doc, likeness * score, (matched / least).min(1.0));
        });
    }

    fn han(&mut self, chars: &[char]) -> f32 {
        let Sums { index, lang, reading, marks, .. } = self;
        chain(&index.han, chars, *lang, index.len(), 1.0, reading, marks)
    }

    /// Adds a Latin word by the best of its readings in each document, or by its sound.
    fn word(&mut self, word: &str, unfinished: bool, spelling: bool) -> f32 {
        let all = self.index.len();
        let understood = self.index.words.understand(word, unfinished);
        if understood.readings.is_empty() || understood.meant.is_some() {
            let spoken = syllables(word).filter(|spoken| spoken.len() > 1);
            if let Some(weight) = spoken.and_then(|spoken| self.spoken(&spoken)) {
                return weight;
            }
            if let Some(weight) = self.initials(word) {
                return weight;
            }
        }
        let best = best_readings(&self.index.words, &understood, self.lang);
        let weight = if best.is_empty() { unknown(all) } else { rarity(best.len(), all) };
        for (posting, likeness) in &best {
            let score = weight * likeness * posting.strength(self.lang);
            self.reading.add(posting.doc, score, weight * likeness);
        }
        if let Some(form) = understood.meant.filter(|_| spelling) {
            self.meant.push((word.to_owned(), form));
        }
        weight
    }

    /// Adds syllables, if any two neighbours of them are in any document.
    fn spoken(&mut self, spoken: &[Sound]) -> Option<f32> {
        let Sums { index, lang, reading, marks, .. } = self;
        let pairs = spoken.windows(2).filter_map(|pair| <[Sound; 2]>::try_from(pair).ok());
        pairs.into_iter().find(|pair| index.sounds.twos.contains_key(pair))?;
        Some(chain(&index.sounds, spoken, *lang, index.len(), SOUND, reading, marks))
    }

    /// Adds documents by first letters, the shortest names first.
    fn initials(&mut self, word: &str) -> Option<f32> {
        let found = self.index.initials.find(word);
        let weight = rarity(found.len().max(1), self.index.len());
        for (doc, share) in &found {
            self.reading.add(*doc, weight * INITIALS * (1.0 + share), weight);
        }
        (!found.is_empty()).then_some(weight)
    }
}

/// What a word may be, the best in each document.
fn best_readings(words: &Words, understood: &Understood, lang: Lang) -> Vec<(Posting, f32)> {
    let mut best: Vec<(Posting, f32)> = Vec::new();
    for reading in &understood.readings {
        let postings = words.postings(reading.stem).iter();
        best.extend(postings.map(|posting| (*posting, reading.likeness)));
    }
    let strength = |(posting, likeness): &(Posting, f32)| likeness * posting.strength(lang);
    best.sort_by(|a, b| a.0.doc.cmp(&b.0.doc).then_with(|| strength(b).total_cmp(&strength(a))));
    best.dedup_by_key(|(posting, _)| posting.doc);
    best
}

/// Adds a run of signs: chains of pairs, then abbreviations and lone signs for what no pair covers.
/// A sign weighs half a Latin word of the same rarity.
fn chain<S: Copy + Eq + Hash>(
    chains: &Chains<S>,
    run: &[S],
    lang: Lang,
    all: usize,
    likeness: f32,
    reading: &mut Tally,
    marks: &mut Marks,
) -> f32 {
    let weight_of = |sign: &S| match chains.ones.get(sign).map_or(0, |p| p.count()) {
        0 => 0.5 * unknown(all),
        n => 0.5 * rarity(n, all),
    };
    let weights: Vec<f32> = run.iter().map(weight_of).collect();
    let of = |i: usize| weights.get(i).copied().unwrap_or_default();
    let mut add = |posting: &Posting, weight: f32, matched: f32| {
        let score = likeness * weight * posting.strength(lang);
        reading.add(posting.doc, score, likeness * matched);
    };
    let pairs = || run.windows(2).map(|pair| <[S; 2]>::try_from(pair).ok()).enumerate();
    for (i, pair) in pairs() {
        let Some(postings) = pair.and_then(|pair| chains.twos.get(&pair)) else { continue };
        let rare = rarity(postings.count(), all);
        for posting in &postings.0 {
            let led = marks.chain(posting, i);
            let matched = marks.cover(posting, i, of(i)) + marks.cover(posting, i + 1, of(i + 1));
            add(posting, rare * (1.0 + CHAIN * f32::from(led.min(MAX_CHAIN))), matched);
        }
    }
    for (i, pair) in pairs() {
        for posting in pair.and_then(|pair| chains.short.get(&pair)).into_iter().flat_map(|p| &p.0)
        {
            let matched = marks.cover(posting, i, of(i)) + marks.cover(posting, i + 1, of(i + 1));
            add(posting, SHORT * matched, SHORT * matched);
        }
    }
    let lone = if run.len() == 1 { 1.0 } else { LONE };
    for (i, sign) in run.iter().enumerate() {
        for posting in chains.ones.get(sign).into_iter().flat_map(|p| &p.0) {
            let matched = lone * marks.cover(posting, i, of(i));
            add(posting, matched, matched);
        }
    }
    marks.clear();
    weights.iter().sum()
}
