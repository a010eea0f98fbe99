//! PostgreSQL behind the seam: SERIALIZABLE transactions over a pool, repeated when two met.

pub(crate) mod errors;
pub(crate) mod examine;
pub(crate) mod migrate;
pub(crate) mod open;
pub(crate) mod session;
pub(crate) mod store;
pub(crate) mod tls;
pub(crate) mod values;
