//! Single values: texts, numbers, dates, names.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::{Reader, did_you_mean};
use crate::yaml::{Node, Plain, Scalar, Value, plain};

impl Reader<'_, '_> {
    fn scalar<'n>(&mut self, node: &'n Node, wanted: &str) -> Option<&'n Scalar> {
        match &node.value {
            Value::Scalar(scalar) => {
                // An escape such as `"\0"` can say what the file itself may not hold.
                let odd = |c: &char| c.is_control() && !matches!(c, '\n' | '\t');
                if let Some(c) = scalar.text.chars().find(odd) {
                    let message =
                        format!("the text holds the control character U+{:04X}", u32::from(c));
                    self.error("control-character", node, message, "take it out");
                    return None;
                }
                Some(scalar)
            }
            _ => {
                let message = format!("{wanted} belongs here, not {}", node.described());
                self.error("wrong-type", node, message, format!("write {wanted}"));
                None
            }
        }
    }

    /// A text of one line or several, not empty, at most `most` characters long.
    pub fn string(&mut self, node: &Node, most: usize) -> Option<String> {
        let scalar = self.scalar(node, "a text")?;
        if scalar.plain && plain(&scalar.text) != Plain::Text {
            let (message, help) = match plain(&scalar.text) {
                Plain::Null => ("nothing stands here".to_owned(), "write a text".to_owned()),
                _ => (
                    format!("`{}` is not a text without quotes", scalar.text),
                    format!("write \"{}\" in quotes", scalar.text),
                ),
            };
            self.error("wrong-type", node, message, help);
            return None;
        }
        if scalar.text.trim().is_empty() {
            self.error("empty-text", node, "the text is empty", "write it, or delete the key");
            return None;
        }
        let length = scalar.text.chars().count();
        if length > most {
            let message = format!("the text has {length} characters; at most {most} are allowed");
            self.error("too-long", node, message, "shorten it");
            return None;
        }
        Some(scalar.text.clone())
    }

    /// A value as its text, whatever type it has: for data that is only passed on.
    pub fn any_text(&mut self, node: &Node) -> Option<String> {
        let scalar = self.scalar(node, "a single value")?;
        if scalar.plain && plain(&scalar.text) == Plain::Null {
            self.error("wrong-type", node, "nothing stands here", "write a value, or \"\"");
            return None;
        }
        Some(scalar.text.clone())
    }

    /// The name of something in the catalogue: lower-case letters, digits and hyphens.
    pub fn id(&mut self, node: &Node) -> Option<String> {
        self.name(node, 64, '-', "hyphens")
    }

    /// The name of something in a service: lower-case letters, digits and underscores.
    pub fn name_id(&mut self, node: &Node) -> Option<String> {
        self.name(node, 40, '_', "underscores")
    }

    fn name(&mut self, node: &Node, most: usize, joint: char, joints: &str) -> Option<String> {
        let text = self.string(node, 1000)?;
        let first = text.starts_with(|c: char| c.is_ascii_lowercase());
        let all = text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == joint);
        if first && all && text.len() <= most {
            return Some(text);
        }
        let help = format!(
            "write at most {most} lower-case letters, digits and {joints}, starting with a letter"
        );
        self.error("bad-id", node, format!("`{text}` cannot be an id"), help);
        None
    }

    /// A whole number within limits.
    pub fn whole<N>(&mut self, node: &Node, limits: RangeInclusive<i64>) -> Option<N>
    where
        N: TryFrom<i64>,
    {
        let scalar = self.scalar(node, "a whole number")?;
        let Plain::Whole(number) = plain(&scalar.text).filter_plain(scalar.plain) else {
            let message = format!("`{}` is not a whole number", scalar.text);
            self.error("wrong-type", node, message, "write digits, without quotes");
            return None;
        };
        let fits = limits.contains(&number).then(|| N::try_from(number).ok()).flatten();
        if fits.is_none() {
            let (least, most) = (limits.start(), limits.end());
            let message = format!("{number} is out of range");
            self.error("out-of-range", node, message, format!("write {least} to {most}"));
        }
        fits
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, node: &Node) -> Option<bool> {
        let scalar = self.scalar(node, "`true` or `false`")?;
        if let Plain::Boolean(value) = plain(&scalar.text).filter_plain(scalar.plain) {
            return Some(value);
        }
        let message = format!("`{}` is neither `true` nor `false`", scalar.text);
        self.error("wrong-type", node, message, "write `true` or `false`, without quotes");
        None
    }

    /// A day of the Gregorian calendar, `2026-01-31`.
    pub fn date(&mut self, node: &Node) -> Option<Date> {
        let text = &self.scalar(node, "a day such as 2026-01-31")?.text;
        let date = Some(text).filter(|text| text.len() == 10).and_then(|t| t.parse::<Date>().ok());
        if date.is_none() {
            let message = format!("`{text}` is not a day");
            self.error("bad-date", node, message, "write year, month and day: 2026-01-31");
        }
        date
    }

    /// One of several words.
    pub fn one_of<T: Copy>(&mut self, node: &Node, words: &[(&str, T)]) -> Option<T> {
        let text = self.string(node, 1000)?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let help = did_you_mean(&text, words.iter().map(|(word, _)| *word));
            self.error("unknown-word", node, format!("`{text}` is not known here"), help);
        }
        found.map(|(_, value)| *value)
    }
}

impl Plain {
    /// What stands in quotes is a text, whatever it looks like.
    fn filter_plain(self, plain: bool) -> Plain {
        if plain { self } else { Plain::Text }
    }
}
