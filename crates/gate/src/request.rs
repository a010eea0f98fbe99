//! What is asked of the gate.

use onewindow_model::actor::Actor;
use onewindow_model::class::DataClass;
use onewindow_model::id::{CaseId, OfficerId, PersonId};
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::service::ServiceRef;

/// One request for access to the data of one person.
pub struct Request<'a> {
    /// Who asks.
    pub actor: &'a Actor,
    /// To do what.
    pub action: Action,
    /// For what.
    pub purpose: Purpose,
    /// About whom.
    pub subject: PersonId,
    /// On the strength of what.
    pub standing: Standing<'a>,
    /// Which classes of data.
    pub classes: &'a [DataClass],
    /// How many fields.
    pub fields: u16,
}

/// What connects the actor with the person, as the store knows it. The policy judges it; whoever
/// asks only reports it.
pub enum Standing<'a> {
    /// Nothing.
    None,
    /// The person acts for themselves.
    Oneself,
    /// A valid mandate, as read from the store.
    Mandate {
        /// Who may act.
        agent: PersonId,
        /// For whom.
        principal: PersonId,
    },
    /// A case.
    Case(&'a CaseFacts),
    /// A case whose slip its holder shows to the clerk at a window, code and all.
    Slip(&'a CaseFacts),
    /// An application being filled in: by its owner, or by the clerk who opened it at a window for
    /// the person in front of them.
    Draft {
        /// For whom it is.
        applicant: PersonId,
        /// The person who fills it in.
        owner: Option<PersonId>,
        /// The clerk who opened it.
        clerk: Option<OfficerId>,
        /// Whether it is still being worked on; a clerk's standing ends with the visit.
        open: bool,
        /// The service version that it is for.
        service: &'a ServiceRef,
        /// The classes that this version may collect.
        classes: &'a [DataClass],
    },
    /// A certificate whose holder let a counter see it, or one in a revocation procedure that names
    /// the officer as decider or second officer.
    Certificate {
        /// The organisations that may see it: who issued it and who reviews them, or whom the
        /// holder shows it to.
        organisations: &'a [String],
        /// Whether the procedure, or the holder's consent, still stands.
        open: bool,
    },
}

/// What the policy must know of a case.
#[derive(Clone, Debug)]
pub struct CaseFacts {
    /// The case.
    pub id: CaseId,
    /// For whom it is.
    pub applicant: PersonId,
    /// Who filed it.
    pub filed_by: PersonId,
    /// The authority that handles it.
    pub authority: String,
    /// The officer who handles it.
    pub assignee: Option<OfficerId>,
    /// Whether it is still open.
    pub open: bool,
    /// Its pinned service version.
    pub service: ServiceRef,
    /// The classes that this version names.
    pub classes: Vec<DataClass>,
    /// The classes of the papers that the applicant was asked for and has not handed in yet; empty
    /// when nothing is asked.
    pub asked: Vec<DataClass>,
    /// Whether the time of its receipt slip is over.
    pub slip_ended: bool,
}

/// The basis that an entry names: a service version, or the person's own right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The processing basis (处理依据) of a service version.
    Service(ServiceRef),
    /// A person's right to their own data (PIPL art. 45).
    OwnRight,
    /// None was given: always refused.
    None,
}

impl Request<'_> {
    /// The case concerned, if any.
    pub fn case(&self) -> Option<CaseId> {
        match &self.standing {
            Standing::Case(case) | Standing::Slip(case) => Some(case.id),
            _ => None,
        }
    }

    /// The basis as the standing implies it.
    pub fn basis(&self) -> Basis {
        match &self.standing {
            Standing::Case(case) | Standing::Slip(case) => Basis::Service(case.service.clone()),
            Standing::Draft { service, .. } => Basis::Service((*service).clone()),
            Standing::Oneself | Standing::Mandate { .. } => Basis::OwnRight,
            Standing::Certificate { .. } => Basis::OwnRight,
            Standing::None => Basis::None,
        }
    }
}
