use onewindow_app::AppError;
use onewindow_app::error::Invalid;
use onewindow_model::staffing::Refusal;

use super::super::super::failed::failed;
use crate::desk::staff::{why_not, why_not_to};
use crate::errors::{Place, WebError};
use crate::l10n::L10n;

/// What could not be done with a change. `place` is where in the request a field of the form stands, if
/// it stands there.
pub(super) fn refused(
    l: L10n,
    error: AppError,
    place: impl Fn(&str) -> Option<&'static str>,
) -> WebError {
    match error {
        AppError::Staffing(refusal) => because(refusal, place),
        AppError::Invalid(Invalid::Name) => {
            let at = Place::Pointer(place("name").unwrap_or_default().to_owned());
            WebError::unfit().at(at, "staff-problem-name", &[])
        }
        AppError::Denied(why) if let Some(text) = why_not_to(why.as_str()) => {
            WebError::unfit().at(Place::Pointer("/to".to_owned()), text, &[])
        }
        other => failed(l, "/reasons", other),
    }
}

fn because(refusal: Refusal, place: impl Fn(&str) -> Option<&'static str>) -> WebError {
    let (field, text) = why_not(refusal);
    match refusal {
        // It was otherwise when they looked.
        Refusal::Stage(_)
        | Refusal::Lapsed
        | Refusal::Begun
        | Refusal::Proposer
        | Refusal::AnotherWaits => WebError::changed().detail(text, &[]),
        _ => match place(field) {
            Some(at) => WebError::unfit().at(Place::Pointer(at.to_owned()), text, &[]),
            None => WebError::unfit().detail(text, &[]),
        },
    }
}
