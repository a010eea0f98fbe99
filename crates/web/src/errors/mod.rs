//! What goes wrong, told to people as a page and to programs as problem details (RFC 9457).

mod detail;
mod from_app;
mod layer;
mod page;
mod problem;
mod web_error;

pub use detail::Place;
pub(crate) use layer::{catch_panics, render};
pub use problem::ProblemDetails;
pub(crate) use web_error::encoded;
pub use web_error::{Unsaved, WebError};
