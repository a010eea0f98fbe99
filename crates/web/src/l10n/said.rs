use std::fmt;

use onewindow_model::text::Text;

use super::{L10n, Whole};

/// A text together with the language it is written in, when that is not the interface's own.
///
/// Texts of services, imported ones above all, may exist in one language only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The text as written.
    pub text: String,
    /// Its language as a BCP 47 tag; `None` means the language of the interface.
    pub lang: Option<String>,
}

impl Words {
    /// A text known to be in the language of `tag` (BCP 47).
    pub fn in_lang(text: impl Into<String>, tag: impl Into<String>) -> Self {
        Self { text: text.into(), lang: Some(tag.into()) }
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self { text, lang: None }
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

/// Words made ready for a page: escaped, dates and numbers in one piece, and marked with `lang`
/// where they are not in the language of the interface, so that a screen reader changes its voice.
#[derive(Debug)]
pub struct Said<'a> {
    words: &'a Words,
    foreign: Option<&'a str>,
    note: Option<String>,
}

impl askama::filters::HtmlSafe for Said<'_> {}

impl L10n {
    /// What a text of the catalogue says to this reader, in whatever language it exists.
    pub fn words(&self, text: &Text) -> Words {
        let rendered = text.render(self.lang);
        Words::in_lang(rendered.text, rendered.lang)
    }

    /// The words, in their own language.
    pub fn say<'a>(&self, words: &'a Words) -> Said<'a> {
        Said { words, foreign: self.foreign(words), note: None }
    }

    /// The language of the words, where it is not that of the interface: for elements that
    /// cannot hold a `span`, such as `option`.
    pub fn foreign<'a>(&self, words: &'a Words) -> Option<&'a str> {
        words.lang.as_deref().filter(|tag| *tag != self.lang.tag())
    }

    /// The words and, where they are not in the language of the interface, a note that says so.
    pub fn say_noted<'a>(&self, words: &'a Words) -> Said<'a> {
        let said = self.say(words);
        let note = said.foreign.map(|_| self.t("not-translated"));
        Said { note, ..said }
    }
}

impl fmt::Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let escape = |text| askama::filters::escape(text, askama::filters::Html);
        let whole = Whole(&self.words.text);
        match self.foreign {
            None => write!(f, "{whole}")?,
            Some(tag) => {
                let Ok(tag) = escape(tag);
                write!(f, "<span lang=\"{tag}\">{whole}</span>")?;
            }
        }
        if let Some(note) = &self.note {
            let Ok(escaped) = escape(note.as_str());
            write!(f, " <span class=\"ow-note\">{escaped}</span>")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onewindow_model::lang::Lang;

    #[test]
    fn foreign_words_carry_their_language_and_are_escaped() {
        let zh = L10n::new(Lang::Zh);
        let words = zh.words(&Text::of("en", "Food <permit>"));
        assert_eq!(zh.say(&words).to_string(), "<span lang=\"en\">Food &#60;permit&#62;</span>");
        assert!(zh.say_noted(&words).to_string().contains("ow-note"));
        assert_eq!(L10n::new(Lang::En).say_noted(&words).to_string(), "Food &#60;permit&#62;");
    }
}
