//! Forms: what the macros show, and how what comes back is read.

mod choices;
mod date;
mod field;
mod invisible;
mod problem;
mod secret;
mod spec;
mod strict;
mod upload;

pub use choices::{Choice, Choices};
pub use date::DateField;
pub use field::Field;
pub use problem::Problem;
pub use secret::FormSecret;
pub use spec::{Filled, FormSpec};
pub use strict::{StrictForm, TOKEN_FIELD};
pub use upload::{FileField, UploadForm, UploadedFile};
