//! The stages of a grant, each with its own data.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Said, Signed};
use crate::names::names;

/// Where a grant stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "stage")]
pub enum Stage {
    /// 待确认: nothing has taken effect.
    Proposed,
    /// 紧急停用: an official was put out by one administrator at once; the second looks afterwards.
    PutOut,
    /// 未同意.
    Declined {
        /// Who, and why.
        second: Said,
    },
    /// 已失效: nobody agreed in time.
    Lapsed {
        /// When.
        at: Timestamp,
    },
    /// 待生效: agreed to, its day has not come.
    Agreed {
        /// The second administrator.
        second: Signed,
        /// 拟取消: who wants it called off, and why. A second is waited for, until its day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        off: Option<Said>,
    },
    /// 已生效.
    InForce {
        /// The second administrator.
        second: Signed,
        /// Since when.
        at: Timestamp,
    },
    /// 已终止: taken back, called off, or ended before its last day.
    Ended {
        /// The second administrator; none when it was taken back before one had agreed.
        second: Option<Signed>,
        /// Who ended it, and why.
        ended: Said,
        /// Who agreed to its being called off, where that took two.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        with: Option<Signed>,
    },
}

names! {
    /// A stage's name, for rows and message keys.
    pub enum StageName {
        /// See [`Stage::Proposed`].
        Proposed = "proposed",
        /// See [`Stage::PutOut`].
        PutOut = "put-out",
        /// See [`Stage::Declined`].
        Declined = "declined",
        /// See [`Stage::Lapsed`].
        Lapsed = "lapsed",
        /// See [`Stage::Agreed`].
        Agreed = "agreed",
        /// See [`Stage::InForce`].
        InForce = "in-force",
        /// See [`Stage::Ended`].
        Ended = "ended",
    }
}

impl Stage {
    /// Its name.
    pub fn name(&self) -> StageName {
        match self {
            Stage::Proposed => StageName::Proposed,
            Stage::PutOut => StageName::PutOut,
            Stage::Declined { .. } => StageName::Declined,
            Stage::Lapsed { .. } => StageName::Lapsed,
            Stage::Agreed { .. } => StageName::Agreed,
            Stage::InForce { .. } => StageName::InForce,
            Stage::Ended { .. } => StageName::Ended,
        }
    }

    /// The second administrator, once one has agreed or declined.
    pub fn second(&self) -> Option<Signed> {
        match self {
            Stage::Proposed | Stage::PutOut | Stage::Lapsed { .. } => None,
            Stage::Declined { second } => Some(Signed { by: second.by, at: second.at }),
            Stage::Agreed { second, .. } | Stage::InForce { second, .. } => Some(*second),
            Stage::Ended { second, .. } => *second,
        }
    }
}
