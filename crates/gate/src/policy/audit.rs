//! Who may look into somebody's case for an audit.

use onewindow_model::actor::{Officer, Role};
use onewindow_model::class::DataClass;
use onewindow_model::purpose::{Action, Purpose};

use super::{Denial, classes, purpose, same_person};
use crate::request::{AuditFacts, CaseFacts, Request};

/// An auditor reads what happened in a case that chance has drawn under their mandate, and why it
/// was decided: not who the applicant is, nor how to reach them.
pub(super) fn judge_audit(
    request: &Request<'_>,
    officer: &Officer,
    case: &CaseFacts,
    mandate: &AuditFacts,
) -> Result<(), Denial> {
    same_person(request, case)?;
    if !officer.is(Role::Auditor) {
        return Err(Denial::WrongRole);
    }
    if mandate.auditor != officer.id {
        return Err(Denial::NotAssigned);
    }
    if mandate.organisation != case.authority {
        return Err(Denial::OtherAuthority);
    }
    if !mandate.in_force {
        return Err(Denial::MandateEnded);
    }
    if !mandate.sampled {
        return Err(Denial::NotInSample);
    }
    if request.action != Action::Read {
        return Err(Denial::WrongPurpose);
    }
    classes(request, &[DataClass::situation()])?;
    purpose(request, &[Purpose::Audit])
}
