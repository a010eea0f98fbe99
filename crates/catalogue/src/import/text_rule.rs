//! Rules for texts that a source has in one language or in several.

use serde_json::{Map, Value};

use super::rule::{Refused, Rule};
use super::rule_read;
use super::scope::Scope;
use crate::reader::{Fields, Reader};
use crate::yaml::Node;

/// A rule for each language of the source.
#[derive(Debug)]
pub(crate) struct TextRule(Vec<(String, Rule)>);

impl TextRule {
    /// The texts, each under its language. Several in one language belong to those in the same
    /// place of the other.
    pub(super) fn all(&self, scope: &Scope<'_>) -> Result<Vec<Value>, Refused> {
        let mut texts: Vec<Map<String, Value>> = Vec::new();
        for (language, rule) in &self.0 {
            for (place, text) in rule.all(scope)?.into_iter().enumerate() {
                if texts.len() <= place {
                    texts.resize_with(place + 1, Map::new);
                }
                if let Some(found) = texts.get_mut(place) {
                    found.insert(language.clone(), Value::String(text));
                }
            }
        }
        Ok(texts.into_iter().map(Value::Object).collect())
    }

    /// The first of these texts.
    pub(super) fn one(&self, scope: &Scope<'_>) -> Result<Option<Value>, Refused> {
        Ok(self.all(scope)?.into_iter().next())
    }

    /// Lists of words under their languages.
    pub(super) fn words(&self, scope: &Scope<'_>) -> Result<Map<String, Value>, Refused> {
        let mut all = Map::new();
        for (language, rule) in &self.0 {
            let mut words = rule.all(scope)?;
            words.retain(|word| word.chars().count() <= 60);
            words.truncate(40);
            if !words.is_empty() {
                all.insert(language.clone(), words.into());
            }
        }
        Ok(all)
    }

    /// The text of a source in some language; none means that it says nothing in any.
    pub(super) fn must(&self, scope: &Scope<'_>) -> Result<Value, Refused> {
        match (self.one(scope)?, self.0.first()) {
            (Some(text), _) => Ok(text),
            (None, Some((_, rule))) => Err(rule.silent()),
            (None, None) => Ok(Value::Null),
        }
    }
}

/// Reads a path, a rule, or a mapping from languages to either.
pub(super) fn read(r: &mut Reader<'_, '_>, node: &Node) -> Option<TextRule> {
    let entries = node.entries();
    let is_language = |key: &String| r.languages.contains(key);
    if entries.is_empty() || !entries.iter().all(|entry| is_language(&entry.key)) {
        return rule_read::read(r, node).and_then(|rule| in_first(r, rule));
    }
    let rules = entries
        .iter()
        .filter_map(|entry| Some((entry.key.clone(), rule_read::read(r, &entry.value)?)));
    Some(TextRule(rules.collect()))
}

/// Reads the keys of a rule, or `in` with a rule for each language, out of a mapping with more.
pub(super) fn keys(r: &mut Reader<'_, '_>, f: &Fields<'_>) -> Option<TextRule> {
    match f.get("in") {
        Some(node) => read(r, node),
        None => rule_read::keys(r, f).and_then(|rule| in_first(r, rule)),
    }
}

fn in_first(r: &Reader<'_, '_>, rule: Rule) -> Option<TextRule> {
    Some(TextRule(vec![(r.languages.first()?.clone(), rule)]))
}
