//! Words of ours that a record earns by what it says, such as a channel.

use regex_lite::Regex;

use super::rule::{Refused, Rule};
use super::rule_read::{keys, regex};
use super::scope::Scope;
use crate::reader::{Reader, Shape};
use crate::yaml::Node;

/// The keys of a flag.
pub(crate) const FLAG: Shape = Shape {
    what: "a flag",
    keys: &["is", "from", "nothing", "matches", "split"],
    required: &["is", "from"],
};

/// The keys of what a record must say.
pub(crate) const SAYS: Shape = Shape {
    what: "what a record says",
    keys: &["from", "nothing", "matches", "split"],
    required: &["from"],
};

/// The keys of a reason for leaving a record out.
pub(crate) const SKIP: Shape = Shape {
    what: "a reason to skip",
    keys: &["from", "nothing", "matches", "split", "reason"],
    required: &["from", "reason"],
};

/// What a record says.
#[derive(Debug)]
pub(crate) struct Says {
    rule: Rule,
    matches: Option<Regex>,
}

/// A word of ours, and what a record must say to earn it.
#[derive(Debug)]
pub(crate) struct Flag {
    is: String,
    says: Says,
}

impl Says {
    /// Reads it out of a mapping that may have more keys.
    pub(super) fn read(r: &mut Reader<'_, '_>, node: &Node, shape: &Shape<'_>) -> Option<Says> {
        let f = r.fields(node, shape)?;
        let rule = keys(r, &f);
        let matches = match f.get("matches") {
            Some(node) => Some(regex(r, node)?),
            None => None,
        };
        Some(Says { rule: rule?, matches })
    }

    /// The field and the text with which a record says so.
    pub(super) fn said(&self, scope: &Scope<'_>) -> Result<Option<(String, String)>, Refused> {
        let fits = |text: &String| self.matches.as_ref().is_none_or(|m| m.is_match(text));
        let text = self.rule.all(scope)?.into_iter().find(fits);
        Ok(text.map(|text| (self.rule.named(), text)))
    }
}

impl Flag {
    /// Reads a flag whose word must be one of `words`.
    pub(super) fn read<T: Copy>(
        r: &mut Reader<'_, '_>,
        node: &Node,
        words: &[(&str, T)],
    ) -> Option<Flag> {
        let says = Says::read(r, node, &FLAG);
        let is = node.get("is").filter(|n| r.one_of(n, words).is_some()).and_then(Node::text);
        Some(Flag { is: is?.to_owned(), says: says? })
    }
}

/// The words that a record earns; none means that the source is silent.
pub(super) fn earned(flags: &[Flag], scope: &Scope<'_>) -> Result<Option<Vec<String>>, Refused> {
    let mut earned: Vec<String> = Vec::new();
    for flag in flags {
        if !earned.contains(&flag.is) && flag.says.said(scope)?.is_some() {
            earned.push(flag.is.clone());
        }
    }
    Ok((!earned.is_empty()).then_some(earned))
}
