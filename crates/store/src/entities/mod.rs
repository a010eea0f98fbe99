//! The tables, a file each: rows in, rows out, guarded writes. Personal columns stay sealed bytes.

pub mod access;
pub mod audits;
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
pub mod grants;
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
pub mod sign_ins;
pub mod staff_events;

use std::fmt::Display;

use jiff::Timestamp;

/// Where a list that runs from the newest to the oldest starts: below a moment and an id, or at its
/// top. No id is as large as what stands for one there.
fn from_top<I: Display>(before: Option<(Timestamp, I)>) -> (Timestamp, String) {
    before.map_or_else(|| (Timestamp::MAX, "~".to_owned()), |(at, id)| (at, id.to_string()))
}
