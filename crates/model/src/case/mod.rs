//! A case (办件): an application that was submitted, on its way through the legal stages.

pub mod clocks;
pub mod record;
pub mod stage;
pub mod transition;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::id::{CaseId, OfficerId, PersonId};
use crate::reference::CaseNumber;
use crate::service::{Channel, ServiceRef};

pub use clocks::Clocks;
pub use record::{DecisionKind, EventActor, EventKind};
pub use stage::{Acceptance, Accepted, Stage, StageName, Verdict};
pub use transition::Refusal;

/// One case. Holds nothing personal but the opaque reference of its applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// The number that people use.
    pub number: CaseNumber,
    /// The pinned version of its service.
    pub service: ServiceRef,
    /// The authority that handles it.
    pub authority: String,
    /// For whom it is.
    pub applicant: PersonId,
    /// Who filed it: the applicant, their representative, or the applicant at a window.
    pub filed_by: PersonId,
    /// How it came in.
    pub channel: Channel,
    /// When it came in.
    pub received_at: Timestamp,
    /// Where it stands.
    pub stage: Stage,
    /// 补正 has been asked once; it cannot be asked again.
    pub correction_used: bool,
    /// The officer who handles it.
    pub assignee: Option<OfficerId>,
    /// Counts up with every change; a write names the one it read.
    pub revision: u32,
}

/// How long the slip of a closed case still opens its timeline, in days.
pub const SLIP_DAYS: i32 = 90;

impl Case {
    /// The last day on which the slip of this case is worth anything; none while it is not closed.
    pub fn slip_until(&self, zone: &TimeZone) -> Option<Date> {
        let closed = zone.to_datetime(self.stage.closed_at()?).date();
        Some(closed.saturating_add(SLIP_DAYS.days()))
    }
}
