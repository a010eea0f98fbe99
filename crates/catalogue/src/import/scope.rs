//! What a rule is applied to.

use serde_json::Value;

use super::clean;
use super::markup::Markup;

/// A record, or one item of it, with what all rules of the mapping know.
#[derive(Clone, Copy)]
pub(super) struct Scope<'r> {
    /// The record, or the item.
    pub value: &'r Value,
    /// Texts that mean that the source says nothing.
    pub nothing: &'r [String],
    /// What texts are written in.
    pub markup: Markup,
    /// Which item it is, from 1; 0 for a record.
    pub number: usize,
}

impl<'r> Scope<'r> {
    /// The texts at a path.
    pub fn texts(&self, path: &str) -> Vec<String> {
        match path {
            "#" => vec![self.number.to_string()],
            _ => clean::texts(self.value, path, self.markup),
        }
    }

    /// The items at a path, each in a scope of its own; the record itself without a path.
    pub fn items(&self, path: Option<&str>) -> Vec<Scope<'r>> {
        let Some(path) = path else { return vec![*self] };
        let found = clean::at(self.value, path).into_iter().flat_map(|value| match value {
            Value::Array(items) => items.iter().collect(),
            one => vec![one],
        });
        found.zip(1..).map(|(value, number)| Scope { value, number, ..*self }).collect()
    }
}
