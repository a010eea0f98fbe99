//! Words of ours that a record earns by what it says, such as a channel.

use regex_lite::Regex;
use serde_json::Value;

use super::rule::{self, Rule};
use crate::reader::{Reader, Shape};
use crate::yaml::Node;

/// The keys of a flag.
pub(crate) const FLAG: Shape = Shape {
    what: "a flag",
    keys: &["is", "from", "nothing", "matches"],
    required: &["is", "from"],
};

/// A word of ours, and what a record must say to earn it.
#[derive(Debug)]
pub struct Flag {
    is: String,
    rule: Rule,
    matches: Option<Regex>,
}

/// Reads a flag whose word must be one of `words`.
pub(super) fn read<T: Copy>(
    r: &mut Reader<'_, '_>,
    node: &Node,
    words: &[(&str, T)],
) -> Option<Flag> {
    let f = r.fields(node, &FLAG)?;
    let is = f.get("is").filter(|n| r.one_of(n, words).is_some()).and_then(Node::text);
    let rule = rule::keys(r, &f);
    let matches = match f.get("matches") {
        Some(node) => Some(rule::regex(r, node)?),
        None => None,
    };
    Some(Flag { is: is?.to_owned(), rule: rule?, matches })
}

/// The words that a record earns; none means that the source is silent.
pub(super) fn earned(flags: &[Flag], record: &Value, nothing: &[String]) -> Option<Vec<String>> {
    let mut earned: Vec<String> = Vec::new();
    for flag in flags {
        let said = flag.rule.all(record, nothing).unwrap_or_default();
        let fits = |text: &String| flag.matches.as_ref().is_none_or(|m| m.is_match(text));
        if said.iter().any(fits) && !earned.contains(&flag.is) {
            earned.push(flag.is.clone());
        }
    }
    (!earned.is_empty()).then_some(earned)
}
