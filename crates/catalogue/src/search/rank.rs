use std::cmp::Ordering;

use onewindow_model::lang::Lang;

use super::index::{Index, phrase};
use super::query::Query;
use super::split::Run;
use super::sums::Sums;

/// What a query finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// All hits, not only those of this page.
    pub total: usize,
    /// The asked page of hits, best first, equal ones by id.
    pub hits: Vec<Hit>,
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

/// The share of a query's weight that must match; the lower one only if nothing reaches the first.
const SHARES: [f32; 2] = [0.5, 0.3];
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
        let mut sums = Sums::new(self.len(), lang);
        let mut meant: Vec<(String, String)> = Vec::new();
        for run in &query.wanted {
            match run {
                Run::Han(chars) => sums.add_han(&self.han, chars),
                Run::Word(word) => {
                    let unfinished = query.unfinished.as_ref() == Some(word);
                    if let Some(form) = sums.add_word(&self.words, word, unfinished) {
                        meant.push((word.clone(), form));
                    }
                }
            }
        }
        let mut found = self.found(&query, &sums);
        let total = found.len();
        let end = offset.saturating_add(limit);
        if end < found.len() / 2 {
            found.select_nth_unstable_by(end, |a, b| self.order(a, b));
            found.truncate(end);
        }
        found.sort_unstable_by(|a, b| self.order(a, b));
        let page = found.into_iter().skip(offset).take(limit);
        let hits = page.map(|(doc, score)| Hit { id: self.id(doc).to_owned(), score }).collect();
        Results { total, hits, did_you_mean: corrected(&query, &meant) }
    }

    fn id(&self, doc: u32) -> &str {
        self.ids.get(doc as usize).map(String::as_str).unwrap_or_default()
    }

    fn order(&self, a: &(u32, f32), b: &(u32, f32)) -> Ordering {
        b.1.total_cmp(&a.1).then_with(|| self.id(a.0).cmp(self.id(b.0)))
    }

    fn found(&self, query: &Query, sums: &Sums) -> Vec<(u32, f32)> {
        let coded = self.codes.find(&query.folded);
        let whole = [phrase(&query.runs), phrase(&query.wanted)];
        let mut whole: Vec<u32> =
            whole.iter().filter_map(|p| self.phrases.get(p)).flatten().copied().collect();
        whole.sort_unstable();
        let mut found = Vec::new();
        for share in SHARES {
            let least = share * sums.weight;
            for (doc, matched) in (0u32..).zip(&sums.matched) {
                let has_code = coded.binary_search(&doc).is_ok();
                if !has_code && (*matched <= 0.0 || *matched < least) {
                    continue;
                }
                let at = doc as usize;
                let mut score = sums.score.get(at).copied().unwrap_or_default();
                score *= self.weights.get(at).copied().unwrap_or(1.0);
                score *= matched / sums.weight.max(f32::MIN_POSITIVE);
                if whole.binary_search(&doc).is_ok() {
                    score *= WHOLE;
                }
                found.push((doc, if has_code { CODE + score } else { score }));
            }
            if !found.is_empty() {
                return found;
            }
        }
        found
    }
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
