use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use super::{Args, IntoArg, Lang, format};

type Bundle = FluentBundle<FluentResource>;

/// The text files, by name, once per language: add a file here and in both folders.
macro_rules! texts {
    ($($name:literal),* $(,)?) => {
        pub(super) const ZH: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../locales/zh-CN/", $name, ".ftl")))),*];
        pub(super) const EN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../locales/en/", $name, ".ftl")))),*];
    };
}

texts![
    "common",
    "components",
    "errors",
    "pages",
    "portal",
    "desk",
    "show",
    "apply",
    "booking",
    "account",
    "api",
    "revocation",
    "officials",
    "staff",
];

static TEXTS_ZH: LazyLock<Texts> = LazyLock::new(|| Texts::of(Lang::Zh, ZH));
static TEXTS_EN: LazyLock<Texts> = LazyLock::new(|| Texts::of(Lang::En, EN));

/// The texts of a language. A page says some hundred of them, most without a value: those are
/// formatted once.
struct Texts {
    bundle: Bundle,
    plain: HashMap<String, String>,
}

impl Texts {
    fn of(lang: Lang, files: &[(&str, &'static str)]) -> Texts {
        let bundle = build(lang, files);
        let mut plain = HashMap::new();
        for (key, pattern) in keys(files).filter_map(|key| {
            let pattern = bundle.get_message(&key)?.value()?;
            Some((key, pattern))
        }) {
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
            // What needs a value cannot be said without it.
            if errors.is_empty() {
                plain.insert(key, text);
            }
        }
        Texts { bundle, plain }
    }
}

/// The keys of messages: what stands at the start of a line before the first equals sign.
fn keys(files: &[(&str, &'static str)]) -> impl Iterator<Item = String> {
    let lines = files.iter().flat_map(|(_, source)| source.lines());
    lines.filter_map(|line| {
        let (key, _) = line.split_once('=')?;
        let key = key.trim_end();
        let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        (key.starts_with(|c: char| c.is_ascii_alphabetic()) && key.chars().all(letter))
            .then(|| key.to_owned())
    })
}

fn build(lang: Lang, files: &[(&str, &'static str)]) -> Bundle {
    let language: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // Both languages run left to right; isolation marks would only end up in copied text.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(FluentNumber { value, .. }) if value.fract() == 0.0 => {
            // Fluent keeps numbers as f64; whole ones below 2^53 come back exactly.
            Some(format::number(*value as i64))
        }
        _ => None,
    }));
    for (name, source) in files {
        let resource = match FluentResource::try_new((*source).to_owned()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                tracing::error!(file = name, ?errors, "text file has errors");
                resource
            }
        };
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(file = name, ?errors, "text file repeats a key");
        }
    }
    bundle
}

/// The interface in one language: a small handle to copy around.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct L10n {
    /// The language of the interface.
    pub lang: Lang,
}

impl L10n {
    /// The interface in `lang`.
    pub fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// The text of `key`. An unknown key shows as `⟦key⟧`, and tests look for the brackets.
    pub fn t(&self, key: &str) -> String {
        match self.texts().plain.get(key) {
            Some(text) => text.clone(),
            None => self.ta(key, &Args::new()),
        }
    }

    /// The text of `key` with one value.
    pub fn t1<'a>(&self, key: &str, name: &'a str, value: impl IntoArg<'a>) -> String {
        self.ta(key, &Args::new().with(name, value))
    }

    /// The text of `key` with several values.
    pub fn ta(&self, key: &str, args: &Args<'_>) -> String {
        let bundle = &self.texts().bundle;
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::error!(key, lang = self.lang.tag(), "text is missing");
            return format!("⟦{key}⟧");
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(args.inner()), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(key, lang = self.lang.tag(), ?errors, "text could not be filled");
            return format!("⟦{key}⟧ {text}");
        }
        text
    }

    /// Whether there is a text of this key.
    pub fn has(&self, key: &str) -> bool {
        self.texts().bundle.has_message(key)
    }

    fn texts(&self) -> &'static Texts {
        match self.lang {
            Lang::Zh => &TEXTS_ZH,
            Lang::En => &TEXTS_EN,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_keys_are_visible_and_do_not_panic() {
        assert_eq!(L10n::new(Lang::En).t("no-such-key"), "⟦no-such-key⟧");
    }

    #[test]
    fn a_text_without_values_is_the_same_however_it_is_asked_for() {
        let mut plain = 0;
        for (lang, files) in [(Lang::Zh, ZH), (Lang::En, EN)] {
            let l = L10n::new(lang);
            for key in keys(files) {
                plain += usize::from(l.texts().plain.contains_key(&key));
                assert_eq!(l.t(&key), l.ta(&key, &Args::new()), "{key}");
            }
        }
        assert!(plain > 1_000, "{plain}");
    }

    #[test]
    fn a_text_without_its_value_is_visible() {
        assert!(L10n::new(Lang::En).t("pagination-page").starts_with("⟦pagination-page⟧"));
    }

    #[test]
    fn numbers_in_texts_are_grouped_and_plural_forms_chosen() {
        let en = L10n::new(Lang::En);
        assert_eq!(en.t1("pagination-page", "number", 12_345_u32), "Page 12,345");
        assert_eq!(en.t1("error-summary-count", "count", 1_u32), "There is a problem");
        assert_eq!(en.t1("error-summary-count", "count", 3_u32), "There are 3 problems");
    }
}
