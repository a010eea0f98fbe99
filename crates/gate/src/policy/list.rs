//! Who may see the list of an organisation, in which nothing is personal.

use onewindow_model::class::DataClass;
use onewindow_model::id::PersonId;
use onewindow_model::purpose::{Action, Purpose};

use super::{Denial, classes, purpose};
use crate::request::Request;

/// What officials look at lists of their own organisation for.
pub(super) const OF_OFFICIALS: &[Purpose] =
    &[Purpose::HandleCase, Purpose::Intake, Purpose::Revoke, Purpose::Reassign];

/// A list is read, is about nobody, and holds no class of data.
pub(super) fn judge_list(request: &Request<'_>, purposes: &[Purpose]) -> Result<(), Denial> {
    if request.subject != PersonId::NOBODY {
        return Err(Denial::OtherPerson);
    }
    if request.action != Action::Read {
        return Err(Denial::WrongPurpose);
    }
    let none: &[DataClass] = &[];
    classes(request, none)?;
    purpose(request, purposes)
}
