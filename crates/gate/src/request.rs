//! What is asked of the gate.

use std::fmt;

use jiff::Timestamp;
use onewindow_model::actor::{Actor, Officer, Role};
use onewindow_model::class::DataClass;
use onewindow_model::id::{CaseId, GrantId, OfficerId, PersonId};
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
    /// A case that is given to an official, or back to the list of its authority.
    Handover {
        /// The case.
        case: &'a CaseFacts,
        /// Who is to get it, with the roles that count today; nobody when it goes back to the list.
        to: Option<&'a Officer>,
    },
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
    /// A procedure that may end in a certificate's revocation, or the beginning of one.
    Procedure {
        /// What it is about, and who had a part in it.
        facts: &'a ProcedureFacts,
        /// What the actor wants to do in it.
        step: ProcedureStep,
    },
    /// A certificate whose holder lets a counter see it.
    Presentation(&'a PresentationFacts),
    /// A list of an organisation's cases in which nothing is personal: numbers, services, stages and
    /// days.
    List {
        /// The organisation.
        organisation: &'a str,
    },
    /// A case, for whoever audits the authority that handles it.
    Audit {
        /// The case.
        case: &'a CaseFacts,
        /// Under which mandate.
        mandate: &'a AuditFacts,
    },
}

/// What the policy must know of an auditor's mandate.
#[derive(Clone, Debug)]
pub struct AuditFacts {
    /// The mandate.
    pub grant: GrantId,
    /// Whose.
    pub auditor: OfficerId,
    /// Over which organisation.
    pub organisation: String,
    /// Whether it has begun and is not over.
    pub in_force: bool,
    /// Whether the case was drawn in a sample under it.
    pub sampled: bool,
}

/// What the policy must know of a revocation.
#[derive(Clone, Debug)]
pub struct ProcedureFacts {
    /// Whose certificate it is.
    pub holder: PersonId,
    /// The certificate's type.
    pub kind: String,
    /// The ground, a rule of that type; none while nobody has chosen one.
    pub rule: Option<String>,
    /// The organisations concerned: who issued the certificate, and who reviews them.
    pub organisations: Vec<String>,
    /// Whether it is still open; one that nobody has begun counts as open.
    pub open: bool,
    /// The officers who had a part in it.
    pub acted: Vec<OfficerId>,
}

/// A step of a revocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProcedureStep {
    /// Seeing where it stands, or what a certificate can be revoked for.
    Look,
    /// Beginning it.
    Propose,
    /// Signing or declining, as the second officer.
    Sign,
    /// Judging the holder's appeal.
    Judge,
}

/// What the policy must know of a certificate that is shown at a counter.
#[derive(Clone, Copy, Debug)]
pub struct PresentationFacts {
    /// Whose certificate it is.
    pub holder: PersonId,
    /// Until when the holder lets it be seen.
    pub ends_at: Timestamp,
    /// Whether somebody has seen it: it is shown once.
    pub taken: bool,
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
    /// Whether its service is an appointment, which whoever holds the slip may move and give back.
    pub books: bool,
    /// Whether the time of its receipt slip is over.
    pub slip_ended: bool,
}

impl CaseFacts {
    /// The absent official who handles the case, where an officer stands in for them.
    pub(crate) fn absent(&self, officer: &Officer) -> Option<OfficerId> {
        let assignee = self.assignee.filter(|assignee| *assignee != officer.id)?;
        officer.stands_in_for(assignee, Role::CaseOfficer).then_some(assignee)
    }
}

/// The basis that an entry names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The processing basis (处理依据) of a service version.
    Service(ServiceRef),
    /// A ground of a certificate type on which one can be revoked.
    Revocation {
        /// The certificate type.
        kind: String,
        /// The rule; none while nobody has chosen one.
        rule: Option<String>,
    },
    /// The holder let it be seen (PIPL art. 13, 1).
    Consent,
    /// The mandate of an auditor, as two administrators gave it.
    Audit(GrantId),
    /// The list of an organisation.
    List(String),
    /// A person's right to their own data (PIPL art. 45).
    OwnRight,
    /// None was given: always refused.
    None,
}

impl Request<'_> {
    /// The case concerned, if any.
    pub fn case(&self) -> Option<CaseId> {
        match &self.standing {
            Standing::Case(case)
            | Standing::Handover { case, .. }
            | Standing::Slip(case)
            | Standing::Audit { case, .. } => Some(case.id),
            _ => None,
        }
    }

    /// The basis as the standing implies it.
    pub fn basis(&self) -> Basis {
        match &self.standing {
            Standing::Case(case) | Standing::Handover { case, .. } | Standing::Slip(case) => {
                Basis::Service(case.service.clone())
            }
            Standing::Draft { service, .. } => Basis::Service((*service).clone()),
            Standing::Oneself | Standing::Mandate { .. } => Basis::OwnRight,
            Standing::Procedure { facts, .. } => {
                Basis::Revocation { kind: facts.kind.clone(), rule: facts.rule.clone() }
            }
            Standing::Presentation(_) => Basis::Consent,
            Standing::Audit { mandate, .. } => Basis::Audit(mandate.grant),
            Standing::List { organisation } => Basis::List((*organisation).to_owned()),
            Standing::None => Basis::None,
        }
    }
}

impl fmt::Display for Basis {
    /// The form in entries, as `docs/spec/log.md` has it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Basis::Service(service) => write!(f, "{}@{}", service.id, service.version),
            Basis::Revocation { kind, rule: Some(rule) } => write!(f, "revocation:{kind}/{rule}"),
            Basis::Revocation { kind, rule: None } => write!(f, "revocation:{kind}"),
            Basis::Consent => f.write_str("consent"),
            Basis::Audit(grant) => write!(f, "audit:{grant}"),
            Basis::List(organisation) => write!(f, "list:{organisation}"),
            Basis::OwnRight => f.write_str("own-right"),
            Basis::None => f.write_str("none"),
        }
    }
}
