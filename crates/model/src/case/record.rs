//! What stands on record of a case: events and decisions, by their kinds.

use crate::actor::Actor;
use crate::case::StageName;
use crate::names::names;
use crate::purpose::Purpose;

names! {
    /// What happened, in a timeline.
    pub enum EventKind {
        /// It came in.
        Received = "received",
        /// Papers were asked for.
        CorrectionAsked = "correction-asked",
        /// It was not taken in.
        IntakeRefused = "intake-refused",
        /// It was accepted.
        Accepted = "accepted",
        /// It was examined.
        Examined = "examined",
        /// It was decided.
        Decided = "decided",
        /// The outcome was delivered.
        Delivered = "delivered",
        /// It was taken back.
        Withdrawn = "withdrawn",
        /// It lapsed.
        Lapsed = "lapsed",
        /// The papers that were asked for came.
        CorrectionAnswered = "correction-answered",
        /// Papers came that were promised to follow.
        PapersFollowed = "papers-followed",
        /// An appointment was taken.
        Booked = "booked",
        /// Another appointment was taken in its place.
        BookingMoved = "booking-moved",
        /// The appointment was given back.
        BookingCancelled = "booking-cancelled",
        /// The appointment was freed because the case ended.
        BookingFreed = "booking-freed",
        /// It was given to another official, or back to the list.
        Reassigned = "reassigned",
    }
}

impl From<StageName> for EventKind {
    fn from(reached: StageName) -> EventKind {
        match reached {
            StageName::Received => EventKind::Received,
            StageName::CorrectionAsked => EventKind::CorrectionAsked,
            StageName::IntakeRefused => EventKind::IntakeRefused,
            StageName::Accepted => EventKind::Accepted,
            StageName::Examined => EventKind::Examined,
            StageName::Decided => EventKind::Decided,
            StageName::Delivered => EventKind::Delivered,
            StageName::Withdrawn => EventKind::Withdrawn,
            StageName::Lapsed => EventKind::Lapsed,
        }
    }
}

names! {
    /// By what kind of actor something happened; who exactly stands in the access entries.
    pub enum EventActor {
        /// Whose case it is, or who holds its slip.
        Person = "person",
        /// An official who takes in at a window.
        Clerk = "clerk",
        /// An official who handles the case.
        Officer = "officer",
        /// An official who leads the office and gives cases to others.
        Leader = "leader",
        /// The platform by itself.
        System = "system",
    }
}

impl EventActor {
    /// As what an actor acts for a purpose: an official may be clerk and case officer, and is one
    /// of them at a time. Who is not known does nothing to a case.
    pub fn of(actor: &Actor, purpose: Purpose) -> Option<EventActor> {
        match (actor, purpose) {
            (Actor::Person { .. } | Actor::SlipHolder { .. }, _) => Some(EventActor::Person),
            (Actor::Officer(_), Purpose::Intake | Purpose::Present) => Some(EventActor::Clerk),
            (Actor::Officer(_), Purpose::Reassign) => Some(EventActor::Leader),
            (Actor::Officer(_), _) => Some(EventActor::Officer),
            (Actor::System { .. }, _) => Some(EventActor::System),
            (Actor::Stranger | Actor::Machine { .. }, _) => None,
        }
    }
}

names! {
    /// What an officer decided.
    pub enum DecisionKind {
        /// 受理.
        Accept = "accept",
        /// 不予受理.
        RefuseIntake = "refuse-intake",
        /// 补正.
        AskCorrection = "ask-correction",
        /// 准予.
        Grant = "grant",
        /// 不予.
        Refuse = "refuse",
    }
}

impl DecisionKind {
    /// Whether it ends the case, and so can be contested (复议、诉讼).
    pub fn is_final(self) -> bool {
        matches!(self, DecisionKind::Grant | DecisionKind::Refuse | DecisionKind::RefuseIntake)
    }

    /// Whether it says no.
    pub fn is_refusal(self) -> bool {
        matches!(self, DecisionKind::Refuse | DecisionKind::RefuseIntake)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::{Officer, Role};

    #[test]
    fn an_official_of_two_roles_is_what_they_act_as() {
        let id = "00000000000000000000000000".parse().unwrap();
        let roles = vec![Role::WindowClerk, Role::CaseOfficer];
        let officer = Officer {
            id,
            organisation: "a".to_owned(),
            office: None,
            roles,
            stands_in: Vec::new(),
        };
        let officer = Actor::Officer(officer);
        let as_what = |purpose| EventActor::of(&officer, purpose);
        assert_eq!(as_what(Purpose::Intake), Some(EventActor::Clerk));
        assert_eq!(as_what(Purpose::HandleCase), Some(EventActor::Officer));
        assert_eq!(as_what(Purpose::Reassign), Some(EventActor::Leader));
        assert_eq!(EventActor::of(&Actor::Stranger, Purpose::Own), None);
    }
}
