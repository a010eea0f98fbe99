//! What the provider said of whom.

use jiff::civil::Date;
use serde_json::{Map, Value};

/// Somebody, as the provider knows them. Personal: not printed, not kept.
pub struct Proven {
    /// Who it is at this provider; the same at each sign-in.
    pub subject: String,
    /// How they were made sure of, in the provider's own terms.
    pub acr: Option<String>,
    pub(crate) claims: Map<String, Value>,
}

impl Proven {
    /// A claim that is a text with something in it.
    pub fn text(&self, name: &str) -> Option<&str> {
        let text = self.claims.get(name)?.as_str()?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// A claim that is a date.
    pub fn date(&self, name: &str) -> Option<Date> {
        self.text(name)?.parse().ok()
    }

    /// Whether there is a claim of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.claims.contains_key(name)
    }
}
