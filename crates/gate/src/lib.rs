//! The gate: the only way to personal data.
//!
//! A [`Personal`] value is sealed; it has no `Debug`, no `Display`, no `Serialize`. Opening it
//! takes a [`Permit`]; a permit comes only from a [`Ticket`] that is redeemed against the receipt
//! of the transaction in which its access entry became durable. No entry, no permit, no data.
//!
//! ```text
//! Request ──Gate::decide──> Look { entry, outcome } ──store: append entry, COMMIT──> Receipt
//!                                        └─ Ticket ──redeem(&Receipt)──> Permit ──Vault::open──> T
//! ```

pub mod entry;
pub mod permit;
pub mod personal;
pub mod policy;
pub mod request;
pub mod seal;

pub use entry::{AccessEntry, EntryRow, Outcome};
pub use permit::{Gate, Look, Permit, PermitError, Ticket};
pub use personal::Personal;
pub use policy::{CaseBound, Denial, Policy};
pub use request::{
    AuditFacts, Basis, CaseFacts, PresentationFacts, ProcedureFacts, ProcedureStep, Request,
    Standing,
};
pub use seal::{KeyRow, Location, SealError, Vault};
