//! The trust list: the only place where keys come from.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;
use serde_json::Value;

use crate::json;
use crate::key::KeyError;
use crate::key::public::PublicKey;
use crate::limits;
use crate::malformed::Malformed;

/// Why a trust list cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrustError {
    /// Not strict JSON, or too long.
    #[error("trust list: {0}")]
    Malformed(#[from] Malformed),
    /// Not `{ "issuers": [ { "iss", "name", "keys", "vct"? } ] }`.
    #[error("trust list: {0}")]
    Form(String),
    /// A key cannot be used.
    #[error("trust list: key {index} of `{iss}` {fault}")]
    Key {
        /// The issuer.
        iss: String,
        /// Which of its keys, counted from 1.
        index: usize,
        /// What is wrong with it.
        fault: KeyError,
    },
    /// Two entries for one issuer, or two keys with one `kid`.
    #[error("trust list: `{0}` occurs twice")]
    Twice(String),
    /// More issuers or keys than [`crate::limits`] allow.
    #[error("trust list: too many issuers or keys")]
    TooMany,
}

/// An issuer that is trusted.
#[derive(Debug, Clone)]
pub struct Issuer {
    /// Compared byte by byte with the `iss` of a certificate.
    pub iss: String,
    /// Names by language tag.
    pub name: BTreeMap<String, String>,
    /// Keys that it signs with.
    pub keys: Vec<PublicKey>,
    /// Types it may issue; `None` for any.
    pub vct: Option<Vec<String>>,
}

/// The issuers that a reader trusts.
#[derive(Debug, Clone, Default)]
pub struct TrustList {
    issuers: Vec<Issuer>,
}

#[derive(Deserialize)]
struct FileForm {
    issuers: Vec<IssuerForm>,
}

#[derive(Deserialize)]
struct IssuerForm {
    iss: String,
    name: BTreeMap<String, String>,
    keys: Vec<Value>,
    #[serde(default)]
    vct: Option<Vec<String>>,
}

impl TrustList {
    /// Reads a trust file. Every key needs a `kid`; a file with one unusable key is refused as a
    /// whole, so that nobody relies on an entry that does nothing.
    pub fn parse(text: &str) -> Result<Self, TrustError> {
        if text.len() > limits::TRUST_FILE_BYTES {
            return Err(Malformed::TooLong.into());
        }
        let file: FileForm = serde_json::from_value(json::parse(text.as_bytes())?)
            .map_err(|error| TrustError::Form(error.to_string()))?;
        if file.issuers.len() > limits::TRUST_ISSUERS {
            return Err(TrustError::TooMany);
        }
        let mut seen = HashSet::new();
        let mut issuers = Vec::new();
        for form in file.issuers {
            if !seen.insert(form.iss.clone()) {
                return Err(TrustError::Twice(form.iss));
            }
            issuers.push(issuer(form)?);
        }
        Ok(TrustList { issuers })
    }

    /// The issuer of that name, if trusted.
    pub fn issuer(&self, iss: &str) -> Option<&Issuer> {
        self.issuers.iter().find(|issuer| issuer.iss == iss)
    }

    /// Every trusted issuer, in the order of the file.
    pub fn issuers(&self) -> &[Issuer] {
        &self.issuers
    }
}

impl Issuer {
    /// The keys a token with this `kid` may be signed with: the one of that name, or, for a
    /// token that names none, every key of the issuer.
    pub(crate) fn candidates(&self, kid: Option<&str>) -> Vec<&PublicKey> {
        self.keys.iter().filter(|key| kid.is_none_or(|kid| key.kid() == kid)).collect()
    }
}

fn issuer(form: IssuerForm) -> Result<Issuer, TrustError> {
    if form.keys.len() > limits::TRUST_KEYS {
        return Err(TrustError::TooMany);
    }
    let mut seen = HashSet::new();
    let mut keys = Vec::new();
    for (index, jwk) in form.keys.iter().enumerate() {
        let fault = |fault| TrustError::Key { iss: form.iss.clone(), index: index + 1, fault };
        if jwk.get("kid").is_none() {
            return Err(fault(KeyError::Jwk));
        }
        let key = PublicKey::from_jwk(jwk).map_err(fault)?;
        if !seen.insert(key.kid().to_owned()) {
            return Err(TrustError::Twice(key.kid().to_owned()));
        }
        keys.push(key);
    }
    Ok(Issuer { iss: form.iss, name: form.name, keys, vct: form.vct })
}
