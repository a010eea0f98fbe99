//! Token Status List (draft-ietf-oauth-status-list): one signed, compressed bit array tells
//! for many certificates whether they still stand.

pub mod index;
pub mod list;
pub(crate) mod read;
pub(crate) mod source;
pub mod token;

pub use index::choose_unused;
pub use list::{Bits, Status, StatusList, StatusListError};
pub use read::StatusListProblem;
pub use token::StatusToken;
