//! The edge: what every request passes before a handler sees it, one concern a file. All of them are
//! one layer ([`Edge`]): each layer of a router clones, for every request, all that lies within it.

use axum::extract::Request;
use axum::response::Response;

mod body;
mod client;
mod headers;
mod host;
mod origin;
mod pass;
mod rate;
mod timeout;
mod turn;
mod visit;

/// What lies within a concern: the others, and the handler.
pub(crate) trait Inner: AsyncFnOnce(Request) -> Response {}

impl<I: AsyncFnOnce(Request) -> Response> Inner for I {}

pub use body::{FORM_LIMIT, UPLOAD_LIMIT};
pub(crate) use body::{limit_body, too_large};
pub(crate) use client::client;
pub use client::{Cidr, ClientAddress};
pub use headers::scripted;
pub(crate) use headers::security_headers;
pub(crate) use host::allow_hosts;
pub(crate) use origin::same_origin;
pub(crate) use pass::{Door, Edge};
pub use rate::{Rate, RatePlan};
pub(crate) use rate::{RateLimit, limit_rate, network};
pub(crate) use timeout::limit_time;
pub use timeout::{ORDINARY_TIME, UPLOAD_TIME};
pub(crate) use turn::{Turns, one_at_a_time};
pub(crate) use visit::visit;
