//! Why nobody was signed in.

use onewindow_model::service::steps::Assurance;
use onewindow_oidc::OidcError;
use onewindow_store::TxError;

use crate::error::AppError;

/// Why nobody was signed in, or proved no more than before. Where it was to go on is kept, so that
/// the person can try again.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// There is no sign-in here.
    #[error("sign-in is not set up")]
    NotOffered,
    /// The answer belongs to no sign-in that was begun in this browser and is under way.
    #[error("no such sign-in is under way in this browser")]
    Unknown,
    /// The person turned back at the provider.
    #[error("the person turned back")]
    TurnedBack {
        /// Where they came from.
        back_to: String,
    },
    /// The provider does not answer.
    #[error("the identity provider is silent")]
    Silent {
        /// Where they came from.
        back_to: String,
    },
    /// What the provider answers does not prove anything.
    #[error("the identity provider's answer proves nothing")]
    Unproved {
        /// Where they came from.
        back_to: String,
    },
    /// What was proved is not as sure as what is needed, or cannot be.
    #[error("the level that is needed was not reached")]
    Level {
        /// That level.
        needed: Assurance,
        /// Where they came from.
        back_to: String,
    },
    /// Somebody else proved who they are.
    #[error("somebody else signed in")]
    OtherPerson,
    /// The provider gives a number that is none, or no name.
    #[error("the identity provider does not say who it is")]
    Nameless,
    /// A fault of ours, or too much at once.
    #[error(transparent)]
    App(#[from] AppError),
}

impl Failed {
    /// What went wrong between us and the provider; the log says it in full.
    pub(super) fn at(error: OidcError, back_to: &str) -> Failed {
        tracing::warn!(%error, "sign-in at the identity provider failed");
        let back_to = back_to.to_owned();
        match error {
            OidcError::Silent(_) => Failed::Silent { back_to },
            OidcError::Rubbish { .. } | OidcError::Code(_) | OidcError::Token(_) => {
                Failed::Unproved { back_to }
            }
        }
    }
}

impl From<TxError<AppError>> for Failed {
    fn from(error: TxError<AppError>) -> Failed {
        Failed::App(error.into())
    }
}
