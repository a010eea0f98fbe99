//! Transitions: each takes the grant as it is and gives it as it becomes, or says why not.
//!
//! The caller writes the result guarded by the revision that it read; nothing here touches storage.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::{Change, Grant, LONGEST_DAYS, Post, Said, Signed, Stage, StageName};
use crate::actor::Role;
use crate::id::OfficerId;

/// Why a transition is not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The grant does not stand where this can be done.
    #[error("this cannot be done in stage {0}")]
    Stage(StageName),
    /// It is about whoever wants to do it.
    #[error("nobody decides about themselves")]
    Oneself,
    /// They proposed it.
    #[error("the second administrator is another than the first")]
    SamePerson,
    /// The second must come from where the official is to work.
    #[error("the administrators of another organisation agree to this")]
    OtherOrganisation,
    /// Who proposed it is no administrator there any more.
    #[error("the proposer is no administrator any more")]
    Proposer,
    /// Nobody agreed in time.
    #[error("the proposal has lapsed")]
    Lapsed,
    /// It was proposed in another organisation, and is called off from there.
    #[error("this was proposed in another organisation")]
    Elsewhere,
    /// It counts from this day on, and is not called off any more.
    #[error("its day has come")]
    Begun,
    /// A day that has passed, an end before the beginning, or more than a year.
    #[error("the days do not fit")]
    Days,
    /// No role, one twice, an auditor with others, or one that leads with one that handles cases.
    #[error("the roles do not fit together")]
    Roles,
    /// An official cannot stand in for themselves.
    #[error("a deputy is somebody else")]
    OwnDeputy,
    /// Only who leaves can be put out at once.
    #[error("only a leaver is put out at once")]
    NotUrgent,
    /// After this, nobody would be left who could look at it.
    #[error("no second administrator would be left")]
    NoSecond,
    /// No such official is in service there.
    #[error("no such official")]
    Unknown,
    /// The name to sign in with was given to somebody before, or is none.
    #[error("the login cannot be had")]
    Login,
    /// No such organisation or office.
    #[error("no such place")]
    Place,
    /// A change of that kind waits for this official already.
    #[error("such a change waits already")]
    AnotherWaits,
    /// The rights are not suspended.
    #[error("nothing is suspended")]
    NotSuspended,
    /// Only an auditor audits, and no auditor stands in for anybody.
    #[error("this official is no auditor, or must not be one")]
    Auditor,
}

/// A second administrator, now.
#[derive(Clone, Copy, Debug)]
pub struct Second<'a> {
    /// Who.
    pub by: OfficerId,
    /// For which organisation they are one.
    pub organisation: &'a str,
    /// The moment.
    pub at: Timestamp,
    /// Its day, where the office is.
    pub today: Date,
}

impl Post {
    /// That the roles go together. An auditor is nothing else, and whoever gives cases to officers
    /// handles none: they could give themselves anybody's.
    pub fn fits(&self) -> Result<(), Refusal> {
        let roles = &self.roles;
        let doubled =
            roles.iter().enumerate().any(|(at, role)| roles.iter().skip(at + 1).any(|r| r == role));
        let mixed = roles.contains(&Role::Auditor) && roles.len() > 1;
        let leads = roles.iter().any(|role| matches!(role, Role::Administrator | Role::Supervisor));
        let handles = roles.iter().any(|role| role.opens_cases());
        if roles.is_empty() || doubled || mixed || (leads && handles) {
            Err(Refusal::Roles)
        } else {
            Ok(())
        }
    }
}

impl Grant {
    /// The grant as its proposal begins it. Whoever calls this gives it the first stage and
    /// revision 1.
    pub fn propose(self, today: Date) -> Result<Grant, Refusal> {
        if self.concerned().any(|officer| officer == self.proposal.by) {
            return Err(Refusal::Oneself);
        }
        if self.change.deputy() == Some(self.officer) {
            return Err(Refusal::OwnDeputy);
        }
        if let Some(post) = self.change.post() {
            post.fits()?;
        }
        if matches!(self.change, Change::Join { .. }) && self.second_from() != self.organisation {
            return Err(Refusal::OtherOrganisation);
        }
        let from = self.change.from().unwrap_or(today);
        let last = from.saturating_add(LONGEST_DAYS.days());
        let ends_well = self.change.until().is_none_or(|until| (from..=last).contains(&until));
        if from < today || !ends_well {
            return Err(Refusal::Days);
        }
        Ok(Grant { stage: Stage::Proposed, revision: 1, ..self })
    }

    /// An emergency: the official is out at once. `others` is how many administrators of the
    /// organisation are left beside who does it and who is put out; one of them looks afterwards.
    pub fn put_out(self, today: Date, others: usize) -> Result<Grant, Refusal> {
        if !matches!(self.change, Change::Leave { from } if from <= today) {
            return Err(Refusal::NotUrgent);
        }
        if others == 0 {
            return Err(Refusal::NoSecond);
        }
        Ok(Grant { stage: Stage::PutOut, ..self.propose(today)? })
    }

    /// The second administrator agrees: it counts now, or from its day on.
    pub fn agree(self, second: Second<'_>) -> Result<Grant, Refusal> {
        self.may_be_second(self.proposed(), &second)?;
        let signed = Signed { by: second.by, at: second.at };
        let early = self.change.from().is_some_and(|from| from > second.today);
        Ok(self.next(match early {
            true => Stage::Agreed { second: signed, off: None },
            false => Stage::InForce { second: signed, at: second.at },
        }))
    }

    /// The second administrator does not agree, and says why. Who was put out is in again.
    pub fn decline(self, second: Second<'_>, reasons: String) -> Result<Grant, Refusal> {
        self.may_be_second(self.proposed(), &second)?;
        let Second { by, at, .. } = second;
        Ok(self.next(Stage::Declined { second: Said { by, at, reasons } }))
    }

    /// Nobody agreed in time. Who was put out stays out until somebody has looked.
    pub fn lapse(self, now: Timestamp) -> Result<Grant, Refusal> {
        match self.stage {
            Stage::Proposed if now > self.lapses_at() => Ok(self.next(Stage::Lapsed { at: now })),
            _ => Err(Refusal::Stage(self.stage.name())),
        }
    }

    /// Its day has come, and it fits nobody any more: who was to move or to stand in has gone.
    pub fn void(self, now: Timestamp) -> Result<Grant, Refusal> {
        match self.stage {
            Stage::Agreed { .. } => Ok(self.next(Stage::Lapsed { at: now })),
            _ => Err(Refusal::Stage(self.stage.name())),
        }
    }

    /// Its day has come.
    pub fn begin(self, now: Timestamp, today: Date) -> Result<Grant, Refusal> {
        match self.stage {
            Stage::Agreed { second, .. } if self.change.from().is_none_or(|from| from <= today) => {
                Ok(self.next(Stage::InForce { second, at: now }))
            }
            _ => Err(Refusal::Stage(self.stage.name())),
        }
    }

    /// Whoever proposed it takes it back, as long as nobody has agreed. A deputyship is called off before
    /// its day, or ended before its last one: that gives nobody anything, so one administrator may do
    /// it alone. Who leaves or loses roles keeps what two have decided: see [`Grant::call_off`]; and an
    /// audit that has begun goes on to its last day.
    pub fn end(self, ended: Said) -> Result<Grant, Refusal> {
        if self.concerned().any(|officer| officer == ended.by) {
            return Err(Refusal::Oneself);
        }
        match &self.stage {
            Stage::Proposed if self.proposal.by == ended.by => {
                Ok(self.next(Stage::Ended { second: None, ended, with: None }))
            }
            Stage::Agreed { second, .. } | Stage::InForce { second, .. }
                if self.change.deputy().is_some() =>
            {
                let second = Some(*second);
                Ok(self.next(Stage::Ended { second, ended, with: None }))
            }
            stage => Err(Refusal::Stage(stage.name())),
        }
    }

    /// One administrator wants called off what two have agreed to and whose day has not come. It takes
    /// two again, by the rule of the change itself: one of where it was proposed, and a second. Its day
    /// does not wait for them. A deputyship one ends alone.
    pub fn call_off(self, first: Second<'_>, reasons: String) -> Result<Grant, Refusal> {
        let Stage::Agreed { second, off: None } = self.stage else {
            return Err(Refusal::Stage(self.stage.name()));
        };
        self.is_to_come(first.today)?;
        if self.concerned().any(|officer| officer == first.by) {
            return Err(Refusal::Oneself);
        }
        if self.organisation != first.organisation {
            return Err(Refusal::Elsewhere);
        }
        if self.change.deputy().is_some() {
            return Err(Refusal::Stage(StageName::Agreed));
        }
        let off = Some(Said { by: first.by, at: first.at, reasons });
        Ok(self.next(Stage::Agreed { second, off }))
    }

    /// The second administrator agrees that it is called off.
    pub fn agree_off(self, second: Second<'_>) -> Result<Grant, Refusal> {
        self.may_be_second(self.off(), &second)?;
        self.is_to_come(second.today)?;
        let with = Some(Signed { by: second.by, at: second.at });
        match self.stage.clone() {
            Stage::Agreed { second, off: Some(ended) } => {
                Ok(self.next(Stage::Ended { second: Some(second), ended, with }))
            }
            stage => Err(Refusal::Stage(stage.name())),
        }
    }

    /// It is not called off: the second administrator does not agree to that, or who wanted it thinks
    /// better of it.
    pub fn stay(self, by: Second<'_>) -> Result<Grant, Refusal> {
        if self.off().is_none_or(|off| off.by != by.by) {
            self.may_be_second(self.off(), &by)?;
        }
        match self.stage {
            Stage::Agreed { second, .. } => Ok(self.next(Stage::Agreed { second, off: None })),
            _ => Err(Refusal::Stage(self.stage.name())),
        }
    }

    fn is_to_come(&self, today: Date) -> Result<(), Refusal> {
        match self.change.from().is_some_and(|from| from > today) {
            true => Ok(()),
            false => Err(Refusal::Begun),
        }
    }

    /// `waiting` is what the first administrator began.
    fn may_be_second(&self, waiting: Option<&Said>, second: &Second<'_>) -> Result<(), Refusal> {
        let Some(first) = waiting.map(|said| said.by) else {
            return Err(Refusal::Stage(self.stage.name()));
        };
        if self.concerned().any(|officer| officer == second.by) {
            return Err(Refusal::Oneself);
        }
        if first == second.by {
            return Err(Refusal::SamePerson);
        }
        if self.second_from() != second.organisation {
            return Err(Refusal::OtherOrganisation);
        }
        let lapsed = self.stage == Stage::Proposed && second.at > self.lapses_at();
        if lapsed { Err(Refusal::Lapsed) } else { Ok(()) }
    }

    fn next(self, stage: Stage) -> Grant {
        Grant { stage, revision: self.revision.saturating_add(1), ..self }
    }
}
