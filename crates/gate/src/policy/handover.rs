//! Who may give a case to whom.

use onewindow_model::actor::{Officer, Role};
use onewindow_model::purpose::{Action, Purpose};

use super::{Denial, classes, purpose, same_person};
use crate::request::{CaseFacts, Request};

/// Whoever leads an office gives its cases to others, and sees nothing of them. Nobody gives one to
/// themselves, or to whom they stand in for: they would open it.
pub(super) fn judge_handover(
    request: &Request<'_>,
    officer: &Officer,
    case: &CaseFacts,
    to: Option<&Officer>,
) -> Result<(), Denial> {
    same_person(request, case)?;
    if case.authority != officer.organisation {
        return Err(Denial::OtherAuthority);
    }
    if !officer.is(Role::Supervisor) && !officer.is(Role::Administrator) {
        return Err(Denial::WrongRole);
    }
    if !case.open {
        return Err(Denial::CaseClosed);
    }
    let own = |to: &Officer| to.id == officer.id || officer.stands_in_for(to.id, Role::CaseOfficer);
    if to.is_some_and(own) {
        return Err(Denial::ToOneself);
    }
    judge_receiver(request, case, to)
}

/// Who gets a case could take it on by themselves: of its authority, and a case officer in their own
/// right today. Rights that are suspended are none.
pub(super) fn judge_receiver(
    request: &Request<'_>,
    case: &CaseFacts,
    to: Option<&Officer>,
) -> Result<(), Denial> {
    same_person(request, case)?;
    let fits = |to: &Officer| to.organisation == case.authority && to.is(Role::CaseOfficer);
    if !to.is_none_or(fits) {
        return Err(Denial::UnfitReceiver);
    }
    if request.action != Action::Assign {
        return Err(Denial::WrongPurpose);
    }
    classes(request, &[])?;
    purpose(request, &[Purpose::Reassign])
}
