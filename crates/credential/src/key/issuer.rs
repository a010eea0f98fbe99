//! The issuer's signing key.

use std::fmt;

use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};

use super::KeyError;
use super::public::PublicKey;

/// A P-256 key pair that signs certificates and status lists.
pub struct IssuerKey {
    pair: EcdsaKeyPair,
    public: PublicKey,
    random: SystemRandom,
}

impl IssuerKey {
    /// A new key as a PKCS#8 document (DER). Drawn from the system's generator by ring, which
    /// takes no other. The caller seals the document before storing it.
    pub fn generate() -> Result<Vec<u8>, KeyError> {
        EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
            .map(|document| document.as_ref().to_vec())
            .map_err(|_| KeyError::Failed)
    }

    /// Reads a PKCS#8 document (DER). Errors: [`KeyError::Pkcs8`].
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, KeyError> {
        let random = SystemRandom::new();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der, &random)
            .map_err(|_| KeyError::Pkcs8)?;
        let public = PublicKey::from_point(pair.public_key().as_ref())?;
        Ok(IssuerKey { pair, public, random })
    }

    /// The key id: the RFC 7638 thumbprint.
    pub fn kid(&self) -> &str {
        self.public.kid()
    }

    /// The public half.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// r and s, 32 bytes each (RFC 7518, section 3.4).
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        self.pair
            .sign(&self.random, message)
            .map(|signature| signature.as_ref().to_vec())
            .map_err(|_| KeyError::Failed)
    }
}

impl fmt::Debug for IssuerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IssuerKey({})", self.kid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generated_key_signs_what_its_public_half_verifies() {
        let document = IssuerKey::generate().unwrap();
        let key = IssuerKey::from_pkcs8(&document).unwrap();
        let signature = key.sign(b"text").unwrap();
        assert_eq!(signature.len(), 64);
        assert!(key.public().verifies(b"text", &signature));
        assert_eq!(key.kid(), key.public().thumbprint());
        assert_eq!(IssuerKey::from_pkcs8(&document[1..]).err(), Some(KeyError::Pkcs8));
        assert!(!format!("{key:?}").contains("pair"));
    }
}
