//! SQLite behind the seam.

pub(crate) mod connection;
pub(crate) mod errors;
pub(crate) mod migrate;
pub(crate) mod readers;
pub(crate) mod store;
pub(crate) mod writer;
