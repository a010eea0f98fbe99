//! Use cases over a real store in a temporary folder, with a clock that is set by hand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod allowance;
mod answers;
mod auditing;
mod away;
mod backup;
mod begun;
mod booking;
mod calling_off;
mod clock;
mod collusion;
mod correction;
mod gaps;
mod health;
mod invite;
mod kept;
mod left;
mod moving;
mod number;
mod officers;
mod on_record;
mod pages;
mod passkeys;
mod refused;
mod repeated;
mod revocation;
mod sealed;
mod settled;
mod silence;
mod silent_register;
mod slip;
mod staffing;
mod submitting;
mod sweep;
mod told;
mod upgrade;
mod window;
mod work_list;
