//! Mapping files: how the records of one source become services.

mod parts;
mod read;

use serde_json::{Map, Value};

pub(crate) use parts::{AuthorityRules, EvidenceRules, LabelledRule, TermRules};
pub use read::parse_mapping;
#[cfg(test)]
pub(crate) use read::shapes;

use super::flag::Flag;
use super::input::Format;
use super::rule::Rule;

/// How the records of one source become services. Made by [`parse_mapping`].
#[derive(Debug)]
pub struct Mapping {
    /// How the source writes its records.
    pub format: Format,
    /// The language of its texts.
    pub(super) language: String,
    /// Words that mean that it says nothing.
    pub(super) nothing: Vec<String>,
    /// Name, licence and date, as in a service file.
    pub(super) source: Map<String, Value>,
    /// What names a record within the source.
    pub(super) record: Rule,
    /// The regions that the services need, as in `region.yaml`.
    pub(super) regions: Vec<Value>,
    /// Parts of each service that are the same for all.
    pub(super) service: Map<String, Value>,
    /// Rules for single values, by their key in a service file.
    pub(super) fields: Vec<(&'static str, Rule)>,
    /// Rules for lists of words, by their key in a service file.
    pub(super) lists: Vec<(&'static str, Rule)>,
    pub(super) visits: Option<Rule>,
    pub(super) times: TermRules,
    pub(super) authority: AuthorityRules,
    pub(super) evidence: Option<EvidenceRules>,
    pub(super) contacts: Vec<LabelledRule>,
    pub(super) notes: Vec<LabelledRule>,
    pub(super) channels: Vec<Flag>,
    pub(super) delivery: Vec<Flag>,
}
