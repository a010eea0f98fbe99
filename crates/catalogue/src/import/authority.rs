//! The authority of a record, as text in our format.

use serde_json::{Map, Value, json};

use super::mapping::Mapping;
use super::rule::Refused;

/// An authority that a record names.
pub(super) struct Named {
    pub id: String,
    pub region: String,
    pub text: String,
}

/// The authority of a record.
pub(super) fn of(mapping: &Mapping, record: &Value) -> Result<Named, Refused> {
    let rules = &mapping.authority;
    let nothing = mapping.nothing.as_slice();
    let one = |rule: &super::rule::Rule| -> Result<String, Refused> {
        let value = rule.one(record, nothing)?;
        value.ok_or_else(|| format!("`{}` says nothing, and it is required", rule.named()))
    };
    let (id, region) = (one(&rules.id)?, one(&rules.region)?);
    let mut authority = Map::new();
    authority.insert("id".to_owned(), json!(id));
    let mut name = Map::new();
    name.insert(mapping.language.clone(), json!(one(&rules.name)?));
    authority.insert("name".to_owned(), Value::Object(name));
    authority.insert("region".to_owned(), json!(region));
    for (key, rule) in [("code", &rules.code), ("phone", &rules.phone)] {
        if let Some(value) =
            rule.as_ref().map(|rule| rule.one(record, nothing)).transpose()?.flatten()
        {
            authority.insert(key.to_owned(), json!(value));
        }
    }
    Ok(Named { id, region, text: pretty(&Value::Object(authority)) })
}

/// JSON is YAML, and it is written the same way every time.
pub(super) fn pretty(value: &Value) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
