use std::cmp::Ordering;

use onewindow_model::lang::Lang;

use super::index::{Index, phrase};
use super::query::Query;
use super::sounds::syllables;
use super::split::Run;
use super::sums::Sums;

/// What a query finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// All hits, not only those of this page.
    pub total: usize,
    /// The asked page of hits, best first, equal ones by id.
    pub hits: Vec<Hit>,
    /// Whether enough of the query matched; otherwise these are guesses, a few at most.
    pub sure: bool,
    /// The query as it was probably meant, if a word was misspelt. What it finds is among the
    /// hits already.
    pub did_you_mean: Option<String>,
}

/// One document found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The id of the [`super::Doc`].
    pub id: String,
    /// Comparable within one result only.
    pub score: f32,
}

/// The share of a query's weight that must match for a document to answer it.
const SURE: f32 = 0.6;
/// A guess is at least this much of the best one; and as much as a telling word in a name, or this
/// share of the query.
const NEAR: f32 = 0.3;
const LEAST_GUESS: f32 = 5.0;
const LEAST_SHARE: f32 = 0.3;
/// So many guesses are shown.
const MOST_GUESSES: usize = 10;
/// Above every score of text.
const CODE: f32 = 1.0e6;
/// What a name or keyword gains that is the whole query.
const WHOLE: f32 = 1.5;

impl Index {
    /// Finds documents, best first. Both languages are searched; `lang`, that of the interface,
    /// only decides between near equals. Any text is a valid query; beyond 200 characters it is
    /// cut off.
    pub fn search(&self, query: &str, lang: Lang, offset: usize, limit: usize) -> Results {
        let query = Query::parse(query);
        let mut sums = Sums::new(self, lang);
        for part in self.thesaurus.parts(self.spelt_together(&query.wanted)) {
            sums.add(&part, query.unfinished.as_deref());
        }
        let (mut found, sure) = self.found(&query, &sums);
        let total = found.len();
        let end = offset.saturating_add(limit);
        if end < found.len() / 2 {
            found.select_nth_unstable_by(end, |a, b| self.order(a, b));
            found.truncate(end);
        }
        found.sort_unstable_by(|a, b| self.order(a, b));
        let page = found.into_iter().skip(offset).take(limit);
        let hits = page.map(|(doc, score)| Hit { id: self.id(doc).to_owned(), score }).collect();
        Results { total, hits, sure, did_you_mean: corrected(&query, &sums.meant) }
    }

    /// Syllables that stand apart, `ju zhu zheng`, as one word.
    fn spelt_together(&self, wanted: &[Run]) -> Vec<Run> {
        let mut joined: Vec<Run> = Vec::new();
        let mut spoken = false;
        for run in wanted {
            let word = match run {
                Run::Word(word) if !self.words.knows(word) => syllables(word).and(Some(word)),
                Run::Word(_) | Run::Han(_) => None,
            };
            match (word, joined.last_mut()) {
                (Some(word), Some(Run::Word(before))) if spoken => before.push_str(word),
                _ => joined.push(run.clone()),
            }
            spoken = word.is_some();
        }
        joined
    }

    fn id(&self, doc: u32) -> &str {
        self.ids.get(doc as usize).map(String::as_str).unwrap_or_default()
    }

    fn order(&self, a: &(u32, f32), b: &(u32, f32)) -> Ordering {
        b.1.total_cmp(&a.1).then_with(|| self.id(a.0).cmp(self.id(b.0)))
    }

    fn found(&self, query: &Query, sums: &Sums) -> (Vec<(u32, f32)>, bool) {
        let coded = self.codes.find(&query.folded);
        let whole = [phrase(&query.runs), phrase(&query.wanted)];
        let mut whole: Vec<u32> =
            whole.iter().filter_map(|p| self.phrases.get(p)).flatten().copied().collect();
        whole.sort_unstable();
        let all: Vec<(u32, f32, f32)> = sums.found().collect();
        let least = SURE * sums.weight;
        let enough = all.iter().filter(|(_, _, matched)| *matched > 0.0 && *matched >= least);
        let mut found: Vec<(u32, f32)> = enough
            .map(|(doc, score, matched)| {
                let weight = self.weights.get(*doc as usize).copied().unwrap_or(1.0);
                let share = matched / sums.weight.max(f32::MIN_POSITIVE);
                let whole = if whole.binary_search(doc).is_ok() { WHOLE } else { 1.0 };
                (*doc, score * weight * share * whole)
            })
            .collect();
        for doc in coded {
            match found.iter_mut().find(|(one, _)| *one == doc) {
                Some(hit) => hit.1 += CODE,
                None => found.push((doc, CODE)),
            }
        }
        if !found.is_empty() {
            return (found, true);
        }
        (guesses(&all, sums.weight), false)
    }
}

/// Of a query of which too little matched, what matched best, if it was more than a few single
/// characters.
fn guesses(all: &[(u32, f32, f32)], weight: f32) -> Vec<(u32, f32)> {
    let best = all.iter().map(|(_, score, _)| *score).fold(0.0, f32::max);
    let close = |(_, score, matched): &&(u32, f32, f32)| {
        *score >= NEAR * best && (*score >= LEAST_GUESS || *matched >= LEAST_SHARE * weight)
    };
    let near = all.iter().filter(close);
    let mut guesses: Vec<(u32, f32)> = near.map(|(doc, score, _)| (*doc, *score)).collect();
    guesses.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    guesses.truncate(MOST_GUESSES);
    guesses
}

/// The query with misspelt words replaced.
fn corrected(query: &Query, meant: &[(String, String)]) -> Option<String> {
    if meant.is_empty() {
        return None;
    }
    let words = query.runs.iter().map(|run| match run {
        Run::Word(word) => meant
            .iter()
            .find(|(typed, _)| typed == word)
            .map_or_else(|| word.clone(), |(_, form)| form.clone()),
        Run::Han(chars) => chars.iter().collect(),
    });
    Some(words.collect::<Vec<_>>().join(" "))
}
