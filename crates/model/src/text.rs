//! Text that exists in one or more languages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// A text in one or more languages, keyed by BCP 47 tag. Never empty once a service is loaded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(BTreeMap<String, String>);

/// One language's rendering of a [`Text`], with the language it really is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rendered<'a> {
    /// BCP 47 tag of `text`.
    pub lang: &'a str,
    /// The words.
    pub text: &'a str,
    /// False when the reader asked for another language than there is.
    pub translated: bool,
}

impl Text {
    /// A text in one language.
    pub fn of(lang: &str, text: impl Into<String>) -> Text {
        Text(BTreeMap::from([(lang.to_owned(), text.into())]))
    }

    /// A text in both languages of the interface.
    pub fn both(zh: impl Into<String>, en: impl Into<String>) -> Text {
        let mut text = Text::of(Lang::Zh.tag(), zh);
        text.insert(Lang::En.tag(), en);
        text
    }

    /// Adds or replaces one language.
    pub fn insert(&mut self, lang: &str, text: impl Into<String>) {
        self.0.insert(lang.to_owned(), text.into());
    }

    /// Exactly this language, if it is there.
    pub fn get(&self, lang: Lang) -> Option<&str> {
        self.0.get(lang.tag()).map(String::as_str)
    }

    /// The same by a BCP 47 tag.
    pub fn in_language(&self, tag: &str) -> Option<&str> {
        self.0.get(tag).map(String::as_str)
    }

    /// The text for a reader of `lang`: that language, or the first there is, saying which.
    pub fn render(&self, lang: Lang) -> Rendered<'_> {
        match self.0.get_key_value(lang.tag()).or_else(|| self.0.iter().next()) {
            Some((tag, text)) => Rendered { lang: tag, text, translated: tag == lang.tag() },
            None => Rendered { lang: lang.tag(), text: "", translated: true },
        }
    }

    /// The words for a reader of `lang`, whatever language they turn out to be in.
    pub fn words(&self, lang: Lang) -> &str {
        self.render(lang).text
    }

    /// All languages with their words.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(tag, text)| (tag.as_str(), text.as_str()))
    }

    /// True when no language has any words.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|text| text.trim().is_empty())
    }
}
