//! What must hold of a certificate before it is signed.

use std::collections::HashSet;

use serde_json::Value;

use super::IssueError;
use super::certificate::Certificate;
use crate::disclosure::{RESERVED, VISIBLE};
use crate::json;
use crate::limits;

/// Levels that a claim's value may have: a verifier counts the payload around it, and a
/// disclosure's array.
const VALUE_DEPTH: usize = limits::JSON_DEPTH - 2;

pub(super) fn complete(certificate: &Certificate) -> Result<(), IssueError> {
    let texts = [
        (&certificate.vct, "vct is empty"),
        (&certificate.iss, "iss is empty"),
        (&certificate.status.uri, "status address is empty"),
    ];
    for (text, problem) in texts {
        if text.is_empty() {
            return Err(IssueError::Incomplete(problem));
        }
    }
    let from = certificate.nbf.unwrap_or(certificate.iat);
    if certificate.exp.is_some_and(|exp| exp <= from) {
        return Err(IssueError::Incomplete("it would expire before it counts"));
    }
    if certificate.hidden.len() > limits::HIDDEN_CLAIMS {
        return Err(IssueError::TooLong);
    }
    let mut names = HashSet::new();
    for (name, value) in certificate.plain.iter().chain(&certificate.hidden) {
        let name_kept =
            ["sub", "iat"].iter().chain(&RESERVED).chain(&VISIBLE).any(|kept| kept == name);
        if name.is_empty() || name_kept || !names.insert(name) {
            return Err(IssueError::Name(name.clone()));
        }
        if json::depth(value) > VALUE_DEPTH || has_reserved_name(value) {
            return Err(IssueError::Value(name.clone()));
        }
    }
    Ok(())
}

/// Called only on values whose depth was checked.
fn has_reserved_name(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(has_reserved_name),
        Value::Object(map) => map
            .iter()
            .any(|(name, value)| RESERVED.contains(&name.as_str()) || has_reserved_name(value)),
        _ => false,
    }
}
