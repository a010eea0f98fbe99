use std::collections::HashMap;

use super::distance;
use super::postings::{Posting, Postings};
use super::stem::stem;

/// Latin words of the catalogue: postings by stem, and the forms as written, for completion and
/// for spelling.
#[derive(Debug, Default)]
pub(super) struct Words {
    stems: HashMap<String, u32>,
    postings: Vec<Postings>,
    /// Sorted by text once the index is built.
    forms: Vec<Form>,
    known: HashMap<String, u32>,
    trigrams: HashMap<[char; 3], Vec<u32>>,
}

#[derive(Debug)]
struct Form {
    text: String,
    stem: u32,
    often: u32,
}

/// A stem to look for instead of a word, and how well it stands for it, up to 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub(super) stem: u32,
    pub(super) likeness: f32,
}

/// How a word of the query is understood.
#[derive(Debug, Default)]
pub(super) struct Understood {
    pub(super) readings: Vec<Reading>,
    /// The form that was probably meant, if the word is misspelt.
    pub(super) meant: Option<String>,
}

const COMPLETED: f32 = 0.8;
const MAX_COMPLETIONS: usize = 64;
const MAX_CORRECTIONS: usize = 4;

impl Words {
    pub(super) fn add(&mut self, word: &str, doc: u32, often: f32, langs: u8) {
        let form = match self.known.get(word) {
            Some(form) => *form,
            None => self.learn(word),
        };
        let Some(form) = self.forms.get_mut(form as usize) else { return };
        form.often += 1;
        if let Some(postings) = self.postings.get_mut(form.stem as usize) {
            postings.add(doc, often, langs);
        }
    }

    fn learn(&mut self, word: &str) -> u32 {
        let next = u32::try_from(self.postings.len()).unwrap_or(u32::MAX);
        let stem = *self.stems.entry(stem(word)).or_insert(next);
        if stem == next {
            self.postings.push(Postings::default());
        }
        let form = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        self.forms.push(Form { text: word.to_owned(), stem, often: 0 });
        self.known.insert(word.to_owned(), form);
        form
    }

    /// Prepares completion and spelling when all words are in.
    pub(super) fn finish(&mut self) {
        self.forms.sort_by(|a, b| a.text.cmp(&b.text));
        self.known.clear();
        for (at, form) in (0u32..).zip(&self.forms) {
            for trigram in trigrams(&form.text) {
                let list = self.trigrams.entry(trigram).or_default();
                if list.last() != Some(&at) {
                    list.push(at);
                }
            }
        }
    }

    pub(super) fn postings(&self, stem: u32) -> &[Posting] {
        self.postings.get(stem as usize).map(|p| p.0.as_slice()).unwrap_or_default()
    }

    /// Whether a folded word stands in any document.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.stems.contains_key(&stem(word))
    }

    /// Understands a folded word: as it stands, else completed if it may still be being typed,
    /// else corrected.
    pub(super) fn understand(&self, word: &str, unfinished: bool) -> Understood {
        if let Some(stem) = self.stems.get(&stem(word)) {
            let readings = vec![Reading { stem: *stem, likeness: 1.0 }];
            return Understood { readings, meant: None };
        }
        if unfinished && word.chars().nth(1).is_some() {
            let readings = self.complete(word);
            if !readings.is_empty() {
                return Understood { readings, meant: None };
            }
        }
        self.correct(word)
    }

    fn complete(&self, word: &str) -> Vec<Reading> {
        let start = self.forms.partition_point(|form| form.text.as_str() < word);
        let tail = self.forms.get(start..).unwrap_or_default();
        let mut found: Vec<&Form> =
            tail.iter().take_while(|form| form.text.starts_with(word)).collect();
        found.sort_by(|a, b| b.often.cmp(&a.often).then_with(|| a.text.cmp(&b.text)));
        found.truncate(MAX_COMPLETIONS);
        readings(found.iter().map(|form| (form.stem, COMPLETED)))
    }

    fn correct(&self, word: &str) -> Understood {
        let length = word.chars().count();
        let most = match length {
            0..=3 => 0,
            4..=7 => 1,
            8..=24 => 2,
            _ => 0,
        };
        if most == 0 || word.chars().any(|c| c.is_ascii_digit()) {
            return Understood::default();
        }
        let mut near: Vec<(usize, &Form)> = Vec::new();
        for at in self.candidates(word, length.saturating_sub(4 * most).max(1)) {
            let Some(form) = self.forms.get(at as usize) else { continue };
            if let Some(distance) = distance::within(word, &form.text, most) {
                near.push((distance, form));
            }
        }
        let order = |(far, form): &(usize, &Form)| (*far, std::cmp::Reverse(form.often));
        near.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.1.text.cmp(&b.1.text)));
        let least = near.first().map_or(0, |(distance, _)| *distance);
        near.retain(|(distance, _)| *distance == least);
        near.truncate(MAX_CORRECTIONS);
        let likeness = if least == 1 { 0.85 } else { 0.7 };
        Understood {
            readings: readings(near.iter().map(|(_, form)| (form.stem, likeness))),
            meant: near.first().map(|(_, form)| form.text.clone()),
        }
    }

    /// Forms that share at least `least` trigrams; an edit spoils at most four of them.
    fn candidates(&self, word: &str, least: usize) -> Vec<u32> {
        let mut shared: HashMap<u32, usize> = HashMap::new();
        for trigram in trigrams(word) {
            for at in self.trigrams.get(&trigram).into_iter().flatten() {
                *shared.entry(*at).or_default() += 1;
            }
        }
        shared.into_iter().filter(|(_, n)| *n >= least).map(|(at, _)| at).collect()
    }
}

fn readings(found: impl Iterator<Item = (u32, f32)>) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    for (stem, likeness) in found {
        if readings.iter().all(|known| known.stem != stem) {
            readings.push(Reading { stem, likeness });
        }
    }
    readings
}

/// Triples of neighbouring characters, the ends of the word counting as characters.
fn trigrams(word: &str) -> Vec<[char; 3]> {
    let padded: Vec<char> = ['^'].into_iter().chain(word.chars()).chain(['$']).collect();
    padded.windows(3).filter_map(|w| w.try_into().ok()).collect()
}
