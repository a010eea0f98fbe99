//! For whom a route is: the first extractor of its handler says so, and the route table knows it
//! by type.

mod auditor;
mod erased;
mod holder;
mod machine;
mod official;
mod person;
mod public;
mod routes;
mod staff;
mod typing;

pub use auditor::Auditor;
pub(crate) use erased::Answering;
pub use holder::Holder;
pub use machine::WorkMachine;
pub use official::{Fresh, Official};
pub use person::{Booker, Citizen, Filler, SlipHolder};
pub use public::Public;
pub use routes::{Audience, FirstExtractor, RouteInfo, Routes};
pub use staff::Staff;
pub use typing::Typing;

use std::sync::Arc;

use onewindow_app::App;

/// What every route of the platform works with.
pub type AppState = Arc<App>;
