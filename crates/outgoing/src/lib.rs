//! The one way out: every request that the platform makes to somebody else goes through [`Outgoing`].
//!
//! Whoever can choose an address that a server fetches can make it reach what stands beside it. So
//! a host must be on the operator's list, a name must not resolve to a private address unless the
//! list says so, no redirect is followed, and size and time have an end.

mod address;
mod allow;
mod client;
mod error;
mod tls;

pub use allow::{Allow, AllowError};
pub use client::{Limits, Outgoing};
pub use error::OutgoingError;
pub use http::{Request, Response, Uri};
pub use tls::RootsError;
