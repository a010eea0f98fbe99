//! A passkey made of software: the device and the browser in front of it, for tests.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

/// A device with one passkey, and the browser that it answers through. What is wrong about it can
/// be set.
pub struct Device {
    key: EcdsaKeyPair,
    id: Vec<u8>,
    handle: Vec<u8>,
    /// The origin that the browser says the page has.
    pub origin: String,
    /// The host name that the browser binds the passkey to.
    pub host: String,
    /// How often the device says it has signed.
    pub count: u32,
    /// Whether it made sure that its owner is there.
    pub verifies: bool,
}

impl Device {
    /// A device without a passkey yet, on a page of this origin and host.
    pub fn new(origin: &str, host: &str) -> Device {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random);
        let pkcs8 = pkcs8.expect("a key");
        let key =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random);
        let key = key.expect("the key that was just made");
        let id = digest(&SHA256, key.public_key().as_ref()).as_ref().to_vec();
        Device {
            key,
            id,
            handle: Vec::new(),
            origin: origin.to_owned(),
            host: host.to_owned(),
            count: 0,
            verifies: true,
        }
    }

    /// The passkey's own id.
    pub fn id(&self) -> &[u8] {
        &self.id
    }

    /// The answer to a question for a new passkey.
    pub fn makes(&mut self, options: &str) -> String {
        let options = public_key(options);
        let user = options.pointer("/user/id").and_then(Value::as_str).expect("a user");
        self.handle = URL_SAFE_NO_PAD.decode(user).expect("base64url");
        let client = self.client("webauthn.create", &options);
        let object = self.attestation();
        json!({
            "id": encode(&self.id), "rawId": encode(&self.id), "type": "public-key",
            "response": {
                "attestationObject": encode(&object),
                "clientDataJSON": encode(client.as_bytes()),
                "transports": ["internal"],
            },
            "clientExtensionResults": {},
        })
        .to_string()
    }

    /// The answer to a question who is there.
    pub fn signs(&mut self, options: &str) -> String {
        self.count += 1;
        let client = self.client("webauthn.get", &public_key(options));
        let head = self.head(false);
        let signed = [head.as_slice(), digest(&SHA256, client.as_bytes()).as_ref()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).expect("a signature");
        json!({
            "id": encode(&self.id), "rawId": encode(&self.id), "type": "public-key",
            "response": {
                "authenticatorData": encode(&head),
                "clientDataJSON": encode(client.as_bytes()),
                "signature": encode(signature.as_ref()),
                "userHandle": encode(&self.handle),
            },
            "clientExtensionResults": {},
        })
        .to_string()
    }

    fn client(&self, kind: &str, options: &Value) -> String {
        let challenge = options.get("challenge").and_then(Value::as_str).expect("a challenge");
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
    }

    /// Authenticator data without what follows on a new passkey (WebAuthn, section 6.1).
    fn head(&self, new: bool) -> Vec<u8> {
        let (present, verified, attested) = (0x01, 0x04, 0x40);
        let flags =
            present | if self.verifies { verified } else { 0 } | if new { attested } else { 0 };
        let host = digest(&SHA256, self.host.as_bytes());
        [host.as_ref(), &[flags], self.count.to_be_bytes().as_slice()].concat()
    }

    /// Authenticator data with the public key, in an attestation object without a statement.
    fn attestation(&self) -> Vec<u8> {
        let point = self.key.public_key().as_ref();
        let (x, y) = point.get(1..).and_then(|xy| xy.split_at_checked(32)).expect("a point");
        // COSE: kty EC2, alg ES256, crv P-256, x, y (RFC 9053).
        let key = [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32], x, &[0x22, 0x58, 32], y];
        let length = u16::try_from(self.id.len()).expect("a short id").to_be_bytes();
        let (head, key, device) = (self.head(true), key.concat(), [0_u8; 16]);
        let data = [head.as_slice(), &device, &length, &self.id, &key].concat();
        let size = u8::try_from(data.len()).expect("short data");
        let map = [&[0xa3][..], &text("fmt"), &text("none"), &text("attStmt"), &[0xa0]];
        [map.concat().as_slice(), &text("authData"), &[0x58, size], &data].concat()
    }
}

/// A short text in CBOR.
fn text(text: &str) -> Vec<u8> {
    let length = u8::try_from(text.len()).expect("a short text");
    [&[0x60 | length], text.as_bytes()].concat()
}

fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn public_key(options: &str) -> Value {
    let options: Value = serde_json::from_str(options).expect("options");
    options.get("publicKey").cloned().expect("publicKey")
}
