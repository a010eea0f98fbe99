//! The legal stages, each with its own data.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::names::names;

/// Where a case stands: 收件、补正、不予受理、受理、审查、决定、送达.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "stage")]
pub enum Stage {
    /// 收件: waiting for the decision on intake.
    Received {
        /// From when the office's time runs: receipt, or the completed correction.
        since: Timestamp,
        /// Silence past this day counts as acceptance from receipt.
        decide_by: Date,
    },
    /// 补正: the applicant was asked, once, for everything missing.
    CorrectionAsked {
        /// When.
        asked_at: Timestamp,
        /// The evidence to replace or add, by id.
        evidence: Vec<String>,
        /// By when.
        answer_by: Date,
    },
    /// 不予受理.
    IntakeRefused {
        /// When.
        at: Timestamp,
    },
    /// 受理: the clocks run.
    Accepted(Accepted),
    /// 审查 is done; the decision is due.
    Examined {
        /// The acceptance whose clocks run on.
        accepted: Accepted,
        /// When.
        at: Timestamp,
    },
    /// 决定.
    Decided {
        /// The acceptance whose clocks it kept, or missed.
        accepted: Accepted,
        /// When.
        at: Timestamp,
        /// What.
        verdict: Verdict,
    },
    /// 送达: the outcome reached the applicant.
    Delivered {
        /// The acceptance whose clocks it kept, or missed.
        accepted: Accepted,
        /// When it was decided.
        decided_at: Timestamp,
        /// When it was delivered.
        at: Timestamp,
        /// What.
        verdict: Verdict,
    },
    /// 撤回: the applicant took it back.
    Withdrawn {
        /// When.
        at: Timestamp,
    },
    /// The correction was not answered in time; the application counts as not made.
    Lapsed {
        /// When.
        at: Timestamp,
    },
}

/// 受理, with the days by which the office must decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// From when the clocks count: the acceptance, or with silence the receipt.
    pub from: Timestamp,
    /// When it became so.
    pub at: Timestamp,
    /// By an officer or by silence.
    pub how: Acceptance,
    /// 承诺办结 day, if the service promises one.
    pub promised_by: Option<Date>,
    /// 法定办结 day, if the law sets one.
    pub statutory_by: Option<Date>,
}

/// How a case was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Acceptance {
    /// An officer accepted it.
    Officer,
    /// The office kept silent past its time; it counts as accepted from receipt
    /// (Administrative Licensing Law, art. 32).
    Silence,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// 准予.
    Granted,
    /// 不予.
    Refused,
}

names! {
    /// A stage's name, for lists and guards.
    pub enum StageName {
        /// 收件.
        Received = "received",
        /// 补正.
        CorrectionAsked = "correction-asked",
        /// 不予受理.
        IntakeRefused = "intake-refused",
        /// 受理.
        Accepted = "accepted",
        /// 审查.
        Examined = "examined",
        /// 决定.
        Decided = "decided",
        /// 送达.
        Delivered = "delivered",
        /// 撤回.
        Withdrawn = "withdrawn",
        /// 视为未申请.
        Lapsed = "lapsed",
    }
}

impl Stage {
    /// Its name.
    pub fn name(&self) -> StageName {
        match self {
            Stage::Received { .. } => StageName::Received,
            Stage::CorrectionAsked { .. } => StageName::CorrectionAsked,
            Stage::IntakeRefused { .. } => StageName::IntakeRefused,
            Stage::Accepted(_) => StageName::Accepted,
            Stage::Examined { .. } => StageName::Examined,
            Stage::Decided { .. } => StageName::Decided,
            Stage::Delivered { .. } => StageName::Delivered,
            Stage::Withdrawn { .. } => StageName::Withdrawn,
            Stage::Lapsed { .. } => StageName::Lapsed,
        }
    }

    /// True while an officer has, or may get, something to do.
    pub fn is_open(&self) -> bool {
        matches!(
            self,
            Stage::Received { .. }
                | Stage::CorrectionAsked { .. }
                | Stage::Accepted(_)
                | Stage::Examined { .. }
                | Stage::Decided { .. }
        )
    }

    /// When it ended, once it has.
    pub fn closed_at(&self) -> Option<Timestamp> {
        match self {
            Stage::IntakeRefused { at }
            | Stage::Withdrawn { at }
            | Stage::Lapsed { at }
            | Stage::Delivered { at, .. } => Some(*at),
            _ => None,
        }
    }

    /// Whether an appointment of the case is given back: it ended without anything to come for.
    pub fn frees_appointment(&self) -> bool {
        matches!(self, Stage::IntakeRefused { .. } | Stage::Withdrawn { .. } | Stage::Lapsed { .. })
            || self.verdict() == Some(Verdict::Refused)
    }

    /// The day by which whoever is to act must have acted.
    pub fn due(&self) -> Option<Date> {
        match self {
            Stage::Received { decide_by, .. } => Some(*decide_by),
            Stage::CorrectionAsked { answer_by, .. } => Some(*answer_by),
            Stage::Accepted(accepted) | Stage::Examined { accepted, .. } => {
                accepted.promised_by.or(accepted.statutory_by)
            }
            _ => None,
        }
    }

    /// The acceptance, once there is one.
    pub fn accepted(&self) -> Option<&Accepted> {
        match self {
            Stage::Accepted(accepted)
            | Stage::Examined { accepted, .. }
            | Stage::Decided { accepted, .. }
            | Stage::Delivered { accepted, .. } => Some(accepted),
            _ => None,
        }
    }

    /// The verdict, once there is one.
    pub fn verdict(&self) -> Option<Verdict> {
        match self {
            Stage::Decided { verdict, .. } | Stage::Delivered { verdict, .. } => Some(*verdict),
            _ => None,
        }
    }
}
