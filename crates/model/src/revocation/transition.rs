//! Transitions: each takes the procedure as it is and gives it as it becomes, or says why not.
//!
//! The caller writes the result guarded by the revision that it read; nothing here touches storage.

use jiff::Timestamp;

use super::{Appeal, Procedure, Said, Signed, Stage, StageName};
use crate::id::OfficerId;

/// Why a transition is not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The procedure does not stand where this can be done.
    #[error("this cannot be done in stage {0}")]
    Stage(StageName),
    /// Another procedure about the certificate is open, or took it away.
    #[error("another procedure about this certificate stands")]
    AnotherStands,
    /// A procedure on this ground was lifted on appeal: the question is answered.
    #[error("a revocation on this ground was lifted on appeal")]
    GroundLifted,
    /// Whoever proposed on this ground was told no, and does not ask again.
    #[error("this officer's proposal on this ground was declined before")]
    DeclinedBefore,
    /// Nobody acts twice.
    #[error("this officer had a part in it before")]
    TookPart,
}

/// How an appeal ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// The revocation stands.
    Uphold,
    /// The appeal is right: the revocation ends.
    Lift,
}

impl<T> Procedure<T> {
    /// The procedure as its proposal begins it, judged against all that was before about the same
    /// certificate. Whoever calls this gives it the first stage and revision 1.
    ///
    /// A ground that was lifted on appeal is used up. One that was declined is not, but it takes
    /// another officer to think so: nobody looks for a second who says yes.
    pub fn propose(self, earlier: &[Procedure<T>]) -> Result<Procedure<T>, Refusal> {
        if earlier.iter().any(|other| other.stage.name().bars_another()) {
            return Err(Refusal::AnotherStands);
        }
        if self.on_same_ground(earlier).any(|other| other.stage.name() == StageName::Lifted) {
            return Err(Refusal::GroundLifted);
        }
        if self.was_declined_for(self.proposal.by, earlier) {
            return Err(Refusal::DeclinedBefore);
        }
        Ok(Procedure { stage: Stage::Proposed, revision: 1, ..self })
    }

    /// The second officer signs, and it takes effect. Whose own proposal on this ground was
    /// declined before does not bring it about by the proposal of a colleague.
    pub fn countersign(
        self,
        second: Signed,
        earlier: &[Procedure<T>],
    ) -> Result<Procedure<T>, Refusal> {
        self.expects(StageName::Proposed)?;
        self.had_no_part(second.by)?;
        if self.was_declined_for(second.by, earlier) {
            return Err(Refusal::DeclinedBefore);
        }
        Ok(self.next(Stage::InForce { second }))
    }

    /// The second officer does not agree, and says why. Nothing takes effect.
    pub fn decline(self, second: Said<T>) -> Result<Procedure<T>, Refusal> {
        self.expects(StageName::Proposed)?;
        self.had_no_part(second.by)?;
        let Said { by, at, reasons } = second;
        Ok(self.next(Stage::Declined { second: Signed { by, at }, reasons: Some(reasons) }))
    }

    /// The holder contests it: the effect is suspended.
    pub fn appeal(self, at: Timestamp, text: T) -> Result<Procedure<T>, Refusal> {
        match self.stage {
            Stage::InForce { second } => {
                let appeal = Appeal { at, text };
                Ok(self.next(Stage::Appealed { second, appeal }))
            }
            _ => Err(Refusal::Stage(self.stage.name())),
        }
    }

    /// An officer who had no part in it judges the appeal.
    pub fn judge(self, how: Judgement, judgement: Said<T>) -> Result<Procedure<T>, Refusal>
    where
        T: Clone,
    {
        let Stage::Appealed { second, appeal } = self.stage.clone() else {
            return Err(Refusal::Stage(self.stage.name()));
        };
        self.had_no_part(judgement.by)?;
        Ok(self.next(match how {
            Judgement::Uphold => Stage::Upheld { second, appeal, judgement },
            Judgement::Lift => Stage::Lifted { second, appeal, judgement },
        }))
    }

    /// Of all procedures about the same certificate, those on this one's ground that were declined
    /// before it.
    pub fn declined_before<'a>(
        &'a self,
        all: &'a [Procedure<T>],
    ) -> impl Iterator<Item = &'a Procedure<T>> {
        self.on_same_ground(all).filter(|other| other.stage.name() == StageName::Declined)
    }

    fn on_same_ground<'a>(
        &'a self,
        all: &'a [Procedure<T>],
    ) -> impl Iterator<Item = &'a Procedure<T>> {
        all.iter().filter(|other| other.id != self.id && other.rule == self.rule)
    }

    fn was_declined_for(&self, officer: OfficerId, earlier: &[Procedure<T>]) -> bool {
        self.declined_before(earlier).any(|other| other.proposal.by == officer)
    }

    fn expects(&self, name: StageName) -> Result<(), Refusal> {
        let stands = self.stage.name();
        if stands == name { Ok(()) } else { Err(Refusal::Stage(stands)) }
    }

    fn had_no_part(&self, officer: OfficerId) -> Result<(), Refusal> {
        if self.officers().contains(&officer) { Err(Refusal::TookPart) } else { Ok(()) }
    }

    fn next(self, stage: Stage<T>) -> Procedure<T> {
        Procedure { stage, revision: self.revision.saturating_add(1), ..self }
    }
}
