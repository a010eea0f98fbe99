//! P-256 keys: the issuer's pair, and public keys as JWK (RFC 7517).

pub(crate) mod issuer;
pub(crate) mod public;

/// A key could not be made or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not a PKCS#8 document with a P-256 key.
    #[error("not a PKCS#8 document with a P-256 key")]
    Pkcs8,
    /// Not a JWK `{kty: EC, crv: P-256, x, y}`.
    #[error("not a public P-256 key in JWK form")]
    Jwk,
    /// The JWK holds the secret half, which has no place in a public file.
    #[error("holds a private key")]
    Private,
    /// The system's random source failed, or ring refused to sign.
    #[error("the key could not be made or used")]
    Failed,
}
