//! One rule of a mapping file: where a value comes from and what it is turned into.

use std::collections::BTreeMap;

use regex_lite::Regex;
use serde_json::Value;

use super::clean::texts;
use crate::reader::{Fields, Reader, Shape};
use crate::yaml::{Node, Value as Tree};

/// The keys of a rule.
pub(crate) const RULE: Shape = Shape {
    what: "a rule",
    keys: &[
        "from", "nothing", "pattern", "split", "values", "prefix", "lower", "default", "required",
    ],
    required: &["from"],
};

/// Where a value comes from and what it is turned into.
#[derive(Debug, Default)]
pub struct Rule {
    from: Vec<String>,
    nothing: Vec<String>,
    pattern: Option<Regex>,
    split: Vec<String>,
    values: Option<BTreeMap<String, String>>,
    prefix: String,
    lower: bool,
    default: Option<String>,
    required: bool,
}

/// Why a record cannot be taken.
pub(super) type Refused = String;

impl Rule {
    /// The same rule; a record without it is skipped if `required`.
    pub(super) fn or_skip(self, required: bool) -> Rule {
        Rule { required: self.required || required, ..self }
    }

    /// The texts that a record has for this rule, without those that mean nothing.
    pub(super) fn all(&self, record: &Value, nothing: &[String]) -> Result<Vec<String>, Refused> {
        let found = match &self.values {
            // Code and label together: never a code alone.
            Some(_) if self.from.len() > 1 => {
                let parts = self.from.iter().map(|path| self.plain(record, path, nothing));
                let parts: Vec<String> = parts.map(|found| found.join(" ")).collect();
                if parts.iter().all(String::is_empty) { Vec::new() } else { vec![parts.join(" ")] }
            }
            _ => self.from.iter().flat_map(|path| self.plain(record, path, nothing)).collect(),
        };
        let mut out: Vec<String> = Vec::new();
        for text in found {
            let Some(text) = self.captured(&text) else { continue };
            // "Where: nothing" says nothing either.
            if !self.says(&text, nothing) {
                continue;
            }
            let text = match &self.values {
                Some(values) => values.get(&text).cloned().ok_or_else(|| {
                    format!("`{text}` of `{}` is not in the mapping's `values`", self.named())
                })?,
                None => text,
            };
            let text = if self.lower { text.to_lowercase() } else { text };
            let text = format!("{}{text}", self.prefix);
            if !out.contains(&text) {
                out.push(text);
            }
        }
        if out.is_empty() {
            out.extend(self.default.clone());
        }
        if out.is_empty() && self.required {
            return Err(format!("`{}` says nothing, and it is required", self.named()));
        }
        Ok(out)
    }

    /// The first of these texts.
    pub(super) fn one(
        &self,
        record: &Value,
        nothing: &[String],
    ) -> Result<Option<String>, Refused> {
        Ok(self.all(record, nothing)?.into_iter().next())
    }

    /// The field or fields, for messages.
    pub(super) fn named(&self) -> String {
        self.from.join(" ")
    }

    fn plain(&self, record: &Value, path: &str, nothing: &[String]) -> Vec<String> {
        let whole = texts(record, path);
        let parts = whole.iter().flat_map(|text| {
            let mut parts = vec![text.as_str()];
            for separator in &self.split {
                parts = parts.iter().flat_map(|part| part.split(separator.as_str())).collect();
            }
            parts
        });
        parts.map(str::trim).filter(|text| self.says(text, nothing)).map(str::to_owned).collect()
    }

    fn says(&self, text: &str, nothing: &[String]) -> bool {
        !text.is_empty() && !nothing.iter().chain(&self.nothing).any(|word| word == text)
    }

    /// The first group of the pattern, or all that it matches; nothing when it does not match.
    fn captured(&self, text: &str) -> Option<String> {
        let Some(pattern) = &self.pattern else { return Some(text.to_owned()) };
        let found = pattern.captures(text)?;
        let part = found.get(1).or_else(|| found.get(0))?.as_str().trim();
        (!part.is_empty()).then(|| part.to_owned())
    }
}

/// Reads a rule; a bare text is the field that it comes from.
pub(super) fn read(r: &mut Reader<'_, '_>, node: &Node) -> Option<Rule> {
    if node.text().is_some() {
        return Some(Rule { from: vec![r.string(node, 200)?], ..Rule::default() });
    }
    let f = r.fields(node, &RULE)?;
    keys(r, &f)
}

/// Reads the keys of a rule out of a mapping that may have more.
pub(super) fn keys(r: &mut Reader<'_, '_>, f: &Fields<'_>) -> Option<Rule> {
    let from = f.read("from", |n| one_or_more(r, n));
    let nothing = f.read("nothing", |n| words(r, n)).unwrap_or_default();
    let pattern = match f.get("pattern") {
        Some(node) => Some(regex(r, node)?),
        None => None,
    };
    let split = f.read("split", |n| words(r, n)).unwrap_or_default();
    let values = f.get("values").map(|n| values(r, n));
    let prefix = f.read("prefix", |n| r.any_text(n)).unwrap_or_default();
    let lower = f.read("lower", |n| r.boolean(n)).unwrap_or_default();
    let default = f.read("default", |n| r.any_text(n));
    let required = f.read("required", |n| r.boolean(n)).unwrap_or_default();
    let from = from?;
    Some(Rule { from, nothing, pattern, split, values, prefix, lower, default, required })
}

fn one_or_more(r: &mut Reader<'_, '_>, node: &Node) -> Option<Vec<String>> {
    match &node.value {
        Tree::List(_) => r.list(node, |r, n| r.string(n, 200)),
        _ => Some(vec![r.string(node, 200)?]),
    }
}

/// Words that may look like anything, also like nothing.
pub(super) fn words(r: &mut Reader<'_, '_>, node: &Node) -> Option<Vec<String>> {
    r.list(node, |r, node| match node.text() {
        Some(text) => Some(text.to_owned()),
        None => r.any_text(node),
    })
}

/// A pattern. The engine takes time in proportion to the text, whatever the pattern.
pub(super) fn regex(r: &mut Reader<'_, '_>, node: &Node) -> Option<Regex> {
    let text = r.any_text(node)?;
    match Regex::new(&text) {
        Ok(regex) => Some(regex),
        Err(error) => {
            let message = format!("this is not a pattern: {error}");
            r.error("bad-pattern", node, message, "write a regular expression, in single quotes");
            None
        }
    }
}

/// A map of the source's words to ours. A number alone means something else in the next source.
fn values(r: &mut Reader<'_, '_>, node: &Node) -> BTreeMap<String, String> {
    if !matches!(node.value, Tree::Map(_)) {
        r.error("wrong-type", node, "`values` is a mapping", "write `their word: ours`");
    }
    let mut values = BTreeMap::new();
    for entry in node.entries() {
        if entry
            .key
            .chars()
            .all(|c| c.is_numeric() || c.is_whitespace() || c.is_ascii_punctuation())
        {
            let message = format!("`{}` is a number alone", entry.key);
            let help = "take its label too: `from: [code, label]`, and write `\"01 label\": …`";
            r.error_at("number-alone", entry.at.clone(), message, help);
        } else if let Some(ours) = r.any_text(&entry.value) {
            values.insert(entry.key.clone(), ours);
        }
    }
    values
}
