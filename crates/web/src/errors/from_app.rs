//! What a use case could not do, as an answer to a reader.

use onewindow_app::AppError;
use onewindow_app::error::Appointment;
use onewindow_model::case::Refusal;

use super::WebError;

impl From<AppError> for WebError {
    fn from(error: AppError) -> WebError {
        match error {
            AppError::NotFound => WebError::not_found(),
            AppError::Denied(denial) => WebError::denied(denial.as_str()),
            AppError::Assurance(level) => WebError::assurance(level),
            AppError::Conflict => WebError::changed(),
            AppError::Refusal(refusal) => refused(&refusal),
            AppError::Revocation(_) => WebError::changed().detail("error-revocation-stage", &[]),
            AppError::Passkey(why) => passkey(why),
            AppError::Staffing(_) => WebError::changed().detail("staff-refused-stage", &[]),
            AppError::Busy => WebError::unavailable("storage is busy"),
            AppError::Away => WebError::unavailable("the database is away"),
            AppError::Lost => WebError::lost(),
            AppError::Clock => WebError::clock(),
            AppError::Full => WebError::full(),
            AppError::Allowance => {
                WebError::allowance(onewindow_app::documents::ALLOWANCE_BYTES >> 20)
            }
            AppError::Appointment(why) => appointment(&why),
            AppError::Problems(_)
            | AppError::Document(_)
            | AppError::Papers(_)
            | AppError::Invalid(_) => WebError::bad_request(),
            AppError::Internal(cause) => WebError::internal(cause),
        }
    }
}

/// A passkey that is not taken, where no page of its own says so.
fn passkey(why: onewindow_app::staff::Refusal) -> WebError {
    WebError::changed().detail(crate::staff::refused_key(why), &[])
}

/// An appointment that is not as wished, where no page of its own offers another.
fn appointment(why: &Appointment) -> WebError {
    let key = match why {
        Appointment::Taken(_) | Appointment::NotOffered => "error-appointment-gone",
        Appointment::TooLate => "booking-too-late",
        Appointment::None => "error-appointment-none",
    };
    WebError::changed().detail(key, &[])
}

/// A case that does not stand where this can be done: the page says why.
fn refused(refusal: &Refusal) -> WebError {
    let key = match refusal {
        Refusal::Stage(_) => "error-refused-stage",
        Refusal::NotAssigned => "error-refused-not-assigned",
        Refusal::CorrectionUsed => "error-refused-correction-used",
        Refusal::NothingAsked => "error-refused-nothing-asked",
        Refusal::NotInService(_) => "error-refused-not-in-service",
        Refusal::TooLate => "error-refused-too-late",
        Refusal::StillMissing(_) => "error-refused-still-missing",
    };
    WebError::changed().detail(key, &[])
}
