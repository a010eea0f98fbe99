//! Questions in order: which is to be asked next, the proof that no condition looks at a fact whose
//! question was not asked, and the most that a situation can cost.

mod cells;
mod days;
mod diagram;
mod flow;
mod proof;
mod question;
mod situation;
mod verdict;
mod worst;

pub use flow::{asked_answers, is_asked, still_matters};
pub use proof::{AskedProblem, Place, Scope, prove_asked};
pub use question::Question;
pub use situation::{Cell, Circumstance, Situation};
pub use worst::{Bounds, Cost, Worst, worst_case};

use jiff::civil::Date;

/// The most diagram nodes that one proof may build.
pub const MAX_NODES: usize = 200_000;
/// The most spans of days, alike in the order of relative and fixed days, that a proof looks at.
pub const MAX_DAY_SPANS: usize = 64;

/// The most questions that one proof looks at.
pub const MAX_QUESTIONS: usize = 500;

/// The days on which conditions will be evaluated: the validity of a version of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// A proof grew beyond its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooComplex;
