//! Use cases over a real store in a temporary folder, with a clock that is set by hand.

mod correction;
mod officers;
mod refused;
mod revocation;
mod sealed;
mod silence;
mod submitting;
mod window;
