//! Texts per language.

use onewindow_model::text::Text;

use super::{Reader, did_you_mean};
use crate::yaml::{Node, Value};

/// The most characters of a text that has no limit of its own.
pub const LONGEST: usize = 4000;

impl Reader<'_, '_> {
    /// A text in every language of the file, at most [`LONGEST`] characters each.
    pub fn text(&mut self, node: &Node) -> Option<Text> {
        self.text_within(node, LONGEST)
    }

    /// A text in every language of the file, at most `most` characters each.
    pub fn text_within(&mut self, node: &Node, most: usize) -> Option<Text> {
        let Value::Map(entries) = &node.value else {
            let message = format!("a text has its languages, not {}", node.described());
            let first = self.languages.first().map_or("en", String::as_str);
            let help = format!("write `{{ {first}: … }}` with each of the file's languages");
            self.error("wrong-type", node, message, help);
            return None;
        };
        let mut text = Text::default();
        let mut good = !entries.is_empty();
        if entries.is_empty() {
            self.error("empty-text", node, "the text has no language", "write `{ en: … }`");
        }
        for entry in entries {
            if !self.languages.contains(&entry.key) && !self.also.contains(&entry.key) {
                let message = format!("`{}` is not among the file's languages", entry.key);
                let languages = self.languages.clone();
                let help = did_you_mean(&entry.key, languages.iter().map(String::as_str));
                self.error_at("unknown-language", entry.at.clone(), message, help);
                good = false;
            } else if let Some(words) = self.string(&entry.value, most) {
                text.insert(&entry.key, words);
            } else {
                good = false;
            }
        }
        let missing = self.languages.iter().filter(|language| node.get(language).is_none());
        let mut missing: Vec<String> = missing.cloned().collect();
        if self.partial && missing.len() < self.languages.len() {
            missing.clear();
        }
        for language in missing {
            let message = format!("the text lacks `{language}`");
            let help = format!("add `{language}: …`, or take it out of `languages`");
            self.error("untranslated", node, message, help);
            good = false;
        }
        good.then_some(text)
    }

    /// A text in every language, if its key is there.
    pub fn maybe_text(&mut self, node: Option<&Node>) -> Option<Text> {
        node.and_then(|node| self.text(node))
    }
}
