//! Why a record, or a part of one, cannot be taken.

use serde::Serialize;

/// How much of a value is repeated in a problem, in characters.
const SHOWN: usize = 200;

/// Why a record cannot be taken, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The stable name of this kind of problem, in kebab case.
    pub kind: &'static str,
    /// The field or fields of the source, if it is about some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What stands there, at most 200 characters of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What is wrong.
    pub reason: String,
    /// What to do.
    pub help: String,
}

impl Problem {
    /// A problem that is about no field in particular.
    pub fn new(kind: &'static str, reason: impl Into<String>, help: impl Into<String>) -> Problem {
        Problem { kind, field: None, value: None, reason: reason.into(), help: help.into() }
    }

    /// The same problem, about a field and what stands in it.
    #[must_use]
    pub fn at(self, field: impl Into<String>, value: &str) -> Problem {
        let mut shown: String = value.chars().take(SHOWN).collect();
        if shown.len() < value.len() {
            shown.push('…');
        }
        Problem { field: Some(field.into()), value: Some(shown), ..self }
    }

    /// The same problem, about a field.
    #[must_use]
    pub fn of(self, field: impl Into<String>) -> Problem {
        Problem { field: Some(field.into()), ..self }
    }

    /// The problem in one line for people.
    pub fn human(&self) -> String {
        let mut out = String::new();
        if let Some(field) = &self.field {
            out.push_str(&format!("`{field}`: "));
        }
        if let Some(value) = &self.value {
            out.push_str(&format!("`{}`: ", value.escape_debug()));
        }
        out.push_str(&self.reason);
        out.push_str(&format!("; {}", self.help));
        out
    }
}
