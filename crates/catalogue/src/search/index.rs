use std::collections::HashMap;

use super::chains::Chains;
use super::codes::Codes;
use super::doc::{Doc, Fields};
use super::fold::fold;
use super::initials::{Initials, of_words};
use super::postings::{BODY, Field, KEYWORDS, NAME, SUMMARY, lang_bit};
use super::sounds::{Sound, initials, sounds};
use super::split::{Run, runs};
use super::stem::stem;
use super::thesaurus::{Synonym, Thesaurus};
use super::words::Words;

/// Everything that can be found, in memory. Built once, then only read.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) ids: Vec<String>,
    pub(super) weights: Vec<f32>,
    pub(super) words: Words,
    pub(super) han: Chains<char>,
    /// How names and keywords sound.
    pub(super) sounds: Chains<Sound>,
    pub(super) initials: Initials,
    pub(super) thesaurus: Thesaurus,
    pub(super) codes: Codes,
    /// Whole names and keywords, in the form of [`phrase`].
    pub(super) phrases: HashMap<String, Vec<u32>>,
}

impl Index {
    /// Reads all documents. At most `u32::MAX` are taken, far beyond any catalogue.
    pub fn build(docs: impl Iterator<Item = Doc>) -> Self {
        Self::with(docs, &[])
    }

    /// The same, with words that people say instead of those that stand there.
    pub fn with(docs: impl Iterator<Item = Doc>, synonyms: &[Synonym]) -> Self {
        let thesaurus = Thesaurus::new(synonyms.iter());
        let mut index = Self { thesaurus, ..Self::default() };
        for (number, doc) in (0..u32::MAX).zip(docs) {
            index.add(number, doc);
        }
        index.words.finish();
        index
    }

    /// The number of documents.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is nothing to be found.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    fn add(&mut self, number: u32, doc: Doc) {
        for code in &doc.codes {
            self.codes.add(&fold(code), number);
        }
        for (lang, fields) in &doc.fields {
            self.add_fields(number, lang_bit(*lang), fields);
        }
        let weight = if doc.weight.is_finite() { doc.weight.clamp(0.1, 10.0) } else { 1.0 };
        self.ids.push(doc.id);
        self.weights.push(weight);
    }

    fn add_fields(&mut self, number: u32, langs: u8, fields: &Fields) {
        for whole in fields.keywords.iter().chain([&fields.name]) {
            let docs = self.phrases.entry(phrase(&runs(&fold(whole)))).or_default();
            if docs.last() != Some(&number) {
                docs.push(number);
            }
        }
        let keywords: Vec<Run> = fields.keywords.iter().flat_map(|k| runs(&fold(k))).collect();
        self.add_text(number, langs, KEYWORDS, &keywords);
        for (field, text) in
            [(NAME, &fields.name), (SUMMARY, &fields.summary), (BODY, &fields.body)]
        {
            self.add_text(number, langs, field, &runs(&fold(text)));
        }
    }

    fn add_text(&mut self, number: u32, langs: u8, field: Field, text: &[Run]) {
        let terms = text.iter().map(|run| match run {
            Run::Word(_) => 1,
            Run::Han(chars) => chars.len(),
        });
        let often = field.each(terms.sum());
        if field.abbreviates() {
            self.initials.add(of_words(text), number);
        }
        for run in text {
            match run {
                Run::Word(word) => self.words.add(word, number, often, langs),
                Run::Han(chars) => {
                    self.han.add(chars, number, often, langs, field.abbreviates());
                    if field.abbreviates() {
                        self.sounds.add(&sounds(chars), number, often, langs, false);
                        self.initials.add(initials(chars), number);
                    }
                }
            }
        }
    }
}

/// A whole text as one key: equal for texts that differ only in forms and punctuation.
pub(super) fn phrase(runs: &[Run]) -> String {
    let parts = runs.iter().map(|run| match run {
        Run::Word(word) => stem(word),
        Run::Han(chars) => chars.iter().collect(),
    });
    parts.collect::<Vec<_>>().join(" ")
}
