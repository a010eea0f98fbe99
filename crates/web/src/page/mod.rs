//! How a handler shows a page: take a [`Page`] in, set its title, show a template with it.

mod context;
mod local_path;
mod paths;
mod ready;
mod visit;

pub(crate) use context::TakesWords;
pub use context::{Page, Signed};
pub use local_path::LocalPath;
pub use paths::*;
pub use ready::ReadyPages;
pub use visit::Visit;
