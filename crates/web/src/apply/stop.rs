use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::AppError;
use onewindow_model::service::steps::Assurance;

use crate::errors::WebError;

/// Why a handler ends early: an error, or another page is the right one.
pub(crate) enum Stop {
    /// Something is wrong.
    Error(WebError),
    /// Go there.
    Go(String),
    /// The person must prove more surely who they are.
    Level(Assurance),
}

/// What a handler gives back.
pub(crate) type Answer = Result<Response, Stop>;

/// 303 to a page of ours.
pub(crate) fn go(path: impl AsRef<str>) -> Answer {
    Ok(Redirect::to(path.as_ref()).into_response())
}

impl From<WebError> for Stop {
    fn from(error: WebError) -> Stop {
        Stop::Error(error)
    }
}

impl From<AppError> for Stop {
    fn from(error: AppError) -> Stop {
        match error {
            AppError::Assurance(level) => Stop::Level(level),
            error => Stop::Error(error.into()),
        }
    }
}

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        match self {
            Stop::Error(error) => error.into_response(),
            Stop::Go(path) => Redirect::to(&path).into_response(),
            Stop::Level(level) => WebError::assurance(level).into_response(),
        }
    }
}
