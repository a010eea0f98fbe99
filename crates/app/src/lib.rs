//! The use cases of OneWindow: authorise, transact, record access; and the jobs in the background.
//!
//! Every use case takes a [`Ctx`]: who acts, when, and the platform; only starting, importing and
//! what leads to a `Ctx` (sessions, officials, health) do without. What concerns personal data
//! prepares an access entry, writes it in the same transaction as what it is about, and opens
//! sealed data only with the permit that the committed entry gives.

pub mod accesses;
pub mod applications;
pub mod audits;
pub mod backup;
pub mod bookings;
pub mod cases;
pub mod catalogue;
pub mod certificates;
pub mod clients;
mod clock_watch;
pub mod content;
pub mod ctx;
pub mod demo;
pub mod documents;
pub mod drafts;
pub mod entry;
pub mod error;
pub mod evidence;
pub mod health;
pub mod home;
pub mod import;
pub mod intake;
pub mod issuer;
pub mod jobs;
pub mod kept;
pub mod keys;
mod listing;
pub mod look_up;
pub mod moving;
mod notices;
pub mod paging;
pub mod parties;
pub mod readiness;
pub mod registers;
pub mod repeated;
pub mod revocations;
pub mod sessions;
pub mod sign_in;
pub mod slips;
pub mod staff;
pub mod staffing;
pub mod start;
mod supervise;
mod sweep;
#[cfg(feature = "testing")]
#[expect(clippy::expect_used, clippy::panic, reason = "tests may stop")]
pub mod testing;

pub use ctx::{App, Ctx, Settings};
pub use error::{AppError, Result};
pub use onewindow_catalogue as catalogue_files;
pub use onewindow_credential as credential;
pub use onewindow_documents::Problem as DocumentProblem;
pub use onewindow_outgoing as outgoing;
pub use onewindow_rules as rules;
