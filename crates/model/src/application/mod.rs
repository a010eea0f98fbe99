//! An application: what a person says and hands in, until it becomes a case.

pub mod part;
pub mod problem;
pub mod submission;
pub mod supply;
pub mod value;

pub use part::ContentPart;
pub use problem::{Place, Problem, ProblemCode};
pub use submission::{DraftContent, Submission, submit};
pub use supply::Supply;
pub use value::parse_value;
