//! The authority of a record, as text in our format.

use serde_json::{Map, Value, json};

use super::mapping::Mapping;
use super::rule::{Refused, Rule};
use super::scope::Scope;

/// An authority that a record names.
pub(super) struct Named {
    pub id: String,
    pub region: String,
    /// Whether the record itself says what it is called.
    pub has_name: bool,
    pub text: String,
}

/// The authority of a record.
pub(super) fn of(mapping: &Mapping, scope: &Scope<'_>) -> Result<Named, Refused> {
    let rules = &mapping.authority;
    let one = |rule: &Rule| rule.one(scope)?.ok_or_else(|| rule.silent());
    let (id, region) = (one(&rules.id)?, one(&rules.region)?);
    let mut authority = Map::new();
    authority.insert("id".to_owned(), json!(id));
    let (name, has_name) = match (rules.name.one(scope)?, &rules.unnamed) {
        (Some(name), _) => (name, true),
        (None, Some(unnamed)) => (unnamed.clone(), false),
        (None, None) => (rules.name.must(scope)?, true),
    };
    authority.insert("name".to_owned(), name);
    authority.insert("region".to_owned(), json!(region));
    for (key, rule) in [("code", &rules.code), ("phone", &rules.phone)] {
        if let Some(value) = rule.as_ref().map(|rule| rule.one(scope)).transpose()?.flatten() {
            authority.insert(key.to_owned(), json!(value));
        }
    }
    Ok(Named { id, region, has_name, text: pretty(&Value::Object(authority)) })
}

/// JSON is YAML, and it is written the same way every time.
pub(super) fn pretty(value: &Value) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
