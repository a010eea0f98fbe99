//! Who may see what, and for what. Behind a trait: policy files take this place later.

mod audit;
mod certificate;
mod handover;
mod list;

use jiff::Timestamp;
use onewindow_model::actor::{Actor, Officer, Role};
use onewindow_model::class::DataClass;
use onewindow_model::purpose::{Action, Purpose};

use self::audit::judge_audit;
use self::certificate::{judge_presentation, judge_procedure};
use self::handover::{judge_handover, judge_receiver};
use self::list::judge_list;
use crate::request::{CaseFacts, Request, Standing};

/// Why access was refused. Shown to the person concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denial {
    /// Nothing connects the actor with the person.
    #[error("no case, draft or mandate connects you with this person")]
    NoStanding,
    /// The case is closed.
    #[error("the case is closed")]
    CaseClosed,
    /// Another officer handles the case.
    #[error("the case is not assigned to you")]
    NotAssigned,
    /// Another authority handles the case.
    #[error("another authority handles the case")]
    OtherAuthority,
    /// The role does not allow it.
    #[error("your role does not allow this")]
    WrongRole,
    /// The service version does not name this class of data.
    #[error("the service does not collect this class of data")]
    ClassNotInService,
    /// The purpose does not fit what is done.
    #[error("the purpose does not fit")]
    WrongPurpose,
    /// The person asked for is not the one that the standing names.
    #[error("this concerns someone else")]
    OtherPerson,
    /// No papers are asked for.
    #[error("no papers are asked for")]
    NothingAsked,
    /// The slip's time is over.
    #[error("the slip of this case has ended")]
    SlipEnded,
    /// The officer had a part in the procedure before.
    #[error("you had a part in this before")]
    ActedBefore,
    /// The holder's consent was used, or its time is over.
    #[error("the holder's consent has ended")]
    ConsentEnded,
    /// The auditor's mandate has not begun, or is over.
    #[error("your mandate is not in force")]
    MandateEnded,
    /// The case is in no sample drawn under the mandate.
    #[error("the case is in no sample of yours")]
    NotInSample,
    /// Who is to get the case may not handle it.
    #[error("who is to get the case may not handle it")]
    UnfitReceiver,
    /// Who gives the case would open it themselves.
    #[error("nobody gives a case to themselves, or to whom they stand in for")]
    ToOneself,
}

impl Denial {
    /// The name in entries and message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Denial::NoStanding => "no-standing",
            Denial::CaseClosed => "case-closed",
            Denial::NotAssigned => "not-assigned",
            Denial::OtherAuthority => "other-authority",
            Denial::WrongRole => "wrong-role",
            Denial::ClassNotInService => "class-not-in-service",
            Denial::WrongPurpose => "wrong-purpose",
            Denial::OtherPerson => "other-person",
            Denial::NothingAsked => "nothing-asked",
            Denial::SlipEnded => "slip-ended",
            Denial::ActedBefore => "acted-before",
            Denial::ConsentEnded => "consent-ended",
            Denial::MandateEnded => "mandate-ended",
            Denial::NotInSample => "not-in-sample",
            Denial::UnfitReceiver => "unfit-receiver",
            Denial::ToOneself => "to-oneself",
        }
    }
}

/// Decides a request. Whatever is not allowed is refused.
pub trait Policy: Send + Sync {
    /// Allows with `Ok`, as things are at this moment.
    fn judge(&self, request: &Request<'_>, now: Timestamp) -> Result<(), Denial>;
    /// The policy's name and version, or the SHA-256 of its files, for the entries.
    fn hash(&self) -> &str;
}

/// The built-in policy: a look needs an open case assigned to the officer, a draft, or oneself.
#[derive(Clone, Copy, Debug, Default)]
pub struct CaseBound;

/// Counts up with every change of [`CaseBound`]; stands in entries as the policy's name.
const CASE_BOUND: &str = "case-bound-7";

impl Policy for CaseBound {
    fn judge(&self, request: &Request<'_>, now: Timestamp) -> Result<(), Denial> {
        match request.actor {
            Actor::Stranger => Err(Denial::NoStanding),
            Actor::Person { .. } => judge_person(request),
            Actor::SlipHolder { case } => match &request.standing {
                Standing::Case(facts) if facts.id == *case => judge_slip(request, facts),
                _ => Err(Denial::NoStanding),
            },
            Actor::Officer(officer) => judge_officer(request, officer, now),
            // A program sees lists in which nothing is personal; no look at anybody is its business.
            Actor::Machine { organisation, .. } => match &request.standing {
                Standing::List { organisation: listed } if organisation == listed => {
                    judge_list(request, &[Purpose::HandleCase])
                }
                _ => Err(Denial::WrongRole),
            },
            Actor::System { .. } => match &request.standing {
                Standing::Case(facts) => {
                    same_person(request, facts)?;
                    classes(request, &facts.classes)?;
                    purpose(
                        request,
                        &[Purpose::FetchEvidence, Purpose::Deliver, Purpose::HandleCase],
                    )
                }
                Standing::Handover { case, to } => judge_receiver(request, case, *to),
                Standing::Draft { applicant, classes: named, .. } => {
                    if *applicant != request.subject {
                        return Err(Denial::OtherPerson);
                    }
                    classes(request, named)?;
                    purpose(request, &[Purpose::FetchEvidence])
                }
                _ => Err(Denial::NoStanding),
            },
        }
    }

    fn hash(&self) -> &str {
        CASE_BOUND
    }
}

/// Whoever holds the slip sees how the case stands, hands in what was asked for, and moves the
/// appointment or gives it back: nothing that stands in the application is shown, because the slip
/// may have been found.
fn judge_slip(request: &Request<'_>, case: &CaseFacts) -> Result<(), Denial> {
    same_person(request, case)?;
    if case.slip_ended {
        return Err(Denial::SlipEnded);
    }
    let timeline = DataClass::situation();
    match request.action {
        Action::Read => {
            classes(request, &[timeline])?;
            purpose(request, &[Purpose::Follow])
        }
        Action::Write if case.books && request.purpose == Purpose::Follow => {
            classes(request, &[timeline])
        }
        Action::Write if case.asked.is_empty() => Err(Denial::NothingAsked),
        Action::Write => {
            let asked: Vec<_> = case.asked.iter().cloned().chain([timeline]).collect();
            classes(request, &asked)?;
            purpose(request, &[Purpose::Supply])
        }
        Action::Disclose | Action::Assign | Action::Restrict => Err(Denial::NoStanding),
    }
}

fn judge_person(request: &Request<'_>) -> Result<(), Denial> {
    let me = request.actor.person();
    let own = [Purpose::Own, Purpose::Apply, Purpose::Present];
    match &request.standing {
        Standing::Oneself if me == Some(request.subject) => purpose(request, &own),
        Standing::Oneself => Err(Denial::OtherPerson),
        Standing::Mandate { agent, principal } => {
            if me != Some(*agent) || *principal != request.subject {
                return Err(Denial::OtherPerson);
            }
            purpose(request, &own)
        }
        Standing::Case(case) => {
            same_person(request, case)?;
            if me != Some(case.applicant) && me != Some(case.filed_by) {
                return Err(Denial::OtherPerson);
            }
            purpose(request, &[Purpose::Own, Purpose::Apply])
        }
        Standing::Draft { applicant, owner, classes: named, .. } => {
            if *owner != me || *applicant != request.subject {
                return Err(Denial::OtherPerson);
            }
            classes(request, named)?;
            purpose(request, &[Purpose::Apply])
        }
        Standing::None
        | Standing::Handover { .. }
        | Standing::Slip(_)
        | Standing::Procedure { .. }
        | Standing::Audit { .. }
        | Standing::List { .. }
        | Standing::Presentation(_) => Err(Denial::NoStanding),
    }
}

fn judge_officer(request: &Request<'_>, officer: &Officer, now: Timestamp) -> Result<(), Denial> {
    match &request.standing {
        Standing::Case(case) => {
            same_person(request, case)?;
            if case.authority != officer.organisation {
                return Err(Denial::OtherAuthority);
            }
            if !officer.acts_as(Role::CaseOfficer) {
                return Err(Denial::WrongRole);
            }
            if !case.open {
                return Err(Denial::CaseClosed);
            }
            let own = officer.is(Role::CaseOfficer);
            // Taking a free case on shows nothing of it. A deputy has what the absent official has.
            if request.action == Action::Assign && request.classes.is_empty() {
                let free = case.assignee.is_none_or(|other| other == officer.id);
                return if free && own { Ok(()) } else { Err(Denial::NotAssigned) };
            }
            let mine = own && case.assignee == Some(officer.id);
            if !mine && case.absent(officer).is_none() {
                return Err(Denial::NotAssigned);
            }
            classes(request, &case.classes)?;
            purpose(request, &[Purpose::HandleCase, Purpose::Deliver])
        }
        Standing::Handover { case, to } => judge_handover(request, officer, case, *to),
        // Any window takes in for any authority, as long as the case may get papers at all.
        Standing::Slip(case) => {
            same_person(request, case)?;
            if !officer.acts_as(Role::WindowClerk) {
                return Err(Denial::WrongRole);
            }
            if !case.open {
                return Err(Denial::CaseClosed);
            }
            classes(request, &case.classes)?;
            purpose(request, &[Purpose::Intake])
        }
        Standing::Draft { applicant, clerk, classes: named, open, .. } => {
            if !officer.acts_as(Role::WindowClerk) {
                return Err(Denial::WrongRole);
            }
            if *clerk != Some(officer.id) {
                return Err(Denial::NotAssigned);
            }
            if !open {
                return Err(Denial::CaseClosed);
            }
            if *applicant != request.subject {
                return Err(Denial::OtherPerson);
            }
            classes(request, named)?;
            purpose(request, &[Purpose::Intake])
        }
        Standing::Procedure { facts, step } => judge_procedure(request, officer, facts, *step),
        Standing::Presentation(facts) => judge_presentation(request, facts, now),
        Standing::Audit { case, mandate } => judge_audit(request, officer, case, mandate),
        Standing::List { .. } if officer.is(Role::Auditor) => {
            judge_list(request, &[Purpose::Audit])
        }
        Standing::List { organisation } if *organisation != officer.organisation => {
            Err(Denial::OtherAuthority)
        }
        Standing::List { .. } => judge_list(request, list::OF_OFFICIALS),
        Standing::Oneself | Standing::Mandate { .. } | Standing::None => Err(Denial::NoStanding),
    }
}

fn same_person(request: &Request<'_>, case: &CaseFacts) -> Result<(), Denial> {
    if case.applicant == request.subject { Ok(()) } else { Err(Denial::OtherPerson) }
}

fn purpose(request: &Request<'_>, allowed: &[Purpose]) -> Result<(), Denial> {
    if allowed.contains(&request.purpose) { Ok(()) } else { Err(Denial::WrongPurpose) }
}

fn classes(request: &Request<'_>, named: &[DataClass]) -> Result<(), Denial> {
    let all_named = request.classes.iter().all(|class| named.contains(class));
    if all_named { Ok(()) } else { Err(Denial::ClassNotInService) }
}
