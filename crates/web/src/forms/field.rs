use crate::l10n::Words;

/// A field with one line, several lines, or a list to choose from, as the macros show it.
#[derive(Debug, Clone, Default)]
pub struct Field {
    /// The name under which the value comes back; also the id of the element.
    pub name: String,
    /// The question.
    pub label: Words,
    /// What helps to answer it.
    pub hint: Option<Words>,
    /// What was wrong with the last answer.
    pub error: Option<String>,
    /// The answer so far.
    pub value: String,
    /// Whether the label is the heading of the page (one question per page).
    pub heading: bool,
    /// The `type` of a one-line field.
    pub kind: &'static str,
    /// The `autocomplete` token (HTML, autofill); empty for none.
    pub autocomplete: &'static str,
    /// The `inputmode`; empty for none.
    pub inputmode: &'static str,
    /// The expected length in characters: 2, 3, 4, 5, 10, 20 or 30; 0 for the whole width.
    pub width: u8,
    /// The longest answer in characters; 0 for no limit in the browser.
    pub longest: u32,
    /// The number of lines of a field with several.
    pub rows: u8,
    /// What stands before the answer, such as a currency.
    pub prefix: Option<Words>,
    /// What stands after it, such as a unit.
    pub suffix: Option<Words>,
    /// The list of a field to choose from: value and words.
    pub options: Vec<(String, Words)>,
    /// Whether to keep the browser from correcting spelling (names, codes).
    pub exact: bool,
    /// Whether the value is shown and cannot be changed here.
    pub settled: bool,
}

impl Field {
    /// A field with its question.
    pub fn new(name: impl Into<String>, label: impl Into<Words>) -> Self {
        Self { name: name.into(), label: label.into(), kind: "text", rows: 5, ..Self::default() }
    }

    /// Adds what helps to answer.
    pub fn hint(mut self, hint: impl Into<Words>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Shows the answer so far.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// Shows a value that cannot be changed here.
    pub fn settled(mut self, settled: bool) -> Self {
        self.settled = settled;
        self
    }

    /// Shows what is wrong.
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    /// Makes the label the heading of the page.
    pub fn heading(mut self) -> Self {
        self.heading = true;
        self
    }

    /// Sets the `type`, `inputmode` and `autocomplete` of a one-line field.
    pub fn typing(
        mut self,
        kind: &'static str,
        inputmode: &'static str,
        autocomplete: &'static str,
    ) -> Self {
        (self.kind, self.inputmode, self.autocomplete) = (kind, inputmode, autocomplete);
        self
    }

    /// Sets the expected and the longest length in characters.
    pub fn length(mut self, width: u8, longest: u32) -> Self {
        (self.width, self.longest) = (width, longest);
        self
    }

    /// Sets the number of lines.
    pub fn rows(mut self, rows: u8) -> Self {
        self.rows = rows;
        self
    }

    /// Puts a unit after the answer.
    pub fn suffix(mut self, suffix: impl Into<Words>) -> Self {
        self.suffix = Some(suffix.into());
        self
    }

    /// Puts a currency or the like before the answer.
    pub fn prefix(mut self, prefix: impl Into<Words>) -> Self {
        self.prefix = Some(prefix.into());
        self
    }

    /// Sets the list to choose from.
    pub fn options(mut self, options: Vec<(String, Words)>) -> Self {
        self.options = options;
        self
    }

    /// Keeps the browser from correcting what is typed.
    pub fn exact(mut self) -> Self {
        self.exact = true;
        self
    }

    /// The ids that describe the field to a screen reader, or an empty string.
    pub fn described_by(&self) -> String {
        described_by(&self.name, self.hint.is_some(), self.error.is_some())
    }
}

/// The value of `aria-describedby`: the hint first, the error next to the field last.
pub(super) fn described_by(id: &str, hint: bool, error: bool) -> String {
    match (hint, error) {
        (true, true) => format!("{id}-hint {id}-error"),
        (true, false) => format!("{id}-hint"),
        (false, true) => format!("{id}-error"),
        (false, false) => String::new(),
    }
}
