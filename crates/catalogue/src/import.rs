//! Importing services from a source with records of its own making, by a mapping file.
//!
//! Nothing here knows any source: which field means what, which words stand for which of ours, and
//! what counts as "nothing" stands in the mapping file (`docs/spec/mapping.md`).

mod authority;
mod clean;
mod flag;
mod input;
mod item;
mod literal;
pub mod mapping;
mod report;
mod rule;
mod run;
mod sink;

#[cfg(test)]
mod tests;

pub use input::{Format, RecordReader};
pub use mapping::{Mapping, parse_mapping};
pub use report::{ImportReport, Reason};
pub use run::{ImportError, import, import_files};
pub use sink::{ImportSink, SinkError, Stored};
