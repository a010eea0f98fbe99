//! What a use case could not do, as an answer to a reader.

use onewindow_app::AppError;

use super::WebError;

impl From<AppError> for WebError {
    fn from(error: AppError) -> WebError {
        match error {
            AppError::NotFound => WebError::not_found(),
            AppError::Denied(denial) => WebError::denied(denial.as_str()),
            AppError::Conflict | AppError::Refusal(_) => WebError::changed(),
            AppError::Busy => WebError::unavailable("storage is busy"),
            AppError::Full => WebError::full(),
            AppError::Problems(_)
            | AppError::Document(_)
            | AppError::Papers(_)
            | AppError::Invalid(_) => WebError::bad_request(),
            AppError::Internal(cause) => WebError::internal(cause),
        }
    }
}
