use super::field::described_by;
use crate::l10n::Words;

/// One answer to choose.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The value that comes back.
    pub value: String,
    /// What it says.
    pub label: Words,
    /// What explains it.
    pub hint: Option<Words>,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Choice {
    /// An answer with its words.
    pub fn new(value: impl Into<String>, label: impl Into<Words>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None, chosen: false }
    }

    /// Adds an explanation.
    pub fn hint(mut self, hint: impl Into<Words>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// A question with answers to choose from: radios for one, checkboxes for any number.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// The name under which the values come back; also the id of the first answer.
    pub name: String,
    /// The question.
    pub legend: Words,
    /// What helps to answer it.
    pub hint: Option<Words>,
    /// What was wrong with the last answer.
    pub error: Option<String>,
    /// The answers.
    pub choices: Vec<Choice>,
    /// Whether the question is the heading of the page.
    pub heading: bool,
    /// Whether the answers stand side by side (yes and no).
    pub inline: bool,
}

impl Choices {
    /// A question with its answers.
    pub fn new(name: impl Into<String>, legend: impl Into<Words>, choices: Vec<Choice>) -> Self {
        Self { name: name.into(), legend: legend.into(), choices, ..Self::default() }
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

    /// Marks the answers given so far.
    pub fn chosen<T: AsRef<str>>(mut self, values: &[T]) -> Self {
        for choice in &mut self.choices {
            choice.chosen = values.iter().any(|value| value.as_ref() == choice.value);
        }
        self
    }

    /// Makes the question the heading of the page.
    pub fn heading(mut self) -> Self {
        self.heading = true;
        self
    }

    /// Puts the answers side by side.
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }

    /// The id of the answer at `place`; the summary of problems links to the first.
    pub fn id(&self, place: &usize) -> String {
        if *place == 0 { self.name.clone() } else { format!("{}-{}", self.name, place + 1) }
    }

    /// The ids that describe the question to a screen reader, or an empty string.
    pub fn described_by(&self) -> String {
        described_by(&self.name, self.hint.is_some(), self.error.is_some())
    }
}
