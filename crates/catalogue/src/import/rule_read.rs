//! Reading rules out of a mapping file.

use std::collections::BTreeMap;

use regex_lite::Regex;

use super::lines::Line;
use super::rule::{Origin, Rule};
use crate::reader::{Fields, Reader, Shape};
use crate::yaml::{Node, Value as Tree};

/// The keys of a rule that may stand beside others.
pub(crate) const RULE_KEYS: &[&str] = &[
    "from", "lines", "marks", "nothing", "pattern", "split", "must", "values", "prefix", "lower",
    "slug", "join", "over", "cut", "default", "required",
];

/// The keys of a rule.
pub(crate) const RULE: Shape = Shape { what: "a rule", keys: RULE_KEYS, required: &[] };

/// Reads a rule; a bare text is the field that it comes from.
pub(super) fn read(r: &mut Reader<'_, '_>, node: &Node) -> Option<Rule> {
    if node.text().is_some() {
        return r.string(node, 200).map(Rule::from_path);
    }
    let f = r.fields(node, &RULE)?;
    keys(r, &f)
}

/// Reads the keys of a rule out of a mapping that may have more.
pub(super) fn keys(r: &mut Reader<'_, '_>, f: &Fields<'_>) -> Option<Rule> {
    let from = origin(r, f);
    let mut pattern = |key: &str| match f.get(key) {
        Some(node) => regex(r, node).map(Some),
        None => Some(None),
    };
    let (pattern, must) = (pattern("pattern")?, pattern("must")?);
    let nothing = f.read("nothing", |n| words(r, n)).unwrap_or_default();
    let split = f.read("split", |n| words(r, n)).unwrap_or_default();
    let values = f.get("values").map(|n| values(r, n));
    let prefix = f.read("prefix", |n| r.any_text(n)).unwrap_or_default();
    let join = f.read("join", |n| text(r, n));
    let default = f.read("default", |n| r.any_text(n));
    let mut flag = |key: &str| f.read(key, |n| r.boolean(n)).unwrap_or_default();
    let (lower, slug, required) = (flag("lower"), flag("slug"), flag("required"));
    let mut size = |key: &str| f.read(key, |n| r.whole::<u16>(n, 1..=4000)).map(usize::from);
    let (over, cut) = (size("over"), size("cut"));
    Some(Rule {
        from: from?,
        nothing,
        pattern,
        split,
        must,
        values,
        prefix,
        lower,
        slug,
        join,
        over,
        cut,
        default,
        required,
    })
}

/// `from`, `lines` or `marks`: exactly one of them.
fn origin(r: &mut Reader<'_, '_>, f: &Fields<'_>) -> Option<Origin> {
    match (f.get("from"), f.get("lines"), f.get("marks")) {
        (Some(node), None, None) => one_or_more(r, node).map(Origin::Paths),
        (None, Some(node), None) => lines(r, node).map(Origin::Lines),
        (None, None, Some(node)) => Some(Origin::Marks(
            node.entries()
                .iter()
                .filter_map(|entry| Some((entry.key.clone(), r.any_text(&entry.value)?)))
                .collect(),
        )),
        _ => {
            let message = "a rule says in one way where its value comes from";
            r.error("missing-key", f.node, message, "write `from: …`, `lines: …` or `marks: …`");
            None
        }
    }
}

fn one_or_more(r: &mut Reader<'_, '_>, node: &Node) -> Option<Vec<String>> {
    match &node.value {
        Tree::List(_) => r.list(node, |r, n| r.string(n, 200)),
        _ => Some(vec![r.string(node, 200)?]),
    }
}

fn lines(r: &mut Reader<'_, '_>, node: &Node) -> Option<Vec<Line>> {
    let line = |r: &mut Reader<'_, '_>, node: &Node| {
        let text = r.string(node, 1000)?;
        match Line::read(&text) {
            Ok(line) => Some(line),
            Err(why) => {
                r.error("bad-line", node, why, "write paths in braces: \"{title}: {price}\"");
                None
            }
        }
    };
    match &node.value {
        Tree::List(_) => r.list(node, line),
        _ => Some(vec![line(r, node)?]),
    }
}

/// Words that may look like anything, also like nothing.
pub(super) fn words(r: &mut Reader<'_, '_>, node: &Node) -> Option<Vec<String>> {
    r.list(node, text)
}

fn text(r: &mut Reader<'_, '_>, node: &Node) -> Option<String> {
    match node.text() {
        Some(text) => Some(text.to_owned()),
        None => r.any_text(node),
    }
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
    let sign = |c: char| c.is_numeric() || c.is_whitespace() || c.is_ascii_punctuation();
    let mut values = BTreeMap::new();
    for entry in node.entries() {
        if entry.key.chars().all(sign) {
            let message = format!("`{}` is a number alone", entry.key);
            let help = "take its label too: `from: [code, label]`, and write `\"01 label\": …`";
            r.error_at("number-alone", entry.at.clone(), message, help);
        } else if let Some(ours) = r.any_text(&entry.value) {
            values.insert(entry.key.clone(), ours);
        }
    }
    values
}
