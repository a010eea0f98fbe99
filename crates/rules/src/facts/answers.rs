use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Value;

/// The answers given so far, by the id of the fact.
///
/// A fact without an answer is unknown, never false. The serialised form names the type of each
/// value; [`Answers::to_strings`] and [`super::FactSet::read`] convert to and from plain strings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, Value>);

impl Answers {
    /// No answers yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The answer to a fact, if there is one.
    pub fn get(&self, fact: &str) -> Option<&Value> {
        self.0.get(fact)
    }

    /// Whether a fact is answered.
    pub fn has(&self, fact: &str) -> bool {
        self.0.contains_key(fact)
    }

    /// Sets an answer and returns the one that it replaces.
    pub fn insert(&mut self, fact: impl Into<String>, value: Value) -> Option<Value> {
        self.0.insert(fact.into(), value)
    }

    /// Takes an answer back.
    pub fn remove(&mut self, fact: &str) -> Option<Value> {
        self.0.remove(fact)
    }

    /// The answers in the order of their facts' ids.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(fact, value)| (fact.as_str(), value))
    }

    /// How many facts are answered.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is answered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every answer in canonical form.
    pub fn to_strings(&self) -> BTreeMap<String, String> {
        self.0.iter().map(|(fact, value)| (fact.clone(), value.to_string())).collect()
    }
}

impl<K: Into<String>> FromIterator<(K, Value)> for Answers {
    fn from_iter<I: IntoIterator<Item = (K, Value)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(fact, value)| (fact.into(), value)).collect())
    }
}
