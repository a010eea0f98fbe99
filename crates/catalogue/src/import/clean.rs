//! Texts of a record: found by path, cleaned, and taken apart.

use serde_json::Value;

/// Longer texts are cut there, with a mark.
const LONGEST: usize = 3900;

/// The value at a dotted path.
pub(super) fn at<'v>(record: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').try_fold(record, |value, key| value.get(key))
}

/// All texts at a path: one, or those of a list, a list written inside a text included.
pub(super) fn texts(record: &Value, path: &str) -> Vec<String> {
    match at(record, path) {
        None | Some(Value::Null | Value::Object(_)) => Vec::new(),
        Some(Value::Array(items)) => items.iter().filter_map(single).collect(),
        Some(value) => {
            let text = single(value).unwrap_or_default();
            inner_list(&text).unwrap_or_else(|| vec![text])
        }
    }
}

fn single(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(clean(text)),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// `["a", "b"]` or `['a', 'b']` as a text.
fn inner_list(text: &str) -> Option<Vec<String>> {
    let inside = text.strip_prefix('[')?.strip_suffix(']')?;
    if let Ok(items) = serde_json::from_str::<Vec<Value>>(text) {
        return Some(items.iter().filter_map(single).collect());
    }
    let quoted = |part: &str| {
        let part = part.trim();
        part.strip_prefix('\'')?.strip_suffix('\'').map(clean)
    };
    inside.split(',').map(quoted).collect()
}

/// Without control characters, with single spaces, and not too long.
pub(super) fn clean(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let plain: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        if !words.is_empty() {
            lines.push(words.join(" "));
        }
    }
    let whole = lines.join("\n");
    match whole.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", whole.get(..end).unwrap_or_default()),
        None => whole,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lists_are_found_in_every_guise() {
        let record = json!({
            "a": ["x ", "", null, 3],
            "b": "[\"x\", \"y\"]",
            "c": "['x', 'y']",
            "d": { "e": " x\u{7}\t y\r\n\r\n z " },
            "f": "[not a list",
            "g": null,
        });
        assert_eq!(texts(&record, "a"), ["x", "", "3"]);
        assert_eq!(texts(&record, "b"), ["x", "y"]);
        assert_eq!(texts(&record, "c"), ["x", "y"]);
        assert_eq!(texts(&record, "d.e"), ["x y\nz"]);
        assert_eq!(texts(&record, "f"), ["[not a list"]);
        assert!(texts(&record, "g").is_empty() && texts(&record, "d.none").is_empty());
    }
}
