//! Parts of a service that a mapping file writes out itself.

use serde_json::{Map, Number, Value};

use crate::yaml::{Node, Plain, Value as Tree, plain};

/// A tree as JSON: what stands without quotes keeps its type.
pub(super) fn json(node: &Node) -> Value {
    match &node.value {
        Tree::List(items) => Value::Array(items.iter().map(json).collect()),
        Tree::Map(_) => Value::Object(object(node)),
        Tree::Scalar(scalar) if !scalar.plain => Value::String(scalar.text.clone()),
        Tree::Scalar(scalar) => match plain(&scalar.text) {
            Plain::Null => Value::Null,
            Plain::Boolean(truth) => Value::Bool(truth),
            Plain::Whole(number) => Value::Number(Number::from(number)),
            Plain::Number | Plain::Text => Value::String(scalar.text.clone()),
        },
    }
}

/// The entries of a mapping as JSON.
pub(super) fn object(node: &Node) -> Map<String, Value> {
    node.entries().iter().map(|entry| (entry.key.clone(), json(&entry.value))).collect()
}
