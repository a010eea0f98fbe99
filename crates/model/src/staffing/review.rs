//! The periodic review of rights (权限复核): what nobody looks over for too long is suspended.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::actor::Role;

/// Within how many days somebody must look over what an official may do.
pub const REVIEW_DAYS: i32 = 180;

/// How many days before that the list begins to name them.
pub const NOTICE_DAYS: i32 = 30;

/// How many days after that their rights go on.
pub const GRACE_DAYS: i32 = 30;

/// How an official's rights stand to their review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// Nothing is to be done.
    Fresh {
        /// By when the next one is due.
        due: Date,
    },
    /// It is due soon.
    Due {
        /// By when.
        due: Date,
    },
    /// It is overdue: the rights go on for a while.
    Overdue {
        /// The first day without them.
        suspended_from: Date,
    },
    /// The rights are suspended.
    Suspended {
        /// Since which day.
        since: Date,
    },
}

impl Review {
    /// As it stands on a day, when the last one was on another.
    pub fn of(last: Date, today: Date) -> Review {
        let due = last.saturating_add(REVIEW_DAYS.days());
        let suspended_from = due.saturating_add((GRACE_DAYS + 1).days());
        if today >= suspended_from {
            Review::Suspended { since: suspended_from }
        } else if today > due {
            Review::Overdue { suspended_from }
        } else if today >= due.saturating_sub(NOTICE_DAYS.days()) {
            Review::Due { due }
        } else {
            Review::Fresh { due }
        }
    }

    /// Whether the rights are suspended.
    pub fn suspends(self) -> bool {
        matches!(self, Review::Suspended { .. })
    }

    /// What of the roles is left. An administrator stays one, or nobody could restore anybody: that
    /// role opens no case and gives nothing to anybody alone.
    pub fn leaves(self, roles: &[Role]) -> Vec<Role> {
        let left = roles.iter().copied();
        left.filter(|role| !self.suspends() || *role == Role::Administrator).collect()
    }
}
