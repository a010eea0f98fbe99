use std::collections::HashMap;

use super::fold::fold;
use super::query::telling;
use super::split::{Run, runs};
use super::stem::stem;

/// Words that people say, with those that services are written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Synonym {
    /// What people say.
    pub say: Vec<String>,
    /// What they mean; each of `say` stands for each of these.
    pub mean: Vec<String>,
}

/// Synonyms, ready to be looked up in a query.
#[derive(Debug, Default)]
pub(super) struct Thesaurus {
    /// What is meant, by what is said in Chinese.
    han: HashMap<Vec<char>, Vec<Vec<Run>>>,
    /// The same by stems of words, joined by spaces.
    words: HashMap<String, Vec<Vec<Run>>>,
    longest_han: usize,
    longest_words: usize,
}

/// Meanings of one word that are looked for.
const MOST: usize = 8;

/// A part of a query: as it was typed, and what else it may mean.
#[derive(Debug, PartialEq)]
pub(super) struct Part {
    pub(super) typed: Vec<Run>,
    pub(super) meanings: Vec<Vec<Run>>,
}

impl Thesaurus {
    pub(super) fn new<'s>(synonyms: impl Iterator<Item = &'s Synonym>) -> Thesaurus {
        let mut thesaurus = Thesaurus::default();
        for synonym in synonyms {
            let meanings: Vec<Vec<Run>> = synonym.mean.iter().map(|text| read(text)).collect();
            for said in &synonym.say {
                let said = read(said);
                let others = meanings.iter().filter(|meaning| **meaning != said).cloned();
                thesaurus.add(&said, others.collect());
            }
        }
        thesaurus
    }

    fn add(&mut self, said: &[Run], meanings: Vec<Vec<Run>>) {
        let known = match said {
            [Run::Han(chars)] => {
                self.longest_han = self.longest_han.max(chars.len());
                self.han.entry(chars.clone()).or_default()
            }
            words => {
                let Some(key) = key(words) else { return };
                self.longest_words = self.longest_words.max(words.len());
                self.words.entry(key).or_default()
            }
        };
        for meaning in meanings {
            if !known.contains(&meaning) && known.len() < MOST {
                known.push(meaning);
            }
        }
    }

    /// Takes a query apart: the longest words first that it knows, from left to right.
    pub(super) fn parts(&self, wanted: Vec<Run>) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let mut rest = wanted.as_slice();
        while let Some((first, after)) = rest.split_first() {
            if let Some((length, meanings)) = self.phrase(rest) {
                let (typed, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
                parts.push(Part { typed: typed.to_vec(), meanings });
                rest = after;
                continue;
            }
            match first {
                Run::Han(chars) => self.cut(chars, &mut parts),
                Run::Word(_) => parts.push(Part::plain(first.clone())),
            }
            rest = after;
        }
        parts
    }

    fn phrase(&self, rest: &[Run]) -> Option<(usize, Vec<Vec<Run>>)> {
        (1..=self.longest_words.min(rest.len())).rev().find_map(|length| {
            let meanings = self.words.get(&key(rest.get(..length)?)?)?;
            Some((length, meanings.clone()))
        })
    }

    fn cut(&self, chars: &[char], parts: &mut Vec<Part>) {
        let mut plain = Vec::new();
        let mut rest = chars;
        while let Some((first, after)) = rest.split_first() {
            let known = (1..=self.longest_han.min(rest.len())).rev().find_map(|length| {
                let said = rest.get(..length)?;
                Some((said, self.han.get(said)?))
            });
            let Some((said, meanings)) = known else {
                plain.push(*first);
                rest = after;
                continue;
            };
            if !plain.is_empty() {
                parts.push(Part::plain(Run::Han(std::mem::take(&mut plain))));
            }
            parts.push(Part { typed: vec![Run::Han(said.to_vec())], meanings: meanings.clone() });
            rest = rest.get(said.len()..).unwrap_or_default();
        }
        if !plain.is_empty() {
            parts.push(Part::plain(Run::Han(plain)));
        }
    }
}

impl Part {
    fn plain(run: Run) -> Part {
        Part { typed: vec![run], meanings: Vec::new() }
    }
}

fn read(text: &str) -> Vec<Run> {
    let all = runs(&fold(text));
    let telling: Vec<Run> = all.iter().flat_map(telling).collect();
    if telling.is_empty() { all } else { telling }
}

fn key(words: &[Run]) -> Option<String> {
    let stems = words.iter().map(|run| match run {
        Run::Word(word) => Some(stem(word)),
        Run::Han(_) => None,
    });
    Some(stems.collect::<Option<Vec<_>>>()?.join(" "))
}
