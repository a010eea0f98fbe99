//! Cases: followed by who it concerns, worked by who must.

mod act;
mod answer;
mod decide;
mod hand_in;
mod list;
mod view;

pub use act::{accept, ask_correction, assign, refuse_intake, release, withdraw};
pub use answer::{
    answer_correction, answer_with_slip, at_window, follow_up, hand_in_at_window, still_to_follow,
};
pub use decide::{Decision, decide, examine};
pub use list::{Mine, WorkItem, WorkPage, mine, work};
pub use onewindow_store::entities::cases::{EventRecord, WorkKey};
pub use view::{CaseFile, DecisionBody, DecisionView, follow, open, open_own, view_document};

pub(crate) use act::{Written, allowed, step};
pub(crate) use view::{LoadedCase, enter, facts, peek};

use onewindow_model::actor::Actor;

/// The kind of an actor in timelines.
pub(crate) fn actor_name(actor: &Actor) -> &'static str {
    match actor {
        Actor::Person { .. } | Actor::SlipHolder { .. } => "person",
        Actor::Officer(officer) if officer.is(onewindow_model::actor::Role::WindowClerk) => "clerk",
        Actor::Officer(_) => "officer",
        Actor::System { .. } | Actor::Stranger => "system",
    }
}
