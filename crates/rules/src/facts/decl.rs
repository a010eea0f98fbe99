use super::DateBound;

/// What kind of answer a question has, and its limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactType {
    /// Yes or no.
    Boolean,
    /// One of at most [`super::MAX_OPTIONS`] options, in the order in which they are shown.
    Choice {
        /// The ids of the options.
        options: Vec<String>,
    },
    /// A whole number within limits, both included.
    Whole {
        /// The least allowed answer.
        min: i64,
        /// The greatest allowed answer.
        max: i64,
    },
    /// A decimal of fixed scale within limits, both included.
    Decimal {
        /// Digits after the point, at most [`super::MAX_SCALE`].
        scale: u8,
        /// The least allowed answer in units of `10^-scale`.
        min: i64,
        /// The greatest allowed answer in units of `10^-scale`.
        max: i64,
    },
    /// A day of the Gregorian calendar within limits, both included. A limit may move with today:
    /// then it is about the day on which the answer is given.
    Date {
        /// The first allowed day.
        min: DateBound,
        /// The last allowed day.
        max: DateBound,
    },
    /// A node of the tree of regions, named by its id.
    Region,
}

impl FactType {
    /// The type in the reader's words, with its article: "a whole number".
    pub const fn described(&self) -> &'static str {
        match self {
            Self::Boolean => "a yes-or-no fact",
            Self::Choice { .. } => "a choice",
            Self::Whole { .. } => "a whole number",
            Self::Decimal { .. } => "a decimal",
            Self::Date { .. } => "a date",
            Self::Region => "a region",
        }
    }
}

/// A fact: its id and its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactDecl {
    /// The name used in conditions: `[a-z][a-z0-9_]*`, at most [`super::MAX_ID`] characters.
    pub id: String,
    /// The kind of answer.
    pub kind: FactType,
}

impl FactDecl {
    /// A declaration; [`super::FactSet::new`] checks it.
    pub fn new(id: impl Into<String>, kind: FactType) -> Self {
        Self { id: id.into(), kind }
    }
}
