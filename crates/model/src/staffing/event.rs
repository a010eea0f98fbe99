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
        /// It was taken back or ended early.
        Ended = "ended",
        /// One wants it called off before its day.
        CallingOff = "calling-off",
        /// A second agreed to that.
        CalledOff = "called-off",
        /// It stays: a second did not agree to that, or who wanted it took the wish back.
        Stays = "stays",
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
