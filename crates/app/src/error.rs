//! How a use case can end other than well.

use onewindow_gate::{Denial, PermitError, SealError};
use onewindow_model::application::Problem;
use onewindow_model::booking::Slot;
use onewindow_model::case::Refusal;
use onewindow_model::reasons::NotReasons;
use onewindow_model::service::steps::Assurance;
use onewindow_model::{revocation, staffing};
use onewindow_store::{StoreError, TxError};

/// The result of a use case.
pub type Result<T> = std::result::Result<T, AppError>;

/// How a use case can end other than well. The words for people are the web's business.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// There is no such thing, or it is none of the actor's business: both look alike.
    #[error("not found")]
    NotFound,
    /// An official may not see this; they are told why, and the person concerned sees it too.
    #[error("refused: {0}")]
    Denied(Denial),
    /// The case does not stand where this can be done.
    #[error(transparent)]
    Refusal(#[from] Refusal),
    /// The revocation does not stand where this can be done, or not by this officer.
    #[error(transparent)]
    Revocation(#[from] revocation::Refusal),
    /// An official's rights do not change like that, or not by this administrator.
    #[error(transparent)]
    Staffing(#[from] staffing::Refusal),
    /// The application has problems: all of them.
    #[error("the application has {} problems", .0.len())]
    Problems(Vec<Problem>),
    /// The service must be surer of who applies: this level is to be proved first.
    #[error("a higher level of assurance is needed: {0}")]
    Assurance(Assurance),
    /// A file was not taken.
    #[error("the file was not taken: {0:?}")]
    Document(onewindow_documents::Problem),
    /// Files for several papers were not taken: each paper by its id, with what is wrong.
    #[error("files for {} papers were not taken", .0.len())]
    Papers(Vec<(String, onewindow_documents::Problem)>),
    /// Somebody else was faster: look again.
    #[error("changed meanwhile")]
    Conflict,
    /// An appointment cannot be had, moved or given back like that.
    #[error("appointment: {0}")]
    Appointment(Appointment),
    /// What was given does not do.
    #[error("invalid: {0}")]
    Invalid(Invalid),
    /// Somebody does not come in with a passkey, or may not change theirs like that.
    #[error("passkey: {0}")]
    Passkey(#[from] crate::staff::Refusal),
    /// Too much is waiting; try again shortly.
    #[error("busy")]
    Busy,
    /// The database cannot be reached; nothing was kept, and it may come back by itself.
    #[error("the database is away")]
    Away,
    /// The database went away at the very end: what was sent may have been kept, or not.
    #[error("whether it was kept is unknown")]
    Lost,
    /// The clock cannot be trusted, so nothing that a deadline hangs on is taken.
    #[error("the clock is being checked")]
    Clock,
    /// No room is left on the disk; nothing was lost, nothing was taken.
    #[error("storage is full")]
    Full,
    /// So much was handed in for one party within a day that no more is taken.
    #[error("too much was handed in within a day")]
    Allowance,
    /// A fault of ours.
    #[error("internal: {0}")]
    Internal(String),
}

/// Something given that does not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// A text that must not be empty, or is too long.
    #[error("reasons are missing or too long")]
    Reasons,
    /// No such ground in the certificate's type.
    #[error("no such ground")]
    Ground,
    /// A name is needed.
    #[error("a name is needed")]
    Name,
    /// The register has another name for this number.
    #[error("the name does not belong to this number")]
    NameMismatch,
    /// The number is not a valid identity number or credit code.
    #[error("not a valid number")]
    Number,
    /// The service cannot be applied for here.
    #[error("this service takes no applications")]
    NoApplications,
    /// The verdict does not fit what the rules found.
    #[error("the verdict does not fit")]
    Verdict,
    /// An answer that does not fit its question.
    #[error("an answer does not fit its question")]
    Answer,
    /// The value is settled by the applicant's verified identity.
    #[error("the value is settled by the applicant's verified identity")]
    Settled,
    /// A code that is unknown, used or expired.
    #[error("unknown or expired code")]
    Code,
}

/// Why an appointment is not as wished.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Appointment {
    /// Others have taken all places of that slot.
    #[error("the slot is full")]
    Taken(Slot),
    /// There is no such slot, or it is too late to book it.
    #[error("the slot is not offered")]
    NotOffered,
    /// It is too late to move it or to give it back.
    #[error("too late to change it")]
    TooLate,
    /// The case has none.
    #[error("the case has no appointment")]
    None,
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> AppError {
        match error {
            StoreError::Busy | StoreError::Met => AppError::Busy,
            StoreError::Unavailable(why) => {
                tracing::warn!(%why, "the database cannot be reached");
                AppError::Away
            }
            StoreError::Lost => AppError::Lost,
            StoreError::Full => AppError::Full,
            StoreError::Conflict { .. } | StoreError::Unique { .. } => AppError::Conflict,
            other => AppError::Internal(other.to_string()),
        }
    }
}

impl From<TxError<AppError>> for AppError {
    fn from(error: TxError<AppError>) -> AppError {
        match error {
            TxError::Refused { error, .. } | TxError::RolledBack(error) => error,
            TxError::Store(error) => error.into(),
        }
    }
}

impl From<NotReasons> for AppError {
    fn from(_: NotReasons) -> AppError {
        AppError::Invalid(Invalid::Reasons)
    }
}

impl From<SealError> for AppError {
    fn from(error: SealError) -> AppError {
        AppError::Internal(error.to_string())
    }
}

impl From<PermitError> for AppError {
    fn from(error: PermitError) -> AppError {
        AppError::Internal(error.to_string())
    }
}
