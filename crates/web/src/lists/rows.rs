use crate::l10n::Words;

/// A row of a summary list: a question, its answer, and where to change it.
#[derive(Debug, Clone)]
pub struct Row {
    /// What it is.
    pub key: Words,
    /// What it says; empty shows as "not given".
    pub value: Words,
    /// Where to change it.
    pub change: Option<String>,
}

impl Row {
    /// A row to read.
    pub fn new(key: impl Into<Words>, value: impl Into<Words>) -> Self {
        Self { key: key.into(), value: value.into(), change: None }
    }

    /// Adds where to change it.
    pub fn change(mut self, href: impl Into<String>) -> Self {
        self.change = Some(href.into());
        self
    }
}

/// One thing to do in a task list.
#[derive(Debug, Clone)]
pub struct Task {
    /// What to do.
    pub name: Words,
    /// What helps.
    pub hint: Option<Words>,
    /// Where to do it; none while it cannot be started.
    pub href: Option<String>,
    /// How far it is, in words of the interface.
    pub status: String,
    /// The colour of its tag; empty for plain words (done, cannot start yet).
    pub colour: &'static str,
}
