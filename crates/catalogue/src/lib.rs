//! OneWindow catalogue.

pub mod search;
