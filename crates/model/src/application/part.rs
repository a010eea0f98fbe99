//! The parts in which the content of a draft or case is kept.

use crate::names::names;

names! {
    /// One part of what a draft or case holds.
    pub enum ContentPart {
        /// Answers to situation questions.
        Answers = "answers",
        /// Form values.
        Values = "values",
        /// What the platform filled in.
        Prefilled = "prefilled",
        /// How the papers are supplied.
        Supplies = "supplies",
        /// The slot wished for.
        Slot = "slot",
    }
}
