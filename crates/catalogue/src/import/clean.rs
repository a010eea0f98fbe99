//! Texts of a record: found by path, cleaned, and taken apart.

use serde_json::Value;

use super::markup::Markup;

/// Longer texts are cut there, with a mark.
pub(super) const LONGEST: usize = 3900;

/// The values at a dotted path: one, or those of all items where lists lie on the way.
pub(super) fn at<'v>(value: &'v Value, path: &str) -> Vec<&'v Value> {
    if path == "." {
        return vec![value];
    }
    match value {
        Value::Array(items) => items.iter().flat_map(|item| at(item, path)).collect(),
        Value::Object(fields) => match (fields.get(path), path.split_once('.')) {
            (Some(value), _) => vec![value],
            (None, Some((key, rest))) => {
                fields.get(key).map(|below| at(below, rest)).unwrap_or_default()
            }
            (None, None) => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// All texts at a path: one, or those of a list, a list written inside a text included.
///
/// `path?` says `yes` where something stands at the path, even if it is empty.
pub(super) fn texts(record: &Value, path: &str, markup: Markup) -> Vec<String> {
    if let Some(path) = path.strip_suffix('?') {
        return at(record, path).first().map(|_| "yes".to_owned()).into_iter().collect();
    }
    let found = at(record, path).into_iter().flat_map(|value| match value {
        Value::Null => Vec::new(),
        Value::Array(items) => items.iter().filter_map(|item| single(item, markup)).collect(),
        value => {
            let text = single(value, markup).unwrap_or_default();
            inner_list(&text, markup).unwrap_or_else(|| vec![text])
        }
    });
    found.collect()
}

fn single(value: &Value, markup: Markup) -> Option<String> {
    match value {
        Value::String(text) => Some(clean(&markup.plain(text))),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        // An element of XML that has attributes beside its text.
        Value::Object(fields) => fields.get("#text").and_then(|text| single(text, markup)),
        Value::Null | Value::Array(_) => None,
    }
}

/// `["a", "b"]` or `['a', 'b']` as a text.
fn inner_list(text: &str, markup: Markup) -> Option<Vec<String>> {
    let inside = text.strip_prefix('[')?.strip_suffix(']')?;
    if let Ok(items) = serde_json::from_str::<Vec<Value>>(text) {
        return Some(items.iter().filter_map(|item| single(item, markup)).collect());
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
        let invisible = |c: &char| !matches!(c, '\u{200b}' | '\u{feff}');
        let plain = line.chars().filter(invisible).map(|c| if c.is_control() { ' ' } else { c });
        let plain: String = plain.collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        if !words.is_empty() {
            lines.push(words.join(" "));
        }
    }
    cut(&lines.join("\n"), LONGEST)
}

/// At most so many characters: whole sentences if one fits, else whole words and `…`.
pub(super) fn cut(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let room = text.char_indices().nth(most.saturating_sub(1)).map_or(end, |(at, _)| at);
    let kept = text.get(..end).unwrap_or_default();
    let after = |(at, sign): (usize, char)| at + sign.len_utf8();
    let sentence = kept.char_indices().rfind(|(at, sign)| {
        let next = kept.get(at + sign.len_utf8()..).and_then(|rest| rest.chars().next());
        matches!(sign, '。' | '！' | '？')
            || (matches!(sign, '.' | '!' | '?') && next.is_some_and(char::is_whitespace))
    });
    match sentence.map(after).filter(|at| *at * 3 >= end) {
        Some(at) => kept.get(..at).unwrap_or_default().to_owned(),
        None => {
            let kept = text.get(..room).unwrap_or_default();
            let word = kept.rfind(char::is_whitespace).filter(|at| *at * 2 >= room);
            let kept = kept.get(..word.unwrap_or(room)).unwrap_or_default();
            format!("{}…", kept.trim_end_matches([',', ';', ':', ' ', '\n']))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn found(record: &Value, path: &str) -> Vec<String> {
        texts(record, path, Markup::default())
    }

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
        assert_eq!(found(&record, "a"), ["x", "", "3"]);
        assert_eq!(found(&record, "b"), ["x", "y"]);
        assert_eq!(found(&record, "c"), ["x", "y"]);
        assert_eq!(found(&record, "d.e"), ["x y\nz"]);
        assert_eq!(found(&record, "f"), ["[not a list"]);
        assert!(found(&record, "g").is_empty() && found(&record, "d.none").is_empty());
    }

    #[test]
    fn paths_go_through_lists_elements_and_keys_with_dots() {
        let record = json!({
            "steps": { "step": [{ "item": ["a", { "@id": "7", "#text": "b" }] }, { "item": "c" }, ""] },
            "x.y": "z",
            "empty": "",
        });
        assert_eq!(found(&record, "steps.step.item"), ["a", "b", "c"]);
        assert_eq!(found(&record, "steps.step.item.@id"), ["7"]);
        assert_eq!(found(&record, "x.y"), ["z"]);
        assert_eq!(found(&record, "empty?"), ["yes"]);
        assert!(found(&record, "missing?").is_empty());
        assert_eq!(found(&json!("bare"), "."), ["bare"]);
    }

    #[test]
    fn a_long_text_ends_with_a_sentence_or_a_word() {
        assert_eq!(cut("short", 5), "short");
        assert_eq!(cut("One is short. Two is much longer.", 20), "One is short.");
        assert_eq!(cut("No. 5 of a very long name", 18), "No. 5 of a very…");
        assert_eq!(cut("一二三。四五六七八", 6), "一二三。");
        assert_eq!(cut("aaaaaaaaaa", 4), "aaa…");
    }
}
