use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::facts::DateBound;
use crate::syntax::Comparison;

/// What an atom asks of the answer to its fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// The answer is this.
    Boolean {
        /// The answer wanted.
        expected: bool,
    },
    /// The chosen option is one of these; `!=` is kept as the set of the other options.
    Choice {
        /// Ids of options, at least one and not all.
        any_of: BTreeSet<String>,
    },
    /// A test of a whole number.
    Whole(Numbers),
    /// A test of a decimal; the constants are in units of `10^-scale`.
    Decimal {
        /// The scale of the fact.
        scale: u8,
        /// The test.
        numbers: Numbers,
    },
    /// A test of a date.
    Date(DateTest),
    /// The region is one of these or lies below one of them.
    Region {
        /// Ids of regions, at least one.
        any_of: BTreeSet<String>,
    },
}

/// A test of a number; every constant lies within the limits of the fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Numbers {
    /// The answer compared with a constant.
    Compare {
        /// The operator, with the answer before it.
        op: Comparison,
        /// The constant after it.
        bound: i64,
    },
    /// The answer is one of these.
    AnyOf(BTreeSet<i64>),
}

/// A test of a date; every fixed day lies within the limits of the fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateTest {
    /// The answer compared with a day.
    Compare {
        /// The operator, with the answer before it.
        op: Comparison,
        /// The day after it.
        bound: DateBound,
    },
    /// The answer is one of these days.
    AnyOf(BTreeSet<Date>),
}
