/// Which of the two written forms is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// One fact is compared with one constant.
    Condition,
    /// Facts are calculated with and compared with each other.
    Formula,
}

impl Form {
    /// What the reader calls the text.
    pub(super) const fn noun(self) -> &'static str {
        match self {
            Self::Condition => "the condition",
            Self::Formula => "the formula",
        }
    }
}
