//! The write seam as a use case meets it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod append;
mod blobs;
mod bookings;
mod ends;
mod faults;
mod house;
mod lite;
mod migrations;
mod postgres;
mod reads;
mod revocations;
mod rows;
mod sessions;
mod together;
