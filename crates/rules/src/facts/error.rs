use thiserror::Error;

use super::Value;

/// Why a declaration of a fact is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DeclError {
    /// The id is not snake case.
    #[error(
        "`{id}` cannot name a fact; use lower-case letters, digits and underscores, starting with a letter, at most 64"
    )]
    BadId {
        /// The id as written.
        id: String,
    },
    /// The id is a word of the condition language or of CEL.
    #[error("`{id}` is a word of the condition language; choose another id for the fact")]
    Reserved {
        /// The id as written.
        id: String,
    },
    /// Two facts have this id.
    #[error("two facts are named `{id}`; give each its own id")]
    Duplicate {
        /// The id of both.
        id: String,
    },
    /// A choice has no options, or more than 64.
    #[error("the choice `{id}` has {count} options; give it between 1 and 64")]
    OptionCount {
        /// The fact.
        id: String,
        /// How many options it has.
        count: usize,
    },
    /// An option's id has signs that cannot stand in a condition.
    #[error(
        "`{option}` cannot name an option of `{id}`; use letters a to z, digits, `-`, `_` and `.`, at most 64"
    )]
    BadOption {
        /// The fact.
        id: String,
        /// The option as written.
        option: String,
    },
    /// An option is listed twice.
    #[error("the choice `{id}` lists `{option}` twice; remove one")]
    DuplicateOption {
        /// The fact.
        id: String,
        /// The option.
        option: String,
    },
    /// The minimum is above the maximum.
    #[error("the minimum of `{id}` is above its maximum; exchange them")]
    EmptyRange {
        /// The fact.
        id: String,
    },
    /// A decimal with too many digits after the point.
    #[error("`{id}` has {scale} digits after the point; at most 9 are possible")]
    ScaleTooLarge {
        /// The fact.
        id: String,
        /// The digits asked for.
        scale: u8,
    },
    /// One limit is counted from today in days and the other in months or years.
    #[error("the limits of `{id}` are counted from today in two units; count both in one")]
    MixedLimits {
        /// The fact.
        id: String,
    },
    /// A date limit before the year 1.
    #[error("a limit of `{id}` lies before 0001-01-01; dates start there")]
    DateTooEarly {
        /// The fact.
        id: String,
    },
}

/// Why a raw answer is not a value of its fact.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ValueError {
    /// Nothing was entered.
    #[error("an answer is needed")]
    Empty,
    /// More characters than any answer can have.
    #[error("the answer is longer than {limit} characters")]
    TooLong {
        /// The limit in characters.
        limit: usize,
    },
    /// Neither `true` nor `false`.
    #[error("`{input}` is neither `true` nor `false`")]
    NotABoolean {
        /// What was entered.
        input: String,
    },
    /// No such option.
    #[error("`{input}` is not one of {}", crate::suggest::either(options.iter().map(String::as_str)))]
    NotAnOption {
        /// What was entered.
        input: String,
        /// The options there are.
        options: Vec<String>,
        /// The option that was probably meant.
        suggestion: Option<String>,
    },
    /// Not a whole number in digits.
    #[error("`{input}` is not a whole number in digits, such as `12`")]
    NotAWholeNumber {
        /// What was entered.
        input: String,
    },
    /// Not a decimal in digits.
    #[error("`{input}` is not a number in digits, such as `12.5`")]
    NotADecimal {
        /// What was entered.
        input: String,
    },
    /// More digits after the point than the fact has.
    #[error("`{input}` has more than {scale} digits after the point")]
    TooManyDigits {
        /// What was entered.
        input: String,
        /// The digits allowed.
        scale: u8,
    },
    /// Not a date of the form `2026-01-31`.
    #[error("`{input}` is not a date of the form `2026-01-31`")]
    NotADate {
        /// What was entered.
        input: String,
    },
    /// A date of the right form that the calendar does not have.
    #[error("`{input}` is not a day in the calendar")]
    NoSuchDay {
        /// What was entered.
        input: String,
    },
    /// Not the id of a region. Whether the region exists is for the tree of regions to say.
    #[error("`{input}` is not the id of a region")]
    NotARegion {
        /// What was entered.
        input: String,
    },
    /// Below the least allowed answer.
    #[error("`{input}` is less than {minimum}")]
    BelowMinimum {
        /// What was entered.
        input: String,
        /// The least allowed answer.
        minimum: Value,
    },
    /// Above the greatest allowed answer.
    #[error("`{input}` is more than {maximum}")]
    AboveMaximum {
        /// What was entered.
        input: String,
        /// The greatest allowed answer.
        maximum: Value,
    },
    /// A stored value whose type is not the fact's.
    #[error("`{input}` is not {expected}")]
    WrongType {
        /// The value in its canonical form.
        input: String,
        /// The fact's type in words.
        expected: &'static str,
    },
    /// No fact has this id.
    #[error("there is no such fact{}", suggestion.as_ref().map(|name| format!("; did you mean `{name}`?")).unwrap_or_default())]
    UnknownFact {
        /// The id of the fact that was probably meant.
        suggestion: Option<String>,
    },
}
