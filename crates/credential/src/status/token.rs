//! The signed token around a status list.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::list::{Bits, StatusList};
use crate::base64url;
use crate::issue::IssueError;
use crate::jws;
use crate::key::issuer::IssuerKey;

/// The `typ` of a status list token.
pub(crate) const TYP: &str = "statuslist+jwt";

/// What a status list token says beside the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusToken<'a> {
    /// The issuer, the same as in the certificates.
    pub iss: &'a str,
    /// The list's address, the same as in the certificates; becomes `sub`.
    pub uri: &'a str,
    /// When it was signed.
    pub iat: Timestamp,
    /// Until when it may be relied on.
    pub exp: Timestamp,
    /// Seconds for which a reader may keep it before asking again.
    pub ttl: u32,
}

impl StatusList {
    /// Signs the list. Served as `application/statuslist+jwt`. Lists of 4 or 8 bits are not
    /// issued.
    pub fn issue_token(
        &self,
        key: &IssuerKey,
        token: &StatusToken<'_>,
    ) -> Result<String, IssueError> {
        if matches!(self.bits(), Bits::Four | Bits::Eight) {
            return Err(IssueError::Incomplete("a status list is issued with 1 or 2 bits"));
        }
        if token.iss.is_empty() || token.uri.is_empty() || token.ttl == 0 {
            return Err(IssueError::Incomplete("a status list needs issuer, address and lifetime"));
        }
        if token.exp <= token.iat {
            return Err(IssueError::Incomplete("it would expire before it counts"));
        }
        let mut payload = Map::new();
        let mut put = |name: &str, value: Value| payload.insert(name.to_owned(), value);
        put("iss", json!(token.iss));
        put("sub", json!(token.uri));
        put("iat", json!(token.iat.as_second()));
        put("exp", json!(token.exp.as_second()));
        put("ttl", json!(token.ttl));
        let lst = base64url::encode(&self.compress());
        put("status_list", json!({ "bits": self.bits().count(), "lst": lst }));
        Ok(jws::sign(key, TYP, &payload)?)
    }
}
