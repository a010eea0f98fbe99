use std::fmt;

use crate::syntax::Span;

/// What is wrong with a condition or a formula, where, and what to do about it.
///
/// `message` starts in lower case and quotes the reader's own text in backticks; `help` is a
/// sentence that says what to write instead. `code` is stable, so that a message can be translated
/// or counted without looking at its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The stable name of this kind of problem.
    pub code: Code,
    /// The bytes of the source that the message is about.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Problem {
    pub(crate) fn new(
        code: Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { code, span, message: message.into(), help: help.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; help: {}", self.message, self.help)
    }
}

impl std::error::Error for Problem {}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// The kinds of problem a condition or a formula can have.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code, for documentation and for tests of completeness.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The code as it is written in reports: lower case, hyphens.
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }
        }
    };
}

codes! {
    /// Nothing is written.
    Empty = "empty-condition",
    /// More than 2,000 characters, or more than 64 entries in a list.
    TooLong = "too-long",
    /// Parentheses and negations nested deeper than 32.
    TooDeep = "too-deep",
    /// A sign that the language does not have.
    UnknownSign = "unknown-sign",
    /// A quoted text that does not end, or holds a line break or a backslash.
    BadText = "bad-text",
    /// A number that is not a whole number, a decimal or a duration.
    BadNumber = "bad-number",
    /// A `date('…')` that names no day.
    BadDate = "bad-date",
    /// Something stands where it may not stand.
    Unexpected = "unexpected",
    /// `a < b < c`.
    Chained = "chained-comparison",
    /// Addition or subtraction in a condition, anywhere but after `today`.
    Arithmetic = "arithmetic",
    /// A name that no fact has.
    UnknownFact = "unknown-fact",
    /// An option that the choice does not have.
    UnknownOption = "unknown-option",
    /// A constant of the wrong type, or an operator that the fact's type does not have.
    WrongType = "wrong-type",
    /// A comparison in a condition that is not between one fact and one constant, or a formula
    /// without any fact.
    NotOneFact = "not-one-fact",
    /// A value that cannot stand as a condition.
    NotACondition = "not-a-condition",
    /// A formula that uses a derived fact.
    Nested = "derived-in-derived",
    /// A calculation that can come to more than 36 digits, or to a day beyond the calendar.
    TooLarge = "too-large",
    /// A test that every allowed answer passes.
    AlwaysTrue = "always-true",
    /// A test that no allowed answer passes.
    AlwaysFalse = "always-false",
    /// A decimal with more digits after the point than the fact has.
    TooManyDigits = "too-many-digits",
    /// The same entry twice in a list.
    Repeated = "repeated",
    /// One fact's relative dates count days in one place, months or years in another.
    MixedUnits = "mixed-units",
    /// A fact is used in a situation in which its question was not asked.
    NotAsked = "not-asked",
    /// Whether a question was asked, where its fact is used, hangs on a derived fact.
    Undecided = "undecided",
    /// `ask_when` names its own question or a later one.
    LaterQuestion = "later-question",
    /// The proof needs more cells or diagram nodes than are allowed.
    TooComplex = "too-complex",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
