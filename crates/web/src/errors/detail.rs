//! Sentences of an error, and the parts of a request that they are about.

use crate::l10n::{Args, L10n};

/// A part of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a body of JSON, by its pointer (RFC 6901).
    Pointer(String),
    /// A parameter of the query string.
    Parameter(String),
    /// A header.
    Header(&'static str),
}

/// A sentence: the key of a text and its values.
#[derive(Debug, Clone)]
pub(super) struct Detail {
    key: &'static str,
    values: Vec<(&'static str, String)>,
}

impl Detail {
    pub(super) fn new(key: &'static str, values: &[(&'static str, &str)]) -> Detail {
        let values = values.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Detail { key, values }
    }

    pub(super) fn say(&self, l: L10n) -> String {
        let args =
            self.values.iter().fold(Args::new(), |args, (name, value)| args.with(name, value));
        l.ta(self.key, &args)
    }
}
