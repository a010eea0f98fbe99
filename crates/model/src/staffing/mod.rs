//! Officials come, move and go (入职、调岗、离职), stand in for each other (代理) and are audited:
//! each proposed by one administrator of an organisation and agreed to by a second.

pub mod event;
pub mod review;
pub mod stage;
#[cfg(test)]
mod tests;
pub mod transition;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::actor::Role;
use crate::id::{GrantId, OfficerId};
use crate::names::names;

pub use event::EventKind;
pub use review::Review;
pub use stage::{Stage, StageName};
pub use transition::{Refusal, Second};

/// How long a proposal waits for a second administrator.
pub const PROPOSAL_DAYS: i64 = 7;

/// The longest time for which one official stands in for another, or audits, at once.
pub const LONGEST_DAYS: i32 = 366;

/// A change of what an official may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Its id.
    pub id: GrantId,
    /// The organisation whose administrators answer for it.
    pub organisation: String,
    /// Whom it is about: who comes, moves, goes, is away, or audits.
    pub officer: OfficerId,
    /// What changes.
    pub change: Change,
    /// Who proposed it, when, and why.
    pub proposal: Said,
    /// Where it stands.
    pub stage: Stage,
    /// Counts up with every change; a write names the one it read.
    pub revision: u32,
}

/// What a grant changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Change {
    /// 入职: an official who was not there.
    Join {
        /// The name by which they sign in.
        login: String,
        /// Their name.
        name: String,
        /// Where, and as what.
        post: Post,
    },
    /// 调岗: another organisation, office, or other roles.
    Move {
        /// Where, and as what.
        post: Post,
        /// From which day on.
        from: Date,
    },
    /// 离职.
    Leave {
        /// From which day on they are out.
        from: Date,
    },
    /// 代理: somebody acts in the place of the official.
    Deputy {
        /// Who.
        deputy: OfficerId,
        /// The first day.
        from: Date,
        /// The last day.
        until: Date,
    },
    /// 恢复权限: rights that were suspended because nobody had reviewed them.
    Restore,
    /// 重新注册通行密钥: their passkeys end, and a code serves for a new one.
    Passkey,
    /// 审计授权: the official, an auditor, may look into the organisation.
    Audit {
        /// The first day.
        from: Date,
        /// The last day.
        until: Date,
    },
}

/// A place to work, with what may be done there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// The authority or centre.
    pub organisation: String,
    /// The office, if they sit at one.
    pub office: Option<String>,
    /// What they may do.
    pub roles: Vec<Role>,
}

names! {
    /// The kind of a change, for rows and message keys.
    pub enum ChangeName {
        /// See [`Change::Join`].
        Join = "join",
        /// See [`Change::Move`].
        Move = "move",
        /// See [`Change::Leave`].
        Leave = "leave",
        /// See [`Change::Deputy`].
        Deputy = "deputy",
        /// See [`Change::Restore`].
        Restore = "restore",
        /// See [`Change::Passkey`].
        Passkey = "passkey",
        /// See [`Change::Audit`].
        Audit = "audit",
    }
}

/// An administrator's act without words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// Who.
    pub by: OfficerId,
    /// When.
    pub at: Timestamp,
}

/// An administrator's act with its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Who.
    pub by: OfficerId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reasons: String,
}

impl Change {
    /// Its kind.
    pub fn name(&self) -> ChangeName {
        match self {
            Change::Join { .. } => ChangeName::Join,
            Change::Move { .. } => ChangeName::Move,
            Change::Leave { .. } => ChangeName::Leave,
            Change::Deputy { .. } => ChangeName::Deputy,
            Change::Restore => ChangeName::Restore,
            Change::Passkey => ChangeName::Passkey,
            Change::Audit { .. } => ChangeName::Audit,
        }
    }

    /// From which day on it counts; none when that is at once.
    pub fn from(&self) -> Option<Date> {
        match self {
            Change::Join { .. } | Change::Restore | Change::Passkey => None,
            Change::Move { from, .. }
            | Change::Leave { from }
            | Change::Deputy { from, .. }
            | Change::Audit { from, .. } => Some(*from),
        }
    }

    /// The last day, of what ends by itself.
    pub fn until(&self) -> Option<Date> {
        match self {
            Change::Deputy { until, .. } | Change::Audit { until, .. } => Some(*until),
            _ => None,
        }
    }

    /// The post that it gives.
    pub fn post(&self) -> Option<&Post> {
        match self {
            Change::Join { post, .. } | Change::Move { post, .. } => Some(post),
            _ => None,
        }
    }

    /// Who stands in, of a deputyship.
    pub fn deputy(&self) -> Option<OfficerId> {
        match self {
            Change::Deputy { deputy, .. } => Some(*deputy),
            _ => None,
        }
    }
}

impl Grant {
    /// Everybody who gains or loses by it: none of them proposes it, and none agrees to it.
    pub fn concerned(&self) -> impl Iterator<Item = OfficerId> {
        std::iter::once(self.officer).chain(self.change.deputy())
    }

    /// The organisation of whose administrators the second must be one. Who moves away is taken
    /// over by where they go: nobody gives out rights of another house.
    pub fn second_from(&self) -> &str {
        self.change.post().map_or(&self.organisation, |post| &post.organisation)
    }

    /// The moment at which a proposal lapses.
    pub fn lapses_at(&self) -> Timestamp {
        let wait = SignedDuration::from_hours(24 * PROPOSAL_DAYS);
        self.proposal.at.saturating_add(wait).unwrap_or(Timestamp::MAX)
    }

    /// What an administrator began and a second is waited for.
    pub fn waiting(&self) -> Option<&Said> {
        self.proposed().or(self.off())
    }

    /// The proposal, while nobody has agreed to it.
    fn proposed(&self) -> Option<&Said> {
        matches!(self.stage, Stage::Proposed | Stage::PutOut).then_some(&self.proposal)
    }

    /// Who wants it called off, and why, while nobody has agreed to that.
    pub fn off(&self) -> Option<&Said> {
        match &self.stage {
            Stage::Agreed { off, .. } => off.as_ref(),
            _ => None,
        }
    }

    /// Who wants it called off, or wanted it, and who agreed to that.
    pub fn called_off(&self) -> (Option<&Said>, Option<Signed>) {
        match &self.stage {
            Stage::Ended { ended, with: Some(with), .. } => (Some(ended), Some(*with)),
            _ => (self.off(), None),
        }
    }

    /// Whether what lasts for a time is in force on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        let begun = self.change.from().is_none_or(|from| from <= day);
        let over = self.change.until().is_some_and(|until| day > until);
        matches!(self.stage, Stage::InForce { .. }) && begun && !over
    }
}
