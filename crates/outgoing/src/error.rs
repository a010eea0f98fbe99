//! Why nothing came back.

use std::io;

/// Why a request was not made, or got no answer that can be used. Names hosts, never a path or what
/// was sent.
#[derive(Debug, thiserror::Error)]
pub enum OutgoingError {
    /// The address is none.
    #[error("this is no address that can be asked")]
    Address,
    /// The host is not on the list.
    #[error("`{0}` is not on the list of hosts that may be asked (`outgoing.allow`)")]
    NotAllowed(String),
    /// The name leads to a private address.
    #[error("`{0}` leads to a private address, which its entry in `outgoing.allow` does not say")]
    Private(String),
    /// The name leads nowhere, or nobody answers there.
    #[error("`{host}` cannot be reached: {source}")]
    Unreachable {
        /// The host.
        host: String,
        /// What the system says.
        source: io::Error,
    },
    /// The connection was made and then failed.
    #[error("`{host}` broke off: {source}")]
    Broken {
        /// The host.
        host: String,
        /// What went wrong.
        source: hyper::Error,
    },
    /// It took too long.
    #[error("`{0}` took too long")]
    Slow(String),
    /// The answer is too long.
    #[error("the answer of `{0}` is too long")]
    Long(String),
    /// The answer leads elsewhere, where we do not go.
    #[error("`{0}` answers with a redirect, and none is followed")]
    Redirect(String),
}
