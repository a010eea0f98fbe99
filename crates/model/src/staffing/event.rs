//! What stands on record of officials' rights, step by step.

use crate::names::names;

names! {
    /// What happened.
    pub enum EventKind {
        /// A change was proposed.
        Proposed = "proposed",
        /// An official was put out at once.
        PutOut = "put-out",
        /// The second administrator agreed.
        Agreed = "agreed",
        /// The second administrator declined.
        Declined = "declined",
        /// Nobody agreed in time.
        Lapsed = "lapsed",
        /// Its day came.
        Begun = "begun",
        /// It was called off or ended early.
        Ended = "ended",
        /// Rights were looked over and stay as they are.
        Reviewed = "reviewed",
        /// Rights were suspended: nobody had looked over them.
        Suspended = "suspended",
        /// A case was given to another official, or back to the list.
        Reassigned = "reassigned",
        /// An auditor drew a sample.
        Drawn = "drawn",
    }
}
