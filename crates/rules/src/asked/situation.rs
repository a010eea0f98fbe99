use std::fmt;

use jiff::civil::Date;

use crate::facts::{Value, iso, scaled};

/// A counterexample: a day and the circumstances that together break a rule. Facts that make no
/// difference are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation {
    /// A day on which it happens.
    pub today: Date,
    /// The facts that matter, in the order of their questions.
    pub circumstances: Vec<Circumstance>,
}

/// One fact of a [`Situation`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circumstance {
    /// The fact.
    pub fact: String,
    /// The answers it may have.
    pub cell: Cell,
}

/// A set of answers that no condition under examination tells apart. Ranges include both ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Yes or no.
    Boolean(bool),
    /// An option.
    Choice(String),
    /// A range of whole numbers.
    Whole {
        /// The least.
        first: i64,
        /// The greatest.
        last: i64,
    },
    /// A range of decimals in units of `10^-scale`.
    Decimal {
        /// Digits after the point.
        scale: u8,
        /// The least.
        first: i64,
        /// The greatest.
        last: i64,
    },
    /// A range of days.
    Date {
        /// The first.
        first: Date,
        /// The last.
        last: Date,
    },
    /// A region, with all that no condition tells apart from it; `None` is all regions that lie in
    /// none of those named.
    Region(Option<String>),
}

impl Cell {
    /// One of the answers. Outside every named region there is none that could be named.
    pub fn sample(&self) -> Option<Value> {
        Some(match self {
            Self::Boolean(answer) => Value::Bool(*answer),
            Self::Choice(option) => Value::Choice(option.clone()),
            Self::Whole { first, .. } => Value::Whole(*first),
            Self::Decimal { scale, first, .. } => Value::Decimal { units: *first, scale: *scale },
            Self::Date { first, .. } => Value::Date(*first),
            Self::Region(region) => Value::Region(region.clone()?),
        })
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = match self {
            Self::Boolean(answer) => return write!(f, "is `{answer}`"),
            Self::Choice(option) => return write!(f, "is `{option}`"),
            Self::Region(Some(region)) => return write!(f, "is in `{region}`"),
            Self::Region(None) => return f.write_str("is in none of the regions named"),
            Self::Whole { first, last } => (first.to_string(), last.to_string()),
            Self::Decimal { scale, first, last } => (scaled(*first, *scale), scaled(*last, *scale)),
            Self::Date { first, last } => (iso(*first), iso(*last)),
        };
        if first == last {
            write!(f, "is `{first}`")
        } else {
            write!(f, "is `{first}` to `{last}`")
        }
    }
}

impl fmt::Display for Situation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.circumstances.is_empty() {
            return f.write_str("in any situation");
        }
        for (place, Circumstance { fact, cell }) in self.circumstances.iter().enumerate() {
            f.write_str(if place == 0 { "when " } else { " and " })?;
            write!(f, "`{fact}` {cell}")?;
        }
        Ok(())
    }
}
