//! The ID token: checked whole before anything in it is believed (OpenID Connect Core 1.0, 3.1.3.7).

use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse};
use jsonwebtoken::{DecodingKey, Header, Validation, decode, decode_header};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::error::TokenFault;
use crate::proven::Proven;
use crate::signature::ALLOWED;

/// The longest token that is read.
const LONGEST: usize = 16 * 1024;

/// How far the provider's clock may be from ours.
const SKEW: SignedDuration = SignedDuration::from_mins(2);

/// A token for a sign-in has just been made; one that is older was kept by somebody.
const OLDEST: SignedDuration = SignedDuration::from_mins(10);

/// What a token must be about to count.
pub(crate) struct Expected<'a> {
    pub issuer: &'a str,
    pub client: &'a str,
    pub nonce: &'a str,
    /// The proof of identity must not be older than so many seconds.
    pub max_age: Option<u32>,
    pub now: Timestamp,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    azp: Option<String>,
    exp: f64,
    iat: f64,
    nonce: Option<String>,
    auth_time: Option<f64>,
    acr: Option<String>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

/// Reads a token that is signed with one of these keys.
pub(crate) fn read(
    token: &str,
    keys: &JwkSet,
    expected: &Expected<'_>,
) -> Result<Proven, TokenFault> {
    if token.len() > LONGEST {
        return Err(TokenFault::Form);
    }
    let header = header(token)?;
    let candidates = candidates(keys, &header)?;
    let mut fault = TokenFault::Key;
    for jwk in candidates {
        match signed_by(token, jwk, &header) {
            Ok(claims) => return judge(claims, expected),
            Err(why) => fault = why,
        }
    }
    Err(fault)
}

/// The head of a token, which is not believed yet: it only says which key to try.
fn header(token: &str) -> Result<Header, TokenFault> {
    let header = decode_header(token).map_err(|error| match error.kind() {
        // `none`, and whatever else is no algorithm that we know.
        ErrorKind::Json(_) => TokenFault::Algorithm,
        _ => TokenFault::Form,
    })?;
    match ALLOWED.contains(&header.alg) {
        true => Ok(header),
        false => Err(TokenFault::Algorithm),
    }
}

/// The keys that the token can have been signed with: the one that it names, or, when it names none,
/// those that could be.
fn candidates<'k>(keys: &'k JwkSet, header: &Header) -> Result<Vec<&'k Jwk>, TokenFault> {
    let signs = |jwk: &&Jwk| {
        let purpose = jwk.common.public_key_use.as_ref();
        purpose.is_none_or(|purpose| *purpose == PublicKeyUse::Signature)
    };
    let named = |jwk: &&Jwk| header.kid.is_none() || jwk.common.key_id == header.kid;
    let found: Vec<&Jwk> = keys.keys.iter().filter(signs).filter(named).collect();
    if found.is_empty() { Err(TokenFault::Key) } else { Ok(found) }
}

fn signed_by(token: &str, jwk: &Jwk, header: &Header) -> Result<Claims, TokenFault> {
    let key = DecodingKey::from_jwk(jwk).map_err(|_| TokenFault::Key)?;
    // Who, for whom and until when are judged here: the crate asks the system for the time, and
    // takes lists where one name must stand.
    let mut validation = Validation::new(header.alg);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_aud = false;
    let read = decode::<Claims>(token, &key, &validation);
    read.map(|read| read.claims).map_err(|error| match error.kind() {
        ErrorKind::InvalidSignature => TokenFault::Signature,
        ErrorKind::InvalidAlgorithm => TokenFault::Algorithm,
        _ => TokenFault::Form,
    })
}

fn judge(claims: Claims, expected: &Expected<'_>) -> Result<Proven, TokenFault> {
    if claims.iss != expected.issuer {
        return Err(TokenFault::Issuer);
    }
    let only_us = match &claims.aud {
        Audience::One(audience) => audience == expected.client,
        // A second audience could have got hold of the token.
        Audience::Many(all) => matches!(all.as_slice(), [one] if one == expected.client),
    };
    if !only_us || claims.azp.as_deref().is_some_and(|party| party != expected.client) {
        return Err(TokenFault::Audience);
    }
    if moment(claims.exp)? <= earlier(expected.now, SKEW) {
        return Err(TokenFault::Expired);
    }
    let made = expected.now.duration_since(moment(claims.iat)?);
    if made < -SKEW || made > OLDEST {
        return Err(TokenFault::Time);
    }
    if claims.nonce.as_deref() != Some(expected.nonce) {
        return Err(TokenFault::Nonce);
    }
    if let Some(max_age) = expected.max_age {
        let proved = claims.auth_time.ok_or(TokenFault::Stale)?;
        let limit = SignedDuration::from_secs(max_age.into()) + SKEW;
        if moment(proved)? < earlier(expected.now, limit) {
            return Err(TokenFault::Stale);
        }
    }
    if claims.sub.is_empty() || claims.sub.len() > 255 {
        return Err(TokenFault::Form);
    }
    Ok(Proven { subject: claims.sub, acr: claims.acr, claims: claims.rest })
}

/// A time as tokens write it: seconds, which may have a fraction.
fn moment(seconds: f64) -> Result<Timestamp, TokenFault> {
    let since = SignedDuration::try_from_secs_f64(seconds).map_err(|_| TokenFault::Form)?;
    Timestamp::from_duration(since).map_err(|_| TokenFault::Form)
}

fn earlier(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.saturating_sub(by).unwrap_or(Timestamp::MIN)
}
