//! Mappings with a fixed set of keys.

use super::{Reader, did_you_mean};
use crate::yaml::{Node, Value};

/// The keys that one kind of mapping has.
#[derive(Debug)]
pub struct Shape<'k> {
    /// What such a mapping is, in words.
    pub what: &'k str,
    /// All its keys.
    pub keys: &'k [&'k str],
    /// Those that must be there.
    pub required: &'k [&'k str],
}

/// A mapping whose keys are those of its [`Shape`].
#[derive(Clone, Copy)]
pub struct Fields<'n> {
    /// The mapping.
    pub node: &'n Node,
}

impl<'n> Fields<'n> {
    /// The value of a key, if it is there.
    pub fn get(&self, key: &str) -> Option<&'n Node> {
        self.node.get(key)
    }

    /// Reads the value of a key, if it is there.
    pub fn read<T>(&self, key: &str, read: impl FnOnce(&'n Node) -> Option<T>) -> Option<T> {
        self.get(key).and_then(read)
    }
}

impl Reader<'_, '_> {
    /// Takes a mapping, notes every key that it may not have and every one that it lacks.
    pub fn fields<'n>(&mut self, node: &'n Node, shape: &Shape<'_>) -> Option<Fields<'n>> {
        let Value::Map(entries) = &node.value else {
            let message = format!("{} is a mapping, not {}", shape.what, node.described());
            let help = format!("write `key: value` with {}", super::either(keys(shape)));
            self.error("wrong-type", node, message, help);
            return None;
        };
        let missing: Vec<&str> = keys(shape).filter(|key| node.get(key).is_none()).collect();
        let mut meant: Vec<String> = Vec::new();
        for entry in entries.iter().filter(|entry| !shape.keys.contains(&entry.key.as_str())) {
            let message = format!("{} has no key `{}`", shape.what, short(&entry.key));
            if self.is_full() {
                break;
            }
            let help = match did_you_mean(&entry.key, missing.iter().copied()) {
                known if known.starts_with("did") => known,
                known => format!("delete it, or {known}"),
            };
            self.error_at("unknown-key", entry.at.clone(), message, help.clone());
            meant.push(help);
        }
        for key in shape.required.iter().filter(|key| missing.contains(key)) {
            // A slip in a key is one mistake, not two.
            if !meant.contains(&format!("did you mean `{key}`?")) {
                let message = format!("{} lacks `{key}`", shape.what);
                self.error("missing-key", node, message, format!("add `{key}: …`"));
            }
        }
        Some(Fields { node })
    }
}

fn keys<'k>(shape: &Shape<'k>) -> impl Iterator<Item = &'k str> + Clone {
    shape.keys.iter().copied()
}

/// Quoted input, cut to what one reads at a glance.
fn short(text: &str) -> String {
    let mut cut: String = text.chars().take(60).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}
