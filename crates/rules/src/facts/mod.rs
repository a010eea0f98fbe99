//! Facts: the typed questions whose answers conditions are about.

mod answers;
mod bound;
mod dates;
mod decl;
mod error;
mod read;
mod set;
mod value;

pub use answers::Answers;
pub use bound::DateBound;
pub(crate) use dates::{iso, parse_iso};
pub use decl::{FactDecl, FactType};
pub use error::{DeclError, ValueError};
pub use set::FactSet;
pub(crate) use set::{is_reserved, names_a_fact};
pub use value::Value;
pub(crate) use value::scaled;

/// The most options that a choice may have.
pub const MAX_OPTIONS: usize = 64;
/// The most digits after the point that a decimal may have.
pub const MAX_SCALE: u8 = 9;
/// The longest id of a fact, an option or a region, in characters.
pub const MAX_ID: usize = 64;
/// The longest raw answer that [`FactDecl::read`] looks at, in characters.
pub const MAX_RAW: usize = 200;
