//! Evaluation: total, deterministic, and three-valued where answers are missing.

mod atom;
mod evaluate;
mod region;
mod trace;
mod truth;

pub use region::{FlatRegions, RegionTree};
pub use trace::{AtomTrace, DerivedTrace, Trace};
pub use truth::Truth;

use jiff::civil::Date;

/// The version of the meaning of conditions. It changes whenever the same condition, answers, day
/// and regions could come out differently, and is stored beside every recorded result.
pub const EVALUATOR_VERSION: u32 = 1;

/// The day on which a condition is evaluated, in the calendar of the office that evaluates it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Today {
    /// The day.
    pub date: Date,
}

impl Today {
    /// A day to evaluate on.
    pub const fn new(date: Date) -> Self {
        Self { date }
    }
}
