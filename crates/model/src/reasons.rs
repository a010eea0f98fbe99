//! Reasons: what an official, or whoever contests, writes down for others to read.

use std::fmt;

/// A text of 1 to [`Reasons::LONGEST`] characters: without blank space around it, its lines ended
/// by U+000A alone, as counted by people and not as a browser sends them.
#[derive(Clone, PartialEq, Eq)]
pub struct Reasons(String);

/// Why a text is no reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotReasons {
    /// Nothing was written.
    #[error("reasons are missing")]
    Missing,
    /// More than [`Reasons::LONGEST`] characters.
    #[error("reasons are longer than {} characters", Reasons::LONGEST)]
    TooLong,
}

impl Reasons {
    /// The longest, in characters.
    pub const LONGEST: u32 = 4_000;

    /// Reads what was typed.
    pub fn parse(typed: &str) -> Result<Reasons, NotReasons> {
        let text = typed.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned();
        if text.is_empty() {
            return Err(NotReasons::Missing);
        }
        if text.chars().nth(Self::LONGEST as usize).is_some() {
            return Err(NotReasons::TooLong);
        }
        Ok(Reasons(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text.
    pub fn into_string(self) -> String {
        self.0
    }
}

// Reasons are about a person: what prints a value while debugging must not print them.
impl fmt::Debug for Reasons {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reasons({} characters)", self.0.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_count_once_and_space_around_does_not() {
        let parsed = Reasons::parse(" \r\n一\r\n二\r三\n ").unwrap();
        assert_eq!(parsed.as_str(), "一\n二\n三");
        let lines = "字\r\n".repeat(2_000);
        assert!(Reasons::parse(&lines).is_ok(), "3,999 characters as people count them");
    }

    #[test]
    fn neither_nothing_nor_too_much_is_a_reason() {
        assert_eq!(Reasons::parse(" \r\n\t"), Err(NotReasons::Missing));
        assert!(Reasons::parse(&"字".repeat(4_000)).is_ok());
        assert_eq!(Reasons::parse(&"字".repeat(4_001)), Err(NotReasons::TooLong));
    }

    #[test]
    fn what_is_printed_while_debugging_does_not_hold_them() {
        assert_eq!(format!("{:?}", Reasons::parse("秘密").unwrap()), "Reasons(2 characters)");
    }
}
