//! Compact signed tokens (RFC 7515) with ES256 and nothing else.

use serde_json::{Map, Value, json};

use crate::base64url;
use crate::json;
use crate::key::KeyError;
use crate::key::issuer::IssuerKey;
use crate::key::public::PublicKey;
use crate::malformed::Malformed;

/// A parsed token. Its payload is a claim of a stranger until [`Jws::signed_by`] says yes.
pub(crate) struct Jws<'a> {
    pub(crate) kid: Option<String>,
    pub(crate) payload: Map<String, Value>,
    signed: &'a str,
    signature: Vec<u8>,
}

/// Signs `payload` as a token of type `typ`.
pub(crate) fn sign(
    key: &IssuerKey,
    typ: &str,
    payload: &Map<String, Value>,
) -> Result<String, KeyError> {
    let header = json!({ "alg": "ES256", "kid": key.kid(), "typ": typ });
    let body = serde_json::to_vec(payload).map_err(|_| KeyError::Failed)?;
    let signed = format!(
        "{}.{}",
        base64url::encode(header.to_string().as_bytes()),
        base64url::encode(&body)
    );
    let signature = key.sign(signed.as_bytes())?;
    Ok(format!("{signed}.{}", base64url::encode(&signature)))
}

/// Parses a token that must be of type `typ`.
///
/// `jwk`, `jku`, `x5c` and `x5u` in the header are not looked at: a certificate never brings
/// its own key.
pub(crate) fn parse<'a>(text: &'a str, typ: &str) -> Result<Jws<'a>, Malformed> {
    let (signed, signature) = text.rsplit_once('.').ok_or(Malformed::Parts)?;
    let (header, body) = signed.split_once('.').ok_or(Malformed::Parts)?;
    if body.contains('.') {
        return Err(Malformed::Parts);
    }
    let decode = |part: &str| base64url::decode(part).ok_or(Malformed::Base64);
    let header = json::parse_object(&decode(header)?)?;
    // The algorithm is fixed before any key is chosen, so that a public key can never be taken
    // for the secret of a keyed hash.
    if header.get("alg").and_then(Value::as_str) != Some("ES256") {
        return Err(Malformed::Algorithm);
    }
    if header.get("typ").and_then(Value::as_str) != Some(typ) {
        return Err(Malformed::Type);
    }
    if header.contains_key("crit") {
        return Err(Malformed::Critical);
    }
    let kid = match header.get("kid") {
        None => None,
        Some(Value::String(kid)) => Some(kid.clone()),
        Some(_) => return Err(Malformed::Claim("kid")),
    };
    let signature = decode(signature)?;
    if signature.len() != 64 {
        return Err(Malformed::SignatureLength);
    }
    Ok(Jws { kid, payload: json::parse_object(&decode(body)?)?, signed, signature })
}

/// Whether a text has the form of a token of type `typ`, whatever signed it and whatever it says.
pub(crate) fn has_form(text: &str, typ: &str) -> Result<(), Malformed> {
    let parts: Vec<&str> = text.split('.').collect();
    let [header, body, signature] = parts.as_slice() else { return Err(Malformed::Parts) };
    let decode = |part: &str| base64url::decode(part).ok_or(Malformed::Base64);
    let header = json::parse_object(&decode(header)?)?;
    if header.get("typ").and_then(Value::as_str) != Some(typ) {
        return Err(Malformed::Type);
    }
    if decode(body)?.is_empty() || decode(signature)?.is_empty() {
        return Err(Malformed::Parts);
    }
    Ok(())
}

impl Jws<'_> {
    pub(crate) fn signed_by(&self, key: &PublicKey) -> bool {
        key.verifies(self.signed.as_bytes(), &self.signature)
    }
}
