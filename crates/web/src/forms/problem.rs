/// One problem of a form: shown in the summary, linked to its field, and beside the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The id of the element to jump to; empty for a problem of the form as a whole.
    pub id: String,
    /// What is wrong and what to do, in the reader's language.
    pub text: String,
}

impl Problem {
    /// A problem of the field with this id.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: id.into(), text: text.into() }
    }

    /// The text of the first problem with this id.
    pub fn of(problems: &[Problem], id: &str) -> Option<String> {
        problems.iter().find(|problem| problem.id == id).map(|problem| problem.text.clone())
    }
}
