//! Why somebody does not come in with a passkey.

/// Why an answer, a code or a passkey was not taken. The words for people are the web's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The address of this node is none that passkeys can be bound to.
    #[error("no passkeys at this address")]
    Unready,
    /// The question is too old, was answered before, or another browser was asked.
    #[error("no such question")]
    Expired,
    /// Not what browsers send, or signed by another key.
    #[error("unreadable")]
    Unreadable,
    /// The answer was given on another site.
    #[error("another site")]
    Site,
    /// The device did not make sure that its owner is there.
    #[error("the owner was not checked")]
    Unverified,
    /// A passkey of a kind that is not taken.
    #[error("a kind that is not taken")]
    Kind,
    /// A passkey that nobody here has, or has any more.
    #[error("unknown passkey")]
    Unknown,
    /// The passkey of another official than the one who must answer.
    #[error("another official's passkey")]
    Other,
    /// The passkey counted back: there may be a copy of it, and it is blocked.
    #[error("there may be a copy of the passkey")]
    Copied,
    /// Its owner is no longer in service.
    #[error("its owner has left")]
    Left,
    /// The passkey is registered already.
    #[error("registered already")]
    Taken,
    /// The last passkey of an official without a code for a new one.
    #[error("the last passkey")]
    Last,
    /// So many passkeys that no more are taken.
    #[error("too many passkeys")]
    Many,
    /// A code that was never given out, or was replaced by a later one.
    #[error("unknown code")]
    CodeUnknown,
    /// A code that was used.
    #[error("the code was used")]
    CodeUsed,
    /// A code that was not used in time.
    #[error("the code is over")]
    CodeOver,
}

impl Refusal {
    /// Part of message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Refusal::Unready => "unready",
            Refusal::Expired => "expired",
            Refusal::Unreadable => "unreadable",
            Refusal::Site => "site",
            Refusal::Unverified => "unverified",
            Refusal::Kind => "kind",
            Refusal::Unknown => "unknown",
            Refusal::Other => "other",
            Refusal::Copied => "copied",
            Refusal::Left => "left",
            Refusal::Taken => "taken",
            Refusal::Last => "last",
            Refusal::Many => "many",
            Refusal::CodeUnknown => "code-unknown",
            Refusal::CodeUsed => "code-used",
            Refusal::CodeOver => "code-over",
        }
    }
}

impl From<onewindow_passkeys::Refused> for Refusal {
    fn from(refused: onewindow_passkeys::Refused) -> Refusal {
        use onewindow_passkeys::Refused;
        match refused {
            Refused::Malformed | Refused::Signature => Refusal::Unreadable,
            Refused::Challenge => Refusal::Expired,
            Refused::Origin => Refusal::Site,
            Refused::Unverified => Refusal::Unverified,
            Refused::Copied => Refusal::Copied,
            Refused::Kind => Refusal::Kind,
        }
    }
}
