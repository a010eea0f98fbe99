//! Where a verifier gets the status list token from.

/// A fetch brought nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the status list could not be fetched")]
pub struct StatusFetchFailed;

/// The source of the status list token.
pub enum StatusSource<'a> {
    /// The token as a text that was brought along. Because nobody knows when it was fetched, it
    /// counts only until `iat` + `ttl`, and never beyond `exp`.
    Given(&'a str),
    /// Fetches the token from the address in the certificate, after everything else was found in
    /// order. The address was signed by a trusted issuer; the closure still applies its own
    /// allow-list, size limit ([`crate::limits::STATUS_TOKEN_BYTES`]) and timeout. A token kept
    /// from before is treated by the closure according to its `ttl`.
    Fetch(&'a mut dyn FnMut(&str) -> Result<String, StatusFetchFailed>),
    /// There is none.
    Unreachable,
}
