//! The edge: what every request passes before a handler sees it, one concern a file.

mod body;
mod client;
mod headers;
mod host;
mod origin;
mod rate;
mod timeout;
mod turn;
mod visit;

pub(crate) use body::too_large;
pub use body::{FORM_LIMIT, UPLOAD_LIMIT, limit_body};
pub use client::{Cidr, ClientAddress, client};
pub use headers::{scripted, security_headers};
pub use host::allow_hosts;
pub use origin::same_origin;
pub(crate) use rate::network;
pub use rate::{Rate, RateLimit, RatePlan, limit_rate};
pub use timeout::{ORDINARY_TIME, UPLOAD_TIME, limit_time};
pub use turn::{Turns, one_at_a_time};
pub use visit::visit;
