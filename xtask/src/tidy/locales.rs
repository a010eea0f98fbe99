//! Texts of the interface: each key in each language, each key used.

use super::finding::Finding;
use super::tree::Tree;
use std::collections::{BTreeMap, BTreeSet};

const FOLDER: &str = "crates/web/locales/";

/// Language -> key -> the file that defines it.
type Keys<'t> = BTreeMap<&'t str, BTreeMap<&'t str, &'t str>>;

pub fn check(tree: &Tree) -> Vec<Finding> {
    let (keys, mut findings) = read(tree);
    let all: BTreeMap<&str, &str> = keys.values().flatten().map(|(k, v)| (*k, *v)).collect();
    for (language, own) in &keys {
        for (key, defined_in) in all.iter().filter(|(key, _)| !own.contains_key(*key)) {
            let message = format!("`{key}` is missing in {language}");
            findings.push(Finding::new("locale-key", format!("{defined_in}#{key}"), message));
        }
    }
    let uses = Uses::read(tree);
    for (key, defined_in) in all.iter().filter(|(key, _)| !uses.contain(key)) {
        let message = format!("`{key}` is used nowhere");
        findings.push(Finding::new("locale-unused", format!("{defined_in}#{key}"), message));
    }
    findings
}

fn read(tree: &Tree) -> (Keys<'_>, Vec<Finding>) {
    let mut keys = Keys::new();
    let mut findings = Vec::new();
    for file in tree.ours(".ftl") {
        let Some(rest) = file.path.strip_prefix(FOLDER) else { continue };
        // `en/portal.ftl` and `en.ftl` are both English.
        let language = rest.split(['/', '.']).next().unwrap_or_default();
        let own = keys.entry(language).or_default();
        for (at, line) in file.text.lines().enumerate() {
            let Some(key) = key(line) else { continue };
            if own.insert(key, &file.path).is_some() {
                let place = format!("{}#{key}", file.path);
                let finding = Finding::new("locale-key", place, format!("`{key}` stands twice"));
                findings.push(finding.line(at + 1));
            }
        }
    }
    (keys, findings)
}

/// The key that a line of Fluent defines: it starts in the first column.
fn key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim_end();
    let starts = key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
    (starts && key.chars().all(is_part)).then_some(key)
}

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// Every word that could be a key, and the beginnings of keys that are put together.
struct Uses {
    words: BTreeSet<String>,
    beginnings: BTreeSet<String>,
}

impl Uses {
    fn read(tree: &Tree) -> Self {
        let mut uses = Self { words: BTreeSet::new(), beginnings: BTreeSet::new() };
        for file in tree.files.iter().filter(|f| f.path.starts_with("crates/") && !f.is_foreign()) {
            if file.path.ends_with(".rs") || file.path.ends_with(".html") {
                file.text.lines().for_each(|line| uses.add(line));
            } else if file.path.ends_with(".ftl") {
                // What follows the key may refer to other keys.
                let used = |line| key(line).map_or(line, |key| line.get(key.len()..).unwrap_or(""));
                file.text.lines().for_each(|line| uses.add(used(line)));
            }
        }
        uses
    }

    fn add(&mut self, line: &str) {
        let mut at = 0;
        for word in line.split(|c| !is_part(c)).filter(|word| !word.is_empty()) {
            let start = line.get(at..).and_then(|rest| rest.find(word)).map_or(at, |n| at + n);
            at = start + word.len();
            // `"stage-{}"` and `"stage-"` begin a key, and so does nothing outside quotes.
            let quoted = line.get(..start).is_some_and(|before| before.ends_with('"'));
            let open = line.get(at..).is_some_and(|rest| rest.starts_with(['{', '"']));
            if quoted && open && word.ends_with(['-', '_']) && word.len() > 1 {
                self.beginnings.insert(word.to_owned());
            }
            self.words.insert(word.to_owned());
        }
    }

    fn contain(&self, key: &str) -> bool {
        self.words.contains(key) || self.beginnings.iter().any(|start| key.starts_with(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_missing_unused_or_doubled_are_found() {
        let tree = Tree::of(&[
            (
                "crates/web/locales/en/a.ftl",
                "# note = x\nused = A\n    .hint = x\nunused = { used }\n",
            ),
            (
                "crates/web/locales/en/b.ftl",
                "used = again\nstage-open = Open\nonly-en = { -brand }\n",
            ),
            (
                "crates/web/locales/zh-CN/a.ftl",
                "used = 甲\nunused = 乙\nstage-open = 开\n-brand = 名\n",
            ),
            ("crates/web/src/a.rs", "t(\"used\"); t(&format!(\"stage-{stage}\")); only-en"),
        ]);
        let found: Vec<_> = check(&tree).into_iter().map(|f| f.message).collect();
        let expected = [
            "`used` stands twice",
            "`-brand` is missing in en",
            "`only-en` is missing in zh-CN",
            "`unused` is used nowhere",
        ];
        assert_eq!(found, expected);
    }
}
