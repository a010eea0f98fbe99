//! Wrapping, sealing, opening and keyed look-up.

use aes_gcm_siv::aead::{Aead, KeyInit, Payload};
use aes_gcm_siv::{Aes256GcmSiv, Key, Nonce};
use jiff::Timestamp;
use onewindow_model::class::DataClass;
use onewindow_model::clock::{Random, random_bytes};
use onewindow_model::id::PersonId;
use ring::hmac;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Location, MasterKey, hex};
use crate::permit::{Permit, PermitError};
use crate::personal::Personal;

/// The layout of a sealed value: this byte, key version (4), nonce (12), ciphertext and tag.
const LAYOUT: u8 = 1;
const HEAD: usize = 1 + 4 + 12;

/// A wrapped data key as it is stored.
#[derive(Clone)]
pub struct KeyRow {
    /// Whose data it seals.
    pub person: PersonId,
    /// Of which class.
    pub class: DataClass,
    /// Counts up with rotation.
    pub version: u32,
    /// The key, sealed under the master key.
    pub wrapped: Vec<u8>,
}

/// Why something could not be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The permit does not serve.
    #[error(transparent)]
    Permit(#[from] PermitError),
    /// The key is for other data.
    #[error("the data key does not fit this value")]
    WrongKey,
    /// Changed, moved, or sealed under another master key.
    #[error("a sealed value cannot be opened: it was changed, moved, or sealed with another key")]
    Broken,
    /// The content does not have the form that the program expects.
    #[error("a sealed value has an unexpected form")]
    Form,
}

/// The keys of this node. No `Debug`, no `Clone`, no way to read them out.
pub struct Vault {
    wrap: Aes256GcmSiv,
    lookup: hmac::Key,
    pseudonym: hmac::Key,
}

impl Vault {
    /// Derives the node's keys from the master key, one for each use (HKDF-SHA-256, RFC 5869).
    pub fn new(master: &MasterKey) -> Vault {
        // HMAC-SHA-256 in counter form with one block is HKDF-Expand of 32 bytes (RFC 5869, 2.3):
        // written so, it cannot fail.
        let extract = hmac::Key::new(hmac::HMAC_SHA256, b"onewindow/keys/1");
        let prk = hmac::sign(&extract, &master.0);
        let expand = hmac::Key::new(hmac::HMAC_SHA256, prk.as_ref());
        let derive = |label: &[u8]| {
            let block = hmac::sign(&expand, &[label, &[1]].concat());
            let mut out = [0u8; 32];
            out.copy_from_slice(block.as_ref());
            out
        };
        Vault {
            wrap: cipher(&derive(b"wrap")),
            lookup: hmac::Key::new(hmac::HMAC_SHA256, &derive(b"lookup")),
            pseudonym: hmac::Key::new(hmac::HMAC_SHA256, &derive(b"pseudonym")),
        }
    }

    /// A new data key for a person and a class, wrapped. To be stored before, or with, what it
    /// seals.
    pub fn new_key(
        &self,
        person: PersonId,
        class: DataClass,
        random: &dyn Random,
    ) -> Result<KeyRow, SealError> {
        let key = random_bytes::<32>(random);
        let place = key_place(person, &class);
        let wrapped = encrypt(&self.wrap, 0, &place.associated(person, &class, 1), &key, random)?;
        Ok(KeyRow { person, class, version: 1, wrapped })
    }

    /// Seals a value for its place.
    pub fn seal<T: Serialize>(
        &self,
        key: &KeyRow,
        location: &Location,
        value: &T,
        random: &dyn Random,
    ) -> Result<Vec<u8>, SealError> {
        let plain = serde_json::to_vec(value).map_err(|_| SealError::Form)?;
        self.seal_bytes(key, location, &plain, random)
    }

    /// Seals bytes, such as a document, for their place.
    pub fn seal_bytes(
        &self,
        key: &KeyRow,
        location: &Location,
        plain: &[u8],
        random: &dyn Random,
    ) -> Result<Vec<u8>, SealError> {
        let associated = location.associated(key.person, &key.class, key.version);
        encrypt(&self.unwrap(key)?, key.version, &associated, plain, random)
    }

    /// Opens a value, with a permit that covers it.
    pub fn open<T: DeserializeOwned>(
        &self,
        key: &KeyRow,
        value: &Personal<T>,
        permit: &Permit,
        now: Timestamp,
    ) -> Result<T, SealError> {
        let plain = self.open_sealed(key, value, permit, now)?;
        serde_json::from_slice(&plain).map_err(|_| SealError::Form)
    }

    /// Opens bytes, such as a document, with a permit that covers them.
    pub fn open_bytes(
        &self,
        key: &KeyRow,
        value: &Personal<Vec<u8>>,
        permit: &Permit,
        now: Timestamp,
    ) -> Result<Vec<u8>, SealError> {
        self.open_sealed(key, value, permit, now)
    }

    fn open_sealed<T>(
        &self,
        key: &KeyRow,
        value: &Personal<T>,
        permit: &Permit,
        now: Timestamp,
    ) -> Result<Vec<u8>, SealError> {
        permit.covers(value.person, &value.class, now)?;
        if key.person != value.person || key.class != value.class {
            return Err(SealError::WrongKey);
        }
        let associated = value.location.associated(key.person, &key.class, key.version);
        decrypt(&self.unwrap(key)?, key.version, &associated, &value.sealed)
    }

    /// Seals bytes that whoever holds a token left behind, for its bearer alone: neither the
    /// database with the keys nor the token opens them without the other. `about` says whose they
    /// are and where they belong, and they open under nothing else.
    pub fn seal_kept(
        &self,
        token: &[u8; 32],
        about: &str,
        plain: &[u8],
        random: &dyn Random,
    ) -> Result<Vec<u8>, SealError> {
        encrypt(&self.kept(token), 1, about.as_bytes(), plain, random)
    }

    /// Opens what [`seal_kept`](Self::seal_kept) sealed. No permit is asked: only its own author
    /// has the token, and it is not on anybody's record yet.
    pub fn open_kept(
        &self,
        token: &[u8; 32],
        about: &str,
        sealed: &[u8],
    ) -> Result<Vec<u8>, SealError> {
        decrypt(&self.kept(token), 1, about.as_bytes(), sealed)
    }

    fn kept(&self, token: &[u8; 32]) -> Aes256GcmSiv {
        cipher(&self.lookup("kept-form", &hex(token)))
    }

    /// The keyed hash by which a value is found without being stored, such as an identity number.
    pub fn lookup(&self, what: &str, value: &str) -> [u8; 32] {
        let tag = hmac::sign(&self.lookup, format!("{what}\0{value}").as_bytes());
        let mut out = [0; 32];
        out.copy_from_slice(tag.as_ref());
        out
    }

    /// A short name that stands for an officer within one case.
    pub fn pseudonym(&self, of: &str) -> String {
        let tag = hmac::sign(&self.pseudonym, of.as_bytes());
        hex(tag.as_ref().get(..3).unwrap_or_default()).to_uppercase()
    }

    fn unwrap(&self, key: &KeyRow) -> Result<Aes256GcmSiv, SealError> {
        let place = key_place(key.person, &key.class);
        let associated = place.associated(key.person, &key.class, key.version);
        let plain = decrypt(&self.wrap, 0, &associated, &key.wrapped)?;
        let bytes: [u8; 32] = plain.try_into().map_err(|_| SealError::Broken)?;
        Ok(cipher(&bytes))
    }
}

fn key_place(person: PersonId, class: &DataClass) -> Location {
    Location::new("data_keys", "wrapped", format!("{person}/{class}"))
}

fn cipher(key: &[u8; 32]) -> Aes256GcmSiv {
    Aes256GcmSiv::new(&Key::<Aes256GcmSiv>::from(*key))
}

fn encrypt(
    cipher: &Aes256GcmSiv,
    version: u32,
    associated: &[u8],
    plain: &[u8],
    random: &dyn Random,
) -> Result<Vec<u8>, SealError> {
    let nonce = random_bytes::<12>(random);
    let payload = Payload { msg: plain, aad: associated };
    let body = cipher.encrypt(&Nonce::from(nonce), payload).map_err(|_| SealError::Broken)?;
    let mut sealed = Vec::with_capacity(HEAD + body.len());
    sealed.push(LAYOUT);
    sealed.extend(version.to_be_bytes());
    sealed.extend(nonce);
    sealed.extend(body);
    Ok(sealed)
}

fn decrypt(
    cipher: &Aes256GcmSiv,
    version: u32,
    associated: &[u8],
    sealed: &[u8],
) -> Result<Vec<u8>, SealError> {
    let (head, body) = sealed.split_at_checked(HEAD).ok_or(SealError::Broken)?;
    let (layout, rest) = head.split_first().ok_or(SealError::Broken)?;
    let (sealed_version, nonce) = rest.split_at_checked(4).ok_or(SealError::Broken)?;
    if *layout != LAYOUT || sealed_version != version.to_be_bytes() {
        return Err(SealError::Broken);
    }
    let nonce: [u8; 12] = nonce.try_into().map_err(|_| SealError::Broken)?;
    let payload = Payload { msg: body, aad: associated };
    cipher.decrypt(&Nonce::from(nonce), payload).map_err(|_| SealError::Broken)
}
