use std::fmt;

use jiff::civil::Date;

use crate::check::{Condition, Logic};
use crate::eval::{RegionTree, Today, Truth};
use crate::facts::{Value, iso, scaled};

/// A counterexample: a day and the circumstances that together break a rule. Facts that make no
/// difference are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation {
    /// A day on which it happens.
    pub today: Date,
    /// The facts that matter, in the order of their questions; derived facts stand last.
    pub circumstances: Vec<Circumstance>,
}

/// One fact of a [`Situation`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circumstance {
    /// The fact.
    pub fact: String,
    /// The answers it may have.
    pub cell: Cell,
    /// Whether it is derived: then what it comes to is assumed and not proved.
    pub derived: bool,
}

impl Situation {
    /// The derived facts that the situation makes assumptions about.
    pub fn because_of(&self) -> impl Iterator<Item = &str> {
        self.circumstances.iter().filter(|found| found.derived).map(|found| found.fact.as_str())
    }

    /// Whether a condition holds in the situation; unknown where it hangs on a fact that the
    /// situation leaves out.
    pub fn truth(&self, condition: &Condition, regions: &dyn RegionTree) -> Truth {
        self.holds(condition.logic(), regions)
    }

    fn holds(&self, logic: &Logic, regions: &dyn RegionTree) -> Truth {
        let part = |logic: &Logic| self.holds(logic, regions);
        let named = |fact: &str, derived: bool| {
            let mut all = self.circumstances.iter();
            let found = all.find(|found| found.derived == derived && found.fact == fact);
            found.and_then(|found| found.cell.sample())
        };
        match logic {
            Logic::Constant(value) => Truth::from(*value),
            Logic::Atom(atom) => named(&atom.fact, false)
                .and_then(|value| atom.test.passes(&value, Today::new(self.today), regions))
                .map_or(Truth::Unknown, Truth::from),
            Logic::Derived(derived) => match named(derived.derivation.id(), true) {
                Some(Value::Bool(holds)) => derived.read(Truth::from(holds)),
                _ => Truth::Unknown,
            },
            Logic::Not(inner) => !part(inner),
            Logic::All(parts) => parts.iter().map(part).fold(Truth::True, Truth::and),
            Logic::Any(parts) => parts.iter().map(part).fold(Truth::False, Truth::or),
        }
    }
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
        for (place, Circumstance { fact, cell, .. }) in self.circumstances.iter().enumerate() {
            f.write_str(if place == 0 { "when " } else { " and " })?;
            write!(f, "`{fact}` {cell}")?;
        }
        Ok(())
    }
}
