//! Derived facts: what conditions cannot say, calculated from several answers and used by a name.
//!
//! A *derivation* is a name and a *formula*, which can calculate with facts and compare them with
//! each other. Conditions use the name like a boolean fact that nobody is asked for. Like a
//! condition, a formula is checked when its file is loaded and cannot fail afterwards: the limits
//! of its facts prove that no number grows beyond [`MAX_DIGITS`] and no day leaves the calendar.
//!
//! The proofs of [`crate::asked`] know a derivation by its name only, as a boolean that may be
//! anything; what hangs on it is *undecided because of* that name, and never proved by it.

mod checker;
mod day;
mod derivation;
mod evaluate;
mod formula;
mod number;
mod operand;
mod set;

pub use derivation::Derivation;
pub use formula::{Amount, Day, Formula};
pub use set::{Derivations, DeriveError};

/// The most derivations of one service.
pub const MAX_DERIVATIONS: usize = 32;
/// The most digits of a number in a formula, those after the point included.
pub const MAX_DIGITS: u32 = 36;
