//! Who may act on a certificate of somebody else's: in a revocation, or because its holder shows it.

use jiff::Timestamp;
use onewindow_model::actor::{Officer, Role};
use onewindow_model::class::DataClass;
use onewindow_model::id::OfficerId;
use onewindow_model::purpose::{Action, Purpose};

use super::{Denial, classes, purpose};
use crate::request::{PresentationFacts, ProcedureFacts, ProcedureStep, Request};

impl ProcedureStep {
    /// The roles that may do it.
    pub(crate) fn roles(self) -> &'static [Role] {
        match self {
            ProcedureStep::Look => &[Role::CaseOfficer, Role::Reviewer],
            ProcedureStep::Propose => &[Role::CaseOfficer],
            ProcedureStep::Sign | ProcedureStep::Judge => &[Role::Reviewer],
        }
    }
}

impl ProcedureStep {
    /// Those for whom an officer stands in and who may do it.
    pub(crate) fn absent(self, officer: &Officer) -> impl Iterator<Item = OfficerId> {
        let may = move |id| self.roles().iter().any(|role| officer.stands_in_for(id, *role));
        officer.stands_in.iter().map(|absent| absent.id).filter(move |id| may(*id))
    }
}

/// A revocation is the business of who issued the certificate and who reviews them; one officer
/// has one part in it, and may see afterwards what became of it.
pub(super) fn judge_procedure(
    request: &Request<'_>,
    officer: &Officer,
    facts: &ProcedureFacts,
    step: ProcedureStep,
) -> Result<(), Denial> {
    if facts.holder != request.subject {
        return Err(Denial::OtherPerson);
    }
    if !facts.organisations.contains(&officer.organisation) {
        return Err(Denial::OtherAuthority);
    }
    let own = step.roles().iter().any(|role| officer.is(*role));
    let absent: Vec<_> = step.absent(officer).collect();
    if !own && absent.is_empty() {
        return Err(Denial::WrongRole);
    }
    let looks = step == ProcedureStep::Look;
    // Whoever stands in for somebody does not sign what that one began: it would be one person's
    // business, signed twice.
    let had_part = facts.acted.contains(&officer.id)
        || (!own && absent.iter().all(|absent| facts.acted.contains(absent)));
    match (facts.open, had_part, looks) {
        (true, _, true) | (true, false, false) | (false, true, true) => {}
        (true, true, false) => return Err(Denial::ActedBefore),
        (false, false, true) | (false, _, false) => return Err(Denial::CaseClosed),
    }
    let fits = match request.action {
        Action::Read => looks,
        Action::Restrict => !looks,
        Action::Write | Action::Disclose | Action::Assign => false,
    };
    if !fits {
        return Err(Denial::WrongPurpose);
    }
    classes(request, &[DataClass::identity()])?;
    purpose(request, &[Purpose::Revoke])
}

/// Whoever the holder gives the code to may look, once and while it lasts: the consent names no
/// office and no role.
pub(super) fn judge_presentation(
    request: &Request<'_>,
    facts: &PresentationFacts,
    now: Timestamp,
) -> Result<(), Denial> {
    if facts.holder != request.subject {
        return Err(Denial::OtherPerson);
    }
    if facts.taken || now > facts.ends_at {
        return Err(Denial::ConsentEnded);
    }
    if request.action != Action::Read {
        return Err(Denial::WrongPurpose);
    }
    purpose(request, &[Purpose::Present])
}
