use super::field::described_by;
use crate::l10n::{L10n, Lang, Words};

/// A date in three fields, in the order of the reader's language.
#[derive(Debug, Clone, Default)]
pub struct DateField {
    /// The parts come back as `NAME-year`, `NAME-month` and `NAME-day`.
    pub name: String,
    /// The question.
    pub legend: Words,
    /// What helps to answer it.
    pub hint: Option<Words>,
    /// What was wrong with the last answer.
    pub error: Option<String>,
    /// Year, month and day as typed so far.
    pub typed: [String; 3],
    /// Whether the question is the heading of the page.
    pub heading: bool,
    /// Whether it asks for the reader's own date of birth (autofill).
    pub birthday: bool,
}

/// One of the three fields.
#[derive(Debug)]
pub struct DatePart<'a> {
    /// `year`, `month` or `day`.
    pub key: &'static str,
    /// The key of its label.
    pub label: &'static str,
    /// As typed so far.
    pub value: &'a str,
    /// The expected length in characters.
    pub width: u8,
    /// The `autocomplete` token, or an empty string.
    pub autocomplete: &'static str,
}

impl DateField {
    /// A date with its question.
    pub fn new(name: impl Into<String>, legend: impl Into<Words>) -> Self {
        Self { name: name.into(), legend: legend.into(), ..Self::default() }
    }

    /// Adds what helps to answer.
    pub fn hint(mut self, hint: impl Into<Words>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Shows what is wrong.
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    /// Shows year, month and day as typed so far.
    pub fn typed(mut self, year: &str, month: &str, day: &str) -> Self {
        self.typed = [year, month, day].map(str::to_owned);
        self
    }

    /// Makes the question the heading of the page.
    pub fn heading(mut self) -> Self {
        self.heading = true;
        self
    }

    /// The id that the summary of problems links to: the first field in reading order.
    pub fn first_id(&self, l: L10n) -> String {
        format!("{}-{}", self.name, if l.lang == Lang::Zh { "year" } else { "day" })
    }

    /// The three fields in the order of the language.
    pub fn parts(&self, l: &L10n) -> [DatePart<'_>; 3] {
        let [year, month, day] = &self.typed;
        let autofill = |token| if self.birthday { token } else { "" };
        let part = |key, label, value, width, token| DatePart {
            key,
            label,
            value,
            width,
            autocomplete: autofill(token),
        };
        let year = part("year", "date-year", year.as_str(), 4, "bday-year");
        let month = part("month", "date-month", month.as_str(), 2, "bday-month");
        let day = part("day", "date-day", day.as_str(), 2, "bday-day");
        match l.lang {
            Lang::Zh => [year, month, day],
            Lang::En => [day, month, year],
        }
    }

    /// The ids that describe the question to a screen reader, or an empty string.
    pub fn described_by(&self) -> String {
        described_by(&self.name, self.hint.is_some(), self.error.is_some())
    }
}
