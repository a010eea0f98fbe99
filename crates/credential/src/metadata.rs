//! What an issuer publishes about itself.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::key::public::PublicKey;

/// An issuer as it goes into a trust file.
#[derive(Debug, Clone)]
pub struct TrustedIssuer<'a> {
    /// The `iss` of its certificates.
    pub iss: &'a str,
    /// Its name by language tag (`zh-CN`, `en`).
    pub name: BTreeMap<String, String>,
    /// Its keys; those of before a rotation stay until their last certificate has expired.
    pub keys: Vec<&'a PublicKey>,
    /// The certificate types it may issue; empty for any.
    pub vct: Vec<String>,
}

/// The document for `/.well-known/jwt-vc-issuer` (draft-ietf-oauth-sd-jwt-vc).
pub fn issuer_metadata(iss: &str, keys: &[&PublicKey]) -> Value {
    let keys: Vec<Value> = keys.iter().map(|key| key.to_jwk()).collect();
    json!({ "issuer": iss, "jwks": { "keys": keys } })
}

/// A trust file, as [`crate::TrustList::parse`] reads it.
pub fn trust_file(issuers: &[TrustedIssuer<'_>]) -> Value {
    let issuers: Vec<Value> = issuers
        .iter()
        .map(|issuer| {
            let keys: Vec<Value> = issuer.keys.iter().map(|key| key.to_jwk()).collect();
            let mut entry = json!({ "iss": issuer.iss, "name": issuer.name, "keys": keys });
            if let (Some(map), false) = (entry.as_object_mut(), issuer.vct.is_empty()) {
                map.insert("vct".to_owned(), json!(issuer.vct));
            }
            entry
        })
        .collect();
    json!({ "issuers": issuers })
}
