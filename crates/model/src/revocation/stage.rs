//! The stages of a revocation, each with its own data.

use crate::names::names;

use super::{Appeal, Part, Said, Signed};

/// Where a procedure stands.
#[derive(Clone, PartialEq, Eq)]
pub enum Stage<T> {
    /// 已提出: nothing has taken effect.
    Proposed,
    /// 未通过审核: the second officer did not agree.
    Declined {
        /// Who.
        second: Signed,
        /// Why; none where it was declined before reasons were asked for.
        reasons: Option<T>,
    },
    /// 已生效: the certificate is revoked.
    InForce {
        /// The second officer.
        second: Signed,
    },
    /// 申诉中: the effect is suspended.
    Appealed {
        /// The second officer.
        second: Signed,
        /// What the holder says.
        appeal: Appeal<T>,
    },
    /// 维持撤销.
    Upheld {
        /// The second officer.
        second: Signed,
        /// What the holder said.
        appeal: Appeal<T>,
        /// What was said to that.
        judgement: Said<T>,
    },
    /// 撤销已取消: the appeal was right.
    Lifted {
        /// The second officer.
        second: Signed,
        /// What the holder said.
        appeal: Appeal<T>,
        /// What was said to that.
        judgement: Said<T>,
    },
}

names! {
    /// A stage's name, for lists and message keys.
    pub enum StageName {
        /// See [`Stage::Proposed`].
        Proposed = "proposed",
        /// See [`Stage::Declined`].
        Declined = "declined",
        /// See [`Stage::InForce`].
        InForce = "in-force",
        /// See [`Stage::Appealed`].
        Appealed = "appealed",
        /// See [`Stage::Upheld`].
        Upheld = "upheld",
        /// See [`Stage::Lifted`].
        Lifted = "lifted",
    }
}

impl StageName {
    /// Whether officers, or the holder, may still do something.
    pub fn is_open(self) -> bool {
        matches!(self, StageName::Proposed | StageName::InForce | StageName::Appealed)
    }

    /// Whether no other procedure can begin beside it: it is open, or it took the certificate away.
    pub fn bars_another(self) -> bool {
        self.is_open() || self == StageName::Upheld
    }

    /// Whether the certificate is revoked while it stands there.
    pub fn revokes(self) -> bool {
        matches!(self, StageName::InForce | StageName::Upheld)
    }
}

impl<T> Stage<T> {
    /// Its name.
    pub fn name(&self) -> StageName {
        match self {
            Stage::Proposed => StageName::Proposed,
            Stage::Declined { .. } => StageName::Declined,
            Stage::InForce { .. } => StageName::InForce,
            Stage::Appealed { .. } => StageName::Appealed,
            Stage::Upheld { .. } => StageName::Upheld,
            Stage::Lifted { .. } => StageName::Lifted,
        }
    }

    /// The second officer, once one has signed or declined.
    pub fn second(&self) -> Option<Signed> {
        match self {
            Stage::Proposed => None,
            Stage::Declined { second, .. }
            | Stage::InForce { second }
            | Stage::Appealed { second, .. }
            | Stage::Upheld { second, .. }
            | Stage::Lifted { second, .. } => Some(*second),
        }
    }

    /// Why it was declined, if it was and said so.
    pub fn refusal(&self) -> Option<&T> {
        match self {
            Stage::Declined { reasons, .. } => reasons.as_ref(),
            _ => None,
        }
    }

    /// The appeal, once there is one.
    pub fn appeal(&self) -> Option<&Appeal<T>> {
        match self {
            Stage::Appealed { appeal, .. }
            | Stage::Upheld { appeal, .. }
            | Stage::Lifted { appeal, .. } => Some(appeal),
            _ => None,
        }
    }

    /// The judgement on the appeal, once there is one.
    pub fn judgement(&self) -> Option<&Said<T>> {
        match self {
            Stage::Upheld { judgement, .. } | Stage::Lifted { judgement, .. } => Some(judgement),
            _ => None,
        }
    }

    pub(super) fn try_map<U, E>(
        self,
        mut f: impl FnMut(Part, T) -> Result<U, E>,
    ) -> Result<Stage<U>, E> {
        let appealed = |appeal: Appeal<T>, f: &mut dyn FnMut(Part, T) -> Result<U, E>| {
            Ok(Appeal { at: appeal.at, text: f(Part::Appeal, appeal.text)? })
        };
        let judged = |said: Said<T>, f: &mut dyn FnMut(Part, T) -> Result<U, E>| {
            Ok(Said { by: said.by, at: said.at, reasons: f(Part::Judgement, said.reasons)? })
        };
        Ok(match self {
            Stage::Proposed => Stage::Proposed,
            Stage::Declined { second, reasons } => Stage::Declined {
                second,
                reasons: reasons.map(|reasons| f(Part::Refusal, reasons)).transpose()?,
            },
            Stage::InForce { second } => Stage::InForce { second },
            Stage::Appealed { second, appeal } => {
                Stage::Appealed { second, appeal: appealed(appeal, &mut f)? }
            }
            Stage::Upheld { second, appeal, judgement } => Stage::Upheld {
                second,
                appeal: appealed(appeal, &mut f)?,
                judgement: judged(judgement, &mut f)?,
            },
            Stage::Lifted { second, appeal, judgement } => Stage::Lifted {
                second,
                appeal: appealed(appeal, &mut f)?,
                judgement: judged(judgement, &mut f)?,
            },
        })
    }
}
