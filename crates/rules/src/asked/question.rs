use crate::check::Condition;

/// A question about one fact, asked always or when a condition over earlier questions holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The fact that the answer is kept as.
    pub fact: String,
    /// When the question is asked; `None` is always.
    pub ask_when: Option<Condition>,
}

impl Question {
    /// A question that is always asked.
    pub fn always(fact: impl Into<String>) -> Self {
        Self { fact: fact.into(), ask_when: None }
    }

    /// A question that is asked when a condition holds.
    pub fn when(fact: impl Into<String>, condition: Condition) -> Self {
        Self { fact: fact.into(), ask_when: Some(condition) }
    }
}
