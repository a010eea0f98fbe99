//! Certificates: made by a decision, held by a person, verified by anyone.

mod evidence;
mod hold;
mod make;
mod present;
mod status;

pub use evidence::supply_presented;
pub use hold::{CertificateView, Held, mine, open_own};
pub use onewindow_store::entities::certificates::CertificateRecord;
pub use present::{PRESENTATION_MINUTES, Presented, Shown, look, present};
pub use status::{LIST_SIZE, Verification, status_token, verify};

pub(crate) use evidence::for_evidence;
pub(crate) use hold::{find as find_certificate, held};
pub(crate) use make::{is_taken, make};
pub(crate) use status::SignedLists;
