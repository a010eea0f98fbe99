//! The answers of a verifier.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::malformed::Malformed;
use crate::status::read::StatusListProblem;
use crate::trust::Issuer;

/// A trusted issuer's names. They come from the trust list, not from the certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuerName {
    /// Its identifier.
    pub iss: String,
    names: BTreeMap<String, String>,
}

impl IssuerName {
    pub(crate) fn of(issuer: &Issuer) -> Self {
        IssuerName { iss: issuer.iss.clone(), names: issuer.name.clone() }
    }

    /// The name in a language (`zh-CN`, `en`), else in any, else the identifier.
    pub fn in_language(&self, tag: &str) -> &str {
        self.names.get(tag).or_else(|| self.names.values().next()).unwrap_or(&self.iss)
    }

    /// Names by language tag.
    pub fn all(&self) -> &BTreeMap<String, String> {
        &self.names
    }
}

/// Whether the certificate was looked up in its status list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusAnswer {
    /// It stands there as valid.
    Checked {
        /// When the list was signed.
        list_signed: Timestamp,
    },
    /// The issuer offers no status for this certificate; it ends by its expiry alone.
    NotOffered,
}

/// What is known about the holder's key. None of it is needed for a certificate to be valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HolderKey {
    /// The certificate names no key.
    None,
    /// It names one, and whoever showed it was not asked to prove possession.
    Named,
    /// A proof of possession was attached, and not checked.
    ProofNotChecked,
}

/// A certificate that stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Valid {
    /// Who issued it.
    pub issuer: IssuerName,
    /// Its type.
    pub vct: String,
    /// When it was issued.
    pub issued: Option<Timestamp>,
    /// Until when it counts.
    pub expires: Option<Timestamp>,
    /// Whether its status was looked up.
    pub status: StatusAnswer,
    /// What is known about the holder's key.
    pub holder_key: HolderKey,
    /// What it says: the plain claims and those that were disclosed.
    pub claims: Map<String, Value>,
}

/// The one answer to the question whether a certificate counts.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// It counts.
    Valid(Box<Valid>),
    /// Not a certificate, or broken.
    Malformed(Malformed),
    /// The issuer is not in the trust list. `iss` is a stranger's text.
    UnknownIssuer {
        /// Who it says it is from.
        iss: String,
    },
    /// It names a key that is none of the issuer's.
    WrongKey {
        /// Whose name it uses.
        issuer: IssuerName,
    },
    /// The signature does not fit: changed, or never signed by the issuer.
    BadSignature {
        /// Whose name it uses.
        issuer: IssuerName,
    },
    /// The issuer may not issue this type.
    TypeNotAllowed {
        /// Who issued it.
        issuer: IssuerName,
        /// The type.
        vct: String,
    },
    /// It counts only later.
    NotYetValid {
        /// Who issued it.
        issuer: IssuerName,
        /// From when.
        from: Timestamp,
    },
    /// It does not count any more.
    Expired {
        /// Who issued it.
        issuer: IssuerName,
        /// Since when.
        at: Timestamp,
    },
    /// Taken back for good.
    Revoked {
        /// Who issued it.
        issuer: IssuerName,
    },
    /// Does not count for the time being.
    Suspended {
        /// Who issued it.
        issuer: IssuerName,
    },
    /// Whether it was revoked cannot be said.
    StatusUnreachable {
        /// Who issued it.
        issuer: IssuerName,
        /// Where the list should be.
        uri: String,
    },
    /// A status list was there and cannot be relied on.
    StatusListInvalid {
        /// Who issued it.
        issuer: IssuerName,
        /// Why not.
        reason: StatusListProblem,
    },
}

impl Verdict {
    /// Exit code of the command; see `docs/spec/certificate.md`.
    pub fn code(&self) -> u8 {
        match self {
            Verdict::Valid(_) => 0,
            Verdict::Malformed(_) => 10,
            Verdict::UnknownIssuer { .. } => 11,
            Verdict::WrongKey { .. } => 12,
            Verdict::BadSignature { .. } => 13,
            Verdict::TypeNotAllowed { .. } => 14,
            Verdict::NotYetValid { .. } => 15,
            Verdict::Expired { .. } => 16,
            Verdict::Revoked { .. } => 17,
            Verdict::Suspended { .. } => 18,
            Verdict::StatusUnreachable { .. } => 19,
            Verdict::StatusListInvalid { .. } => 20,
        }
    }

    /// The verdict's name in reports, stable.
    pub fn id(&self) -> &'static str {
        match self {
            Verdict::Valid(_) => "valid",
            Verdict::Malformed(_) => "malformed",
            Verdict::UnknownIssuer { .. } => "unknown-issuer",
            Verdict::WrongKey { .. } => "wrong-key",
            Verdict::BadSignature { .. } => "bad-signature",
            Verdict::TypeNotAllowed { .. } => "type-not-allowed",
            Verdict::NotYetValid { .. } => "not-yet-valid",
            Verdict::Expired { .. } => "expired",
            Verdict::Revoked { .. } => "revoked",
            Verdict::Suspended { .. } => "suspended",
            Verdict::StatusUnreachable { .. } => "status-unreachable",
            Verdict::StatusListInvalid { .. } => "status-list-invalid",
        }
    }

    /// Whether the certificate counts.
    pub fn is_valid(&self) -> bool {
        matches!(self, Verdict::Valid(_))
    }
}
