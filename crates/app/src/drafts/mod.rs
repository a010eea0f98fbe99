//! Drafts: applications being filled in, saved after every step.

mod change;
mod start;
mod upload;
mod view;

pub use change::{Change, answer_all, change, delete, look_again};
pub use start::{Begun, start};
pub use upload::{add_pages, attach, detach, drop_page, view_document};
pub use view::{DraftView, open, problems};

pub(crate) use change::{all_answered as change_all_answered, save as change_save};
pub(crate) use start::{begin, person_item};
pub(crate) use view::{Loaded, VISIT, at_window, check, enter, load, purpose, standing};
