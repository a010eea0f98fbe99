//! Finding a service by what people type: everyday words, misspelt English, Chinese without
//! spaces, a pasted code.
//!
//! The index is in memory and holds public catalogue text only. It knows neither service files nor
//! imported items: whoever has text to be found makes a [`Doc`] of it. Why it is not a search
//! library: `docs/adr/0005-search.md`.
//!
//! Latin words are folded and lightly stemmed; an unknown one is matched by its beginning, if it
//! is the last, or by edit distance. Chinese runs are matched by pairs of characters, a chain of
//! pairs counting more than its parts, single characters little. Scores are BM25 with weighted
//! fields; a document must match a fair share of the query's weight to be listed at all.

mod chains;
mod codes;
mod distance;
mod doc;
mod fold;
mod index;
mod initials;
mod postings;
mod query;
mod rank;
mod sounds;
mod split;
mod stem;
mod sums;
mod tally;
mod thesaurus;
mod variants;
mod words;

#[cfg(test)]
mod tests;

pub use doc::{Doc, Fields};
pub use index::Index;
pub use rank::{Hit, Results};
pub use thesaurus::Synonym;
