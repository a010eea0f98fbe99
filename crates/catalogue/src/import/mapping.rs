//! Mapping files: how the records of one source become services.

mod parts;
mod read;
mod source;

use serde_json::{Map, Value};

pub(crate) use parts::{
    AuthorityRules, BasisRules, CaseRules, EvidenceRules, LabelledRule, SkipRule, TermRules,
};
pub use read::parse_mapping;
#[cfg(test)]
pub(crate) use read::shapes;

use super::flag::{Flag, Says};
use super::markup::Markup;
use super::rule::Rule;
use super::scope::Scope;
use super::source::Layout;
use super::text_rule::TextRule;

/// How the records of one source become services. Made by [`parse_mapping`].
#[derive(Debug)]
pub struct Mapping {
    /// How to cut the source into records.
    pub layout: Layout,
    /// Rows that stand together and say the same for this rule are one record.
    pub(super) group: Option<Rule>,
    /// The languages of its texts.
    pub(super) languages: Vec<String>,
    /// What its texts are written in.
    pub(super) markup: Markup,
    /// Words that mean that it says nothing.
    pub(super) nothing: Vec<String>,
    /// Records that are none.
    pub(super) skip: Vec<SkipRule>,
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
    /// Rules for texts, by their key in a service file.
    pub(super) texts: Vec<(&'static str, TextRule)>,
    /// Rule for the words that people type.
    pub(super) keywords: Option<TextRule>,
    /// Rule for whom it is for.
    pub(super) audience: Option<Rule>,
    pub(super) visits: Option<Rule>,
    pub(super) times: TermRules,
    pub(super) authority: AuthorityRules,
    pub(super) legal_basis: Vec<BasisRules>,
    pub(super) evidence: Option<EvidenceRules>,
    /// What a record says that is free of charge.
    pub(super) free: Option<Says>,
    pub(super) contacts: Vec<LabelledRule>,
    pub(super) notes: Vec<LabelledRule>,
    pub(super) channels: Vec<Flag>,
    pub(super) delivery: Vec<Flag>,
}

impl Mapping {
    /// A record with what all rules know.
    pub(super) fn scope<'r>(&'r self, record: &'r Value) -> Scope<'r> {
        Scope { value: record, nothing: &self.nothing, markup: self.markup, number: 0 }
    }
}
