//! Reading a status list token from a stranger.

use serde_json::{Map, Value};

use super::list::{Bits, Status, StatusList, StatusListError};
use super::token::TYP;
use crate::base64url;
use crate::jws;
use crate::limits;
use crate::malformed::Malformed;
use crate::trust::Issuer;

/// Why a status list cannot be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StatusListProblem {
    /// Not a signed token of the right type and form.
    #[error("not a status list: {0}")]
    Malformed(#[from] Malformed),
    /// Its `iss` is not that of the certificate.
    #[error("signed in another issuer's name")]
    WrongIssuer,
    /// Its `kid` is none of the issuer's keys in the trust list.
    #[error("signed with a key that is not the issuer's")]
    WrongKey,
    /// The signature does not fit.
    #[error("the signature does not fit")]
    BadSignature,
    /// Its `sub` is not the address in the certificate.
    #[error("it is the list of another address")]
    WrongList,
    /// Beyond `exp`.
    #[error("expired")]
    Expired,
    /// Brought along and older than its `ttl`.
    #[error("older than its time to live")]
    Stale,
    /// Signed in the future.
    #[error("signed in the future")]
    NotYetValid,
    /// Neither `exp` nor `ttl`.
    #[error("it names no end of its own validity")]
    Endless,
    /// Not a zlib stream, or larger than the limit.
    #[error("the list inside: {0}")]
    List(#[from] StatusListError),
    /// The index of the certificate lies outside.
    #[error("the certificate's index lies outside the list")]
    Outside,
    /// A value that we know no meaning of.
    #[error("the entry has the unknown value {0}")]
    UnknownValue(u8),
}

/// What the reader knows when it opens the token. Times are Unix seconds.
pub(crate) struct Reading<'a> {
    pub(crate) issuer: &'a Issuer,
    pub(crate) uri: &'a str,
    pub(crate) idx: u64,
    pub(crate) now: i64,
    pub(crate) leeway: i64,
    /// Brought along, so that nobody knows when it was fetched.
    pub(crate) brought: bool,
}

impl Reading<'_> {
    /// The entry, and when the list was signed.
    pub(crate) fn status(&self, token: &str) -> Result<(Status, i64), StatusListProblem> {
        if token.len() > limits::STATUS_TOKEN_BYTES {
            return Err(Malformed::TooLong.into());
        }
        let jws = jws::parse(token, TYP)?;
        let claims = &jws.payload;
        // Later drafts drop `iss`; then the certificate's issuer must have signed all the same.
        if claims.get("iss").is_some_and(|iss| iss.as_str() != Some(&self.issuer.iss)) {
            return Err(StatusListProblem::WrongIssuer);
        }
        let keys = self.issuer.candidates(jws.kid.as_deref());
        if keys.is_empty() {
            return Err(StatusListProblem::WrongKey);
        }
        if !keys.into_iter().any(|key| jws.signed_by(key)) {
            return Err(StatusListProblem::BadSignature);
        }
        if claims.get("sub").and_then(Value::as_str) != Some(self.uri) {
            return Err(StatusListProblem::WrongList);
        }
        let iat = self.in_time(claims)?;
        let list = list(claims)?;
        let status = list.get(self.idx).ok_or(StatusListProblem::Outside)?;
        Ok((status, iat))
    }

    fn in_time(&self, claims: &Map<String, Value>) -> Result<i64, StatusListProblem> {
        let iat = seconds(claims, "iat")?.ok_or(Malformed::Claim("iat"))?;
        let exp = seconds(claims, "exp")?;
        let ttl = seconds(claims, "ttl")?;
        if ttl.is_some_and(|ttl| ttl <= 0) {
            return Err(Malformed::Claim("ttl").into());
        }
        if exp.is_none() && ttl.is_none() {
            return Err(StatusListProblem::Endless);
        }
        if iat > self.now.saturating_add(self.leeway) {
            return Err(StatusListProblem::NotYetValid);
        }
        let over = |end: i64| self.now >= end.saturating_add(self.leeway);
        if exp.is_some_and(over) {
            return Err(StatusListProblem::Expired);
        }
        // Without `exp` the `ttl` is the only end there is, fetched or not.
        if (self.brought || exp.is_none()) && ttl.is_some_and(|ttl| over(iat.saturating_add(ttl))) {
            return Err(StatusListProblem::Stale);
        }
        Ok(iat)
    }
}

fn seconds(claims: &Map<String, Value>, name: &'static str) -> Result<Option<i64>, Malformed> {
    claims.get(name).map(|v| v.as_i64().ok_or(Malformed::Claim(name))).transpose()
}

fn list(claims: &Map<String, Value>) -> Result<StatusList, StatusListProblem> {
    let list = claims.get("status_list").ok_or(Malformed::Claim("status_list"))?;
    let bits = list
        .get("bits")
        .and_then(Value::as_u64)
        .and_then(Bits::from_count)
        .ok_or(Malformed::Claim("bits"))?;
    let text = list.get("lst").and_then(Value::as_str).ok_or(Malformed::Claim("lst"))?;
    let compressed = base64url::decode(text).ok_or(Malformed::Base64)?;
    Ok(StatusList::decompress(bits, &compressed)?)
}
