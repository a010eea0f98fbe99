//! The nouns of OneWindow and their rules: services, situations, applications, cases, evidence,
//! certificates, regions, calendars, ids and the clock.
//!
//! Pure: no async, no SQL, no HTTP, no global clock, no global randomness. A value that exists is
//! valid; a transition takes `self` and returns the next state or says why not.

pub mod actor;
pub mod application;
pub mod booking;
pub mod calendar;
pub mod case;
pub mod class;
pub mod clock;
pub mod id;
pub mod institution;
pub mod known;
pub mod lang;
pub mod names;
pub mod notice;
pub mod party;
pub mod passkey;
pub mod purpose;
pub mod reasons;
pub mod reference;
pub mod region;
pub mod revocation;
pub mod service;
pub mod sign_in;
pub mod staffing;
pub mod term;
pub mod text;

pub use onewindow_rules as rules;
