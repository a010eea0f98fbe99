//! How a handler shows a page: take a [`Page`] in, set its title, show a template with it.

mod context;
mod local_path;
mod paths;
mod visit;

pub use context::{Page, Signed};
pub use local_path::LocalPath;
pub use paths::*;
pub use visit::Visit;
