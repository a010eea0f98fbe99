//! The tables, a file each: rows in, rows out, guarded writes. Personal columns stay sealed bytes.

pub mod access;
pub mod bookings;
pub mod cases;
pub mod catalogue;
pub mod certificates;
pub mod clients;
pub mod contents;
pub mod decisions;
pub mod documents;
pub mod drafts;
pub mod enrolments;
pub mod kept;
pub mod keys;
pub mod meta;
pub mod notices;
pub mod officers;
pub mod outbox;
pub mod passkey_events;
pub mod passkey_questions;
pub mod passkeys;
pub mod persons;
pub mod presentations;
pub mod repeated;
pub mod revocations;
pub mod sessions;
