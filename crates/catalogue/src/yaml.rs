//! The subset of YAML that files of the catalogue are written in, as a tree that knows its places.
//!
//! Not allowed, because it hides what a file says: anchors, aliases, tags, merge keys, duplicate
//! keys, several documents.

mod build;
mod node;
mod offset;
mod plain;

pub use build::parse;
pub use node::{Entry, Node, Scalar, Value};
pub use plain::{Plain, plain};

/// The most bytes that a file may have.
pub const MAX_BYTES: usize = 256 * 1024;
/// The deepest nesting of lists and mappings.
pub const MAX_DEPTH: usize = 32;
