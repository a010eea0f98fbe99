//! How a sign-in at the provider can end other than well.

use onewindow_outgoing::OutgoingError;

/// Why nobody was proved to be anybody.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    /// The provider cannot be asked, or does not answer.
    #[error("the identity provider cannot be asked: {0}")]
    Silent(#[from] OutgoingError),
    /// What the provider answers cannot be used.
    #[error("the identity provider's {what} cannot be used: {why}")]
    Rubbish {
        /// Which answer.
        what: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// The provider did not take the code: it is unknown, old, or was used before.
    #[error("the identity provider did not take the code: {0}")]
    Code(String),
    /// The token is not one that counts here.
    #[error("the identity provider's token does not count: {0}")]
    Token(#[from] TokenFault),
}

impl OidcError {
    pub(crate) fn rubbish(what: &'static str, why: impl ToString) -> OidcError {
        OidcError::Rubbish { what, why: why.to_string() }
    }
}

/// Why a token does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenFault {
    /// It is none.
    #[error("it is no token")]
    Form,
    /// Signed in a way that is not allowed, or not at all.
    #[error("its algorithm is not allowed")]
    Algorithm,
    /// No key of the provider's fits.
    #[error("its key is not one of the provider's")]
    Key,
    /// The signature is not the key's.
    #[error("its signature does not fit")]
    Signature,
    /// Made by somebody else.
    #[error("another issuer made it")]
    Issuer,
    /// Made for somebody else.
    #[error("it is for another client")]
    Audience,
    /// Past its time.
    #[error("it has expired")]
    Expired,
    /// Made too long ago, or in the future.
    #[error("the time when it was made does not fit")]
    Time,
    /// Made for another sign-in.
    #[error("it belongs to another sign-in")]
    Nonce,
    /// The proof that it speaks of is older than what was asked for.
    #[error("the proof of identity is too old")]
    Stale,
    /// Somebody else than the token is about.
    #[error("it is about somebody else")]
    Subject,
}
