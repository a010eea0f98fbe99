//! Transitions: each takes the case as it is and gives the case as it becomes, or says why not.
//!
//! The caller writes the result guarded by the revision that it read; nothing here touches storage.

use jiff::Timestamp;

use crate::case::Case;
use crate::case::clocks::{CORRECTION_TERM, Clocks};
use crate::case::stage::{Acceptance, Stage, StageName, Verdict};
use crate::id::OfficerId;
use crate::service::Service;

/// Why a transition is not possible.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The case does not stand where this can be done.
    #[error("this cannot be done in stage {}", .0.as_str())]
    Stage(StageName),
    /// Another officer handles it.
    #[error("another officer handles this case")]
    NotAssigned,
    /// Correction was asked before; everything must be asked at once.
    #[error("a correction can be asked for once only")]
    CorrectionUsed,
    /// Nothing was named.
    #[error("name at least one item")]
    NothingAsked,
    /// The pinned service version does not name this evidence.
    #[error("the service does not ask for `{0}`")]
    NotInService(String),
    /// The office kept silent too long: the case already counts as accepted.
    #[error("the time for this has passed: the case counts as accepted")]
    TooLate,
    /// Not everything asked for is there.
    #[error("`{0}` is still missing")]
    StillMissing(String),
}

impl Case {
    fn next(mut self, stage: Stage) -> Case {
        self.stage = stage;
        self.revision = self.revision.saturating_add(1);
        self
    }

    fn wrong_stage<T>(&self) -> Result<T, Refusal> {
        Err(Refusal::Stage(self.stage.name()))
    }

    fn handled_by(&self, officer: OfficerId) -> Result<(), Refusal> {
        if self.assignee == Some(officer) { Ok(()) } else { Err(Refusal::NotAssigned) }
    }

    /// An officer takes the case on; free, or already theirs.
    pub fn assign(mut self, officer: OfficerId) -> Result<Case, Refusal> {
        if !self.stage.is_open() {
            return self.wrong_stage();
        }
        if self.assignee.is_some_and(|other| other != officer) {
            return Err(Refusal::NotAssigned);
        }
        self.assignee = Some(officer);
        self.revision = self.revision.saturating_add(1);
        Ok(self)
    }

    /// An officer gives the case back to the list.
    pub fn release(mut self, officer: OfficerId) -> Result<Case, Refusal> {
        self.handled_by(officer)?;
        self.assignee = None;
        self.revision = self.revision.saturating_add(1);
        Ok(self)
    }

    /// 转办: whoever leads the office gives the case to another officer, or back to the list.
    pub fn reassign(mut self, to: Option<OfficerId>) -> Result<Case, Refusal> {
        if !self.stage.is_open() {
            return self.wrong_stage();
        }
        self.assignee = to;
        self.revision = self.revision.saturating_add(1);
        Ok(self)
    }

    /// 受理: the clocks start now.
    pub fn accept(
        self,
        by: OfficerId,
        now: Timestamp,
        clocks: Clocks<'_>,
    ) -> Result<Case, Refusal> {
        self.handled_by(by)?;
        match self.stage {
            // Late is late, even when an officer comes before the job that counts the silence.
            Stage::Received { decide_by, .. } if clocks.day(now) > decide_by => {
                self.accept_by_silence(now, clocks)
            }
            Stage::Received { .. } => {
                let accepted = clocks.accepted(now, now, Acceptance::Officer);
                Ok(self.next(Stage::Accepted(accepted)))
            }
            _ => self.wrong_stage(),
        }
    }

    /// Silence past the limit: accepted from receipt.
    pub fn accept_by_silence(self, now: Timestamp, clocks: Clocks<'_>) -> Result<Case, Refusal> {
        match self.stage {
            Stage::Received { since, decide_by } if clocks.day(now) > decide_by => {
                let accepted = clocks.accepted(since, now, Acceptance::Silence);
                Ok(self.next(Stage::Accepted(accepted)))
            }
            _ => self.wrong_stage(),
        }
    }

    /// 不予受理, within the time for intake.
    pub fn refuse_intake(
        self,
        by: OfficerId,
        now: Timestamp,
        clocks: Clocks<'_>,
    ) -> Result<Case, Refusal> {
        self.handled_by(by)?;
        match self.stage {
            Stage::Received { decide_by, .. } if clocks.day(now) > decide_by => {
                Err(Refusal::TooLate)
            }
            Stage::Received { .. } => Ok(self.next(Stage::IntakeRefused { at: now })),
            _ => self.wrong_stage(),
        }
    }

    /// 补正: everything missing, once, and only what the pinned version names.
    pub fn ask_correction(
        mut self,
        by: OfficerId,
        evidence: Vec<String>,
        service: &Service,
        now: Timestamp,
        clocks: Clocks<'_>,
    ) -> Result<Case, Refusal> {
        self.handled_by(by)?;
        let Stage::Received { decide_by, .. } = self.stage else { return self.wrong_stage() };
        if self.correction_used {
            return Err(Refusal::CorrectionUsed);
        }
        if clocks.day(now) > decide_by {
            return Err(Refusal::TooLate);
        }
        if evidence.is_empty() {
            return Err(Refusal::NothingAsked);
        }
        if let Some(unknown) = evidence.iter().find(|id| service.evidence_named(id).is_none()) {
            return Err(Refusal::NotInService(unknown.clone()));
        }
        self.correction_used = true;
        let answer_by = clocks.due(now, CORRECTION_TERM);
        Ok(self.next(Stage::CorrectionAsked { asked_at: now, evidence, answer_by }))
    }

    /// The applicant answered: the office's time for intake starts anew.
    pub fn answer_correction(
        self,
        supplied: &[String],
        now: Timestamp,
        clocks: Clocks<'_>,
    ) -> Result<Case, Refusal> {
        let Stage::CorrectionAsked { evidence, .. } = &self.stage else {
            return self.wrong_stage();
        };
        if let Some(missing) = evidence.iter().find(|id| !supplied.contains(id)) {
            return Err(Refusal::StillMissing(missing.clone()));
        }
        let decide_by = clocks.decide_intake_by(now);
        Ok(self.next(Stage::Received { since: now, decide_by }))
    }

    /// A paper of the answer to a correction is laid ready; the answer itself is still to come.
    pub fn lay_ready(self) -> Result<Case, Refusal> {
        let Stage::CorrectionAsked { .. } = &self.stage else { return self.wrong_stage() };
        let stage = self.stage.clone();
        Ok(self.next(stage))
    }

    /// 容缺: papers promised to follow have come, before the decision; the stage stays.
    pub fn supply(self) -> Result<Case, Refusal> {
        match &self.stage {
            Stage::Received { .. } | Stage::Accepted(_) | Stage::Examined { .. } => {
                let stage = self.stage.clone();
                Ok(self.next(stage))
            }
            _ => self.wrong_stage(),
        }
    }

    /// 预约: an appointment is taken, moved or given back; the stage stays. Nobody comes for what
    /// has ended without a result.
    pub fn appoint(self) -> Result<Case, Refusal> {
        if self.stage.frees_appointment() {
            return self.wrong_stage();
        }
        let stage = self.stage.clone();
        Ok(self.next(stage))
    }

    /// The correction was not answered in time.
    pub fn lapse(self, now: Timestamp, clocks: Clocks<'_>) -> Result<Case, Refusal> {
        match self.stage {
            Stage::CorrectionAsked { answer_by, .. } if clocks.day(now) > answer_by => {
                Ok(self.next(Stage::Lapsed { at: now }))
            }
            _ => self.wrong_stage(),
        }
    }

    /// 审查 is done.
    pub fn examine(self, by: OfficerId, now: Timestamp) -> Result<Case, Refusal> {
        self.handled_by(by)?;
        match self.stage.clone() {
            Stage::Accepted(accepted) => Ok(self.next(Stage::Examined { accepted, at: now })),
            _ => self.wrong_stage(),
        }
    }

    /// 决定.
    pub fn decide(self, by: OfficerId, verdict: Verdict, now: Timestamp) -> Result<Case, Refusal> {
        self.handled_by(by)?;
        match self.stage.clone() {
            Stage::Examined { accepted, .. } => {
                Ok(self.next(Stage::Decided { accepted, at: now, verdict }))
            }
            _ => self.wrong_stage(),
        }
    }

    /// 送达.
    pub fn deliver(self, now: Timestamp) -> Result<Case, Refusal> {
        match self.stage.clone() {
            Stage::Decided { accepted, at, verdict } => {
                Ok(self.next(Stage::Delivered { accepted, decided_at: at, at: now, verdict }))
            }
            _ => self.wrong_stage(),
        }
    }

    /// 撤回, until it is decided.
    pub fn withdraw(self, now: Timestamp) -> Result<Case, Refusal> {
        match self.stage {
            Stage::Received { .. }
            | Stage::CorrectionAsked { .. }
            | Stage::Accepted(_)
            | Stage::Examined { .. } => Ok(self.next(Stage::Withdrawn { at: now })),
            _ => self.wrong_stage(),
        }
    }
}
