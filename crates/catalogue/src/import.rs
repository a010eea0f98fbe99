//! Importing services from a source with records of its own making, by a mapping file.
//!
//! Nothing here knows any source: which field means what, which words stand for which of ours, and
//! what counts as "nothing" stands in the mapping file (`docs/spec/mapping.md`).

mod authority;
mod clean;
mod evidence;
mod flag;
mod group;
mod item;
mod lines;
mod literal;
pub mod mapping;
mod markup;
mod problem;
mod report;
mod rule;
mod rule_read;
mod run;
mod scope;
mod sink;
mod slug;
pub mod source;
mod terms;
mod text_rule;

#[cfg(test)]
mod tests;

pub use mapping::{Mapping, parse_mapping};
pub use problem::Problem;
pub use report::{ImportReport, Reason, Sum};
pub use run::{ImportError, Progress, import, import_files};
pub use sink::{ImportSink, SinkError};
pub use source::{Far, Format, Layout};
