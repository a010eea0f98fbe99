//! One thing that is not as it should be.

use std::fmt;

/// A finding of one rule.
pub struct Finding {
    /// The rule's name, as exceptions spell it.
    pub rule: &'static str,
    /// A path, or `path#name` for a function or key in it. Stays the same when lines move.
    pub place: String,
    /// The line, counted from 1; 0 for the file as a whole.
    pub line: usize,
    /// The length, for the rules that measure one.
    pub measure: Option<usize>,
    pub message: String,
}

impl Finding {
    pub fn new(rule: &'static str, place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { rule, place: place.into(), line: 0, measure: None, message: message.into() }
    }

    pub fn line(self, line: usize) -> Self {
        Self { line, ..self }
    }

    pub fn measure(self, measure: usize) -> Self {
        Self { measure: Some(measure), ..self }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, place, line, message, .. } = self;
        match line {
            0 => write!(f, "{place}: {message} [{rule}]"),
            _ => {
                let path = place.split('#').next().unwrap_or_default();
                write!(f, "{path}:{line}: {message} [{rule}]")
            }
        }
    }
}
