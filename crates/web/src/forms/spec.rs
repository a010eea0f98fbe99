use super::invisible::{misleading, seen};
use crate::errors::WebError;

/// The fields that a form may send back, and how much of each.
#[derive(Debug, Clone, Default)]
pub struct FormSpec {
    fields: Vec<Expected>,
}

#[derive(Debug, Clone)]
struct Expected {
    name: String,
    most_values: usize,
    longest: usize,
}

impl FormSpec {
    /// No fields yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A field that comes at most once, with at most `longest` characters.
    pub fn one(self, name: impl Into<String>, longest: usize) -> Self {
        self.many(name, 1, longest)
    }

    /// A field that may be repeated, such as checkboxes.
    pub fn many(mut self, name: impl Into<String>, most_values: usize, longest: usize) -> Self {
        self.fields.push(Expected { name: name.into(), most_values, longest });
        self
    }

    /// The three fields of a date.
    pub fn date(self, name: &str) -> Self {
        ["year", "month", "day"]
            .iter()
            .fold(self, |spec, part| spec.one(format!("{name}-{part}"), 10))
    }

    /// Reads what came back, without characters that nobody sees. Refuses with 400 and names every
    /// field that is wrong; what was typed goes along, so that nothing is lost.
    pub(super) fn read(&self, pairs: Vec<(String, String)>) -> Result<Filled, WebError> {
        let mut error = WebError::bad_request();
        let mut wrong = false;
        let mut refuse = |key: &'static str, values: &[(&'static str, &str)]| {
            wrong = true;
            error = error.clone().detail(key, values);
        };
        for expected in &self.fields {
            let mine = || pairs.iter().filter(|(name, _)| *name == expected.name);
            if mine().count() > expected.most_values {
                refuse("form-repeated", &[("field", &expected.name)]);
            }
            if mine().any(|(_, value)| value.chars().count() > expected.longest) {
                let most = expected.longest.to_string();
                refuse("form-too-long", &[("field", &expected.name), ("most", &most)]);
            }
            if mine().any(|(_, value)| value.chars().any(unwritable)) {
                refuse("form-control-characters", &[("field", &expected.name)]);
            }
            if mine().any(|(_, value)| value.chars().any(misleading)) {
                refuse("form-misleading-characters", &[("field", &expected.name)]);
            }
        }
        let known = |name: &str| self.fields.iter().any(|field| field.name == name);
        // One sentence each, but not for a flood of them.
        for (name, _) in pairs.iter().filter(|(name, _)| !known(name)).take(3) {
            let shown: String =
                name.chars().filter(|c| !unwritable(*c) && !misleading(*c)).take(60).collect();
            refuse("form-unknown", &[("field", &shown)]);
        }
        if wrong {
            return Err(error.typed(pairs));
        }
        let pairs = pairs.into_iter().map(|(name, value)| (name, seen(value)));
        Ok(Filled { pairs: pairs.collect() })
    }
}

/// Characters that no one types: they would spoil letters, logs and exports.
fn unwritable(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || c == '\u{FFFD}'
}

/// What came back, in the order of the page, every field as declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    pairs: Vec<(String, String)>,
}

impl Filled {
    /// The value of a field, trimmed; empty if it did not come.
    pub fn get<'a>(&'a self, name: &'a str) -> &'a str {
        self.all(name).next().unwrap_or_default()
    }

    /// All values of a field that may be repeated, trimmed.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// Whether the field came at all, be it empty.
    pub fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|(key, _)| key == name)
    }

    /// Everything, in order, as typed.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }
}
