use jiff::civil::Date;

use crate::check::Atom;
use crate::syntax::{Comparison, Shift};

/// The checked structure of a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// `true` or `false`.
    Constant(bool),
    /// One test of one fact, as in a condition; its span points into the formula.
    Atom(Atom),
    /// The contrary.
    Not(Box<Formula>),
    /// All of two or more.
    All(Vec<Formula>),
    /// Any of two or more.
    Any(Vec<Formula>),
    /// Two formulas that come out alike, or that do not.
    Same {
        /// The first.
        left: Box<Formula>,
        /// The second.
        right: Box<Formula>,
        /// Whether they are to come out alike.
        equal: bool,
    },
    /// Two numbers compared, both in units of the same size.
    Numbers {
        /// The operator.
        op: Comparison,
        /// The number before it.
        left: Amount,
        /// The number after it.
        right: Amount,
    },
    /// Two days compared.
    Days {
        /// The operator.
        op: Comparison,
        /// The day before it.
        left: Day,
        /// The day after it.
        right: Day,
    },
    /// Two choices with the same options, chosen alike or not.
    Options {
        /// The fact of the first.
        left: String,
        /// The fact of the second.
        right: String,
        /// Whether they are to be alike.
        equal: bool,
    },
}

/// A number that is calculated, as a count of units. The checker has settled the unit of each part,
/// so that only whole numbers are left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// The answer to a whole-number fact.
    Whole(String),
    /// The answer to a decimal fact, in units of `10^-scale`.
    Decimal {
        /// The fact.
        fact: String,
        /// Its digits after the point.
        scale: u8,
    },
    /// Always this.
    Constant(i128),
    /// One number, with others added or taken away.
    Sum {
        /// What stands first.
        first: Box<Amount>,
        /// What follows; `true` is taken away.
        rest: Vec<(bool, Amount)>,
    },
    /// The product of two or more.
    Product(Vec<Amount>),
}

/// A day that is calculated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Day {
    /// The answer to a date fact.
    Fact(String),
    /// Always this.
    Fixed(Date),
    /// The day of evaluation.
    Today,
    /// Another day and how far from it, one step after the other.
    Shifted {
        /// The day counted from.
        from: Box<Day>,
        /// The steps.
        by: Vec<Shift>,
    },
}

impl Formula {
    /// The tests of single facts, in the order of the source.
    pub fn atoms(&self) -> Vec<&Atom> {
        match self {
            Self::Atom(atom) => vec![atom],
            Self::Not(inner) => inner.atoms(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::atoms).collect(),
            Self::Same { left, right, .. } => [left.atoms(), right.atoms()].concat(),
            _ => Vec::new(),
        }
    }

    /// Whether it comes out differently on different days without any answer. Two fixed days are
    /// never compared, since that decides nothing.
    pub(super) fn looks_at_today(&self) -> bool {
        match self {
            Self::Days { .. } => true,
            Self::Not(inner) => inner.looks_at_today(),
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::looks_at_today),
            Self::Same { left, right, .. } => left.looks_at_today() || right.looks_at_today(),
            _ => false,
        }
    }

    /// The facts that it reads, in the order of the source; a fact may stand there twice.
    pub(super) fn facts(&self) -> Vec<&str> {
        match self {
            Self::Constant(_) => Vec::new(),
            Self::Atom(atom) => vec![&atom.fact],
            Self::Not(inner) => inner.facts(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::facts).collect(),
            Self::Same { left, right, .. } => [left.facts(), right.facts()].concat(),
            Self::Numbers { left, right, .. } => [left.facts(), right.facts()].concat(),
            Self::Days { left, right, .. } => left.fact().into_iter().chain(right.fact()).collect(),
            Self::Options { left, right, .. } => vec![left, right],
        }
    }
}

impl Amount {
    fn facts(&self) -> Vec<&str> {
        match self {
            Self::Whole(fact) | Self::Decimal { fact, .. } => vec![fact],
            Self::Constant(_) => Vec::new(),
            Self::Sum { first, rest } => {
                let rest = rest.iter().flat_map(|(_, amount)| amount.facts());
                first.facts().into_iter().chain(rest).collect()
            }
            Self::Product(factors) => factors.iter().flat_map(Self::facts).collect(),
        }
    }
}

impl Day {
    fn fact(&self) -> Option<&str> {
        match self {
            Self::Fact(fact) => Some(fact),
            Self::Fixed(_) | Self::Today => None,
            Self::Shifted { from, .. } => from.fact(),
        }
    }
}
