//! A public key and its names.

use ring::agreement::{self, ECDH_P256, EphemeralPrivateKey, agree_ephemeral};
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::{Value, json};

use super::KeyError;
use crate::base64url;

/// A public P-256 key with its key id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    kid: String,
    /// Uncompressed point: 0x04, x, y.
    point: [u8; 65],
}

impl PublicKey {
    /// From the uncompressed point; the key id is the RFC 7638 thumbprint.
    pub(crate) fn from_point(point: &[u8]) -> Result<Self, KeyError> {
        let point: [u8; 65] = point.try_into().map_err(|_| KeyError::Jwk)?;
        if point.first() != Some(&4) {
            return Err(KeyError::Jwk);
        }
        let mut key = PublicKey { kid: String::new(), point };
        key.kid = key.thumbprint();
        Ok(key)
    }

    /// Reads a JWK. `kid` is kept as it stands; without one it is the thumbprint.
    /// A JWK with a private part, or meant for something other than ES256 signatures, is refused.
    pub fn from_jwk(jwk: &Value) -> Result<Self, KeyError> {
        let text = |name: &str| jwk.get(name).and_then(Value::as_str);
        if jwk.get("d").is_some() {
            return Err(KeyError::Private);
        }
        let optional = |name: &str, expected: &str| {
            jwk.get(name).is_none_or(|value| value.as_str() == Some(expected))
        };
        if text("kty") != Some("EC")
            || text("crv") != Some("P-256")
            || !optional("alg", "ES256")
            || !optional("use", "sig")
        {
            return Err(KeyError::Jwk);
        }
        let coordinate = |name: &str| {
            text(name).and_then(base64url::decode).filter(|c| c.len() == 32).ok_or(KeyError::Jwk)
        };
        let point = [vec![4], coordinate("x")?, coordinate("y")?].concat();
        let mut key = Self::from_point(&point)?;
        if !key.is_on_curve() {
            return Err(KeyError::Jwk);
        }
        match jwk.get("kid") {
            None => {}
            Some(Value::String(kid)) if !kid.is_empty() && kid.len() <= 256 => {
                key.kid.clone_from(kid)
            }
            Some(_) => return Err(KeyError::Jwk),
        }
        Ok(key)
    }

    /// The key id.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The JWK that goes into metadata and trust files.
    pub fn to_jwk(&self) -> Value {
        let (x, y) = self.coordinates();
        json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y,
                "kid": self.kid, "alg": "ES256", "use": "sig" })
    }

    /// JWK thumbprint with SHA-256, base64url (RFC 7638).
    pub fn thumbprint(&self) -> String {
        let (x, y) = self.coordinates();
        // The RFC fixes members, order and spacing.
        let canonical = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
        base64url::encode(digest(&SHA256, canonical.as_bytes()).as_ref())
    }

    pub(crate) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &self.point)
            .verify(message, signature)
            .is_ok()
    }

    /// ring looks at a point only when it is used, and the answer to a bad signature is the same as
    /// to a bad key; an agreement with a key that is thrown away tells them apart.
    fn is_on_curve(&self) -> bool {
        let theirs = agreement::UnparsedPublicKey::new(&ECDH_P256, &self.point);
        EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new())
            .and_then(|own| agree_ephemeral(own, &theirs, |_| ()))
            .is_ok()
    }

    fn coordinates(&self) -> (String, String) {
        let (x, y) = self.point.split_at(33);
        (base64url::encode(x.get(1..).unwrap_or_default()), base64url::encode(y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Value {
        // The ES256 key of RFC 7515, appendix A.3.
        json!({ "kty": "EC", "crv": "P-256",
                "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0" })
    }

    #[test]
    fn verifies_the_signature_of_rfc_7515_a_3() {
        let key = PublicKey::from_jwk(&example()).unwrap();
        let signed = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        let signature = base64url::decode(
            "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
        )
        .unwrap();
        assert!(key.verifies(signed.as_bytes(), &signature));
        assert!(!key.verifies(b"something else", &signature));
    }

    #[test]
    fn jwk_goes_round_and_wrong_ones_are_refused() {
        let key = PublicKey::from_jwk(&example()).unwrap();
        assert_eq!(PublicKey::from_jwk(&key.to_jwk()).unwrap(), key);
        for (name, value) in [
            ("kty", json!("RSA")),
            ("crv", json!("P-384")),
            ("alg", json!("HS256")),
            ("use", json!("enc")),
            ("x", json!("AQ")),
            ("y", json!(7)),
            ("kid", json!(7)),
            ("kid", json!("")),
        ] {
            let mut wrong = example();
            wrong[name] = value;
            assert_eq!(PublicKey::from_jwk(&wrong), Err(KeyError::Jwk), "{name}");
        }
        let mut off_the_curve = example();
        off_the_curve["y"] = off_the_curve["x"].clone();
        assert_eq!(PublicKey::from_jwk(&off_the_curve), Err(KeyError::Jwk), "off the curve");
        let mut private = example();
        private["d"] = json!("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI");
        assert_eq!(PublicKey::from_jwk(&private), Err(KeyError::Private));
    }
}
