//! Why an answer is none.

use webauthn_rs::prelude::WebauthnError;

/// Why this site can have no passkeys.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Browsers bind a passkey to a name.
    #[error("`{0}` has no host name that passkeys could be bound to")]
    NoName(String),
    /// Browsers offer passkeys over TLS only, and on this machine.
    #[error("`{0}` is not reached by https")]
    NotSecure(String),
}

/// Why an answer of a browser was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not what browsers send.
    #[error("the answer cannot be read")]
    Malformed,
    /// The answer is to another question.
    #[error("the answer is to another question")]
    Challenge,
    /// Given on another site.
    #[error("the answer was given on another site")]
    Origin,
    /// The device did not make sure that its owner is there.
    #[error("the device did not check who holds it")]
    Unverified,
    /// The signature does not fit the passkey.
    #[error("the signature does not fit")]
    Signature,
    /// The device counted less than before: there may be a copy of the passkey.
    #[error("the passkey has counted back")]
    Copied,
    /// A passkey of a kind that is not taken.
    #[error("a passkey of a kind that is not taken")]
    Kind,
}

impl From<WebauthnError> for Refused {
    fn from(error: WebauthnError) -> Refused {
        match error {
            WebauthnError::MismatchedChallenge | WebauthnError::ChallengeNotFound => {
                Refused::Challenge
            }
            WebauthnError::InvalidRPOrigin
            | WebauthnError::InvalidRPIDHash
            | WebauthnError::CredentialCrossOrigin => Refused::Origin,
            WebauthnError::UserNotPresent | WebauthnError::UserNotVerified => Refused::Unverified,
            WebauthnError::AuthenticationFailure | WebauthnError::SignatureInvalid => {
                Refused::Signature
            }
            WebauthnError::CredentialPossibleCompromise => Refused::Copied,
            WebauthnError::AttestationNotSupported
            | WebauthnError::CredentialAlteredAlgFromRequest
            | WebauthnError::CredentialInsecureCryptography
            | WebauthnError::CredentialMayNotBeHardwareBound
            | WebauthnError::CredentialBackupEligibilityInconsistent
            | WebauthnError::COSEKeyInvalidType
            | WebauthnError::COSEKeyEDUnsupported
            | WebauthnError::COSEKeyInvalidAlgorithm => Refused::Kind,
            // The library's words name no person.
            other => {
                tracing::info!(why = %other, "an answer for a passkey cannot be read");
                Refused::Malformed
            }
        }
    }
}
