//! What the office does, and whether the person must be there.

use onewindow_rules::Condition;
use serde::{Deserialize, Serialize};

use crate::names::names;
use crate::term::Term;
use crate::text::Text;

/// One step of the office.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its id within the service.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// The part of the procedure.
    pub stage: StepStage,
    /// The role that does it.
    pub by: String,
    /// Within which time.
    pub within: Option<Term>,
    /// The steps that come before.
    pub after: Vec<String>,
    /// Skipped unless this holds.
    pub when: Option<Condition>,
    /// Whether the person must be there.
    pub presence: Presence,
    /// The question of the form in which the applicant says where they come to.
    pub place: Option<String>,
}

/// The part of the procedure that a step belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepStage {
    /// 受理.
    Intake,
    /// 审查.
    Examine,
    /// 现场核查.
    Inspect,
    /// 听证.
    Hearing,
    /// 决定.
    Decide,
    /// 送达.
    Deliver,
}

/// Whether the person must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// No.
    None,
    /// At an office: a visit.
    ApplicantAtOffice,
    /// The officer comes to the person.
    OfficerComes,
}

/// How sure the office must be of who applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdentityCheck {
    /// The assurance level (eIDAS terms).
    pub level: Assurance,
    /// False when it can only be done in person, once.
    pub remote: bool,
}

names! {
    /// Assurance that a person is who they say (Regulation (EU) 910/2014, art. 8).
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Assurance {
        /// 低.
        Low = "low",
        /// 中.
        Substantial = "substantial",
        /// 高.
        High = "high",
    }
}

impl IdentityCheck {
    /// The level that whoever applies online must have proved. What can only be checked in person
    /// is checked there.
    pub fn online(&self) -> Assurance {
        if self.remote { self.level } else { Assurance::Low }
    }
}
