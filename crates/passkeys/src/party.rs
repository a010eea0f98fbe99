//! The site as browsers know it, asking and reading answers.

use serde_json::{Value, json};
use url::Url;
use uuid::Uuid;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use crate::refused::{Refused, Unfit};

/// The longest answer that is read, in bytes. Those of browsers have some 2,000.
const LONGEST: usize = 32 * 1024;

/// A site that passkeys are bound to: its host name, and the one origin from which answers come.
pub struct Party(Webauthn);

/// Somebody who is to have a passkey.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// What the device knows them by: 128 bits that say nothing else.
    pub handle: [u8; 16],
    /// The name by which they sign in, shown by the device.
    pub login: &'a str,
    /// Their name, shown by the device.
    pub name: &'a str,
}

/// A question to a browser.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What the browser is given: JSON for `navigator.credentials`.
    pub options: String,
    /// What its answer is held against. Never leaves the server.
    pub state: String,
}

/// Who an answer says it is of, before anything is proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The passkey's own id.
    pub credential: Vec<u8>,
    /// The owner as their device knows them, where it says so.
    pub handle: Option<Vec<u8>>,
}

/// A passkey after a good answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The passkey's own id.
    pub credential: Vec<u8>,
    /// The passkey as it is kept from now on: public key, count, flags.
    pub passkey: String,
}

impl Party {
    /// The site at an address such as `https://zwfw.example.gov`.
    pub fn new(base_url: &str, name: &str) -> Result<Party, Unfit> {
        let no_name = || Unfit::NoName(base_url.to_owned());
        let origin = Url::parse(base_url).map_err(|_| no_name())?;
        let host = origin.domain().ok_or_else(no_name)?.to_owned();
        if origin.scheme() != "https" && host != "localhost" {
            return Err(Unfit::NotSecure(base_url.to_owned()));
        }
        let built = WebauthnBuilder::new(&host, &origin);
        let built = built.and_then(|builder| builder.rp_name(name).build());
        built.map(Party).map_err(|_| no_name())
    }

    /// Asks for a new passkey: one that the device finds by itself, and that asks its owner for a
    /// finger, a face or a code each time. `known` are the ids of those that they have already.
    pub fn ask_new(&self, member: &Member<'_>, known: &[Vec<u8>]) -> Result<Asked, Refused> {
        let handle = Uuid::from_bytes(member.handle);
        let known = Some(known.to_vec());
        let asked = self.0.start_passkey_registration(handle, member.login, member.name, known);
        let (options, state) = asked?;
        let mut options = plain(&options)?;
        // The library asks for one that the device may find by itself; sign-in needs it to.
        let selection = options.pointer_mut("/publicKey/authenticatorSelection");
        let selection = selection.and_then(Value::as_object_mut).ok_or(Refused::Malformed)?;
        selection.insert("residentKey".to_owned(), json!("required"));
        selection.insert("requireResidentKey".to_owned(), json!(true));
        Ok(Asked { options: options.to_string(), state: text(&state)? })
    }

    /// The new passkey that an answer brings.
    pub fn take_new(&self, state: &str, answer: &str) -> Result<Answered, Refused> {
        let answer: RegisterPublicKeyCredential = read(answer)?;
        let state: PasskeyRegistration = read_own(state)?;
        let made = self.0.finish_passkey_registration(&answer, &state)?;
        Ok(Answered { credential: made.cred_id().to_vec(), passkey: text(&made)? })
    }

    /// Asks who is there: any passkey of this site, or one of those with these ids.
    pub fn ask(&self, only: &[Vec<u8>]) -> Result<Asked, Refused> {
        let (options, state) = self.0.start_discoverable_authentication()?;
        let mut options = plain(&options)?;
        let object = options.as_object_mut().ok_or(Refused::Malformed)?;
        // By a button that is pressed, not by filling a field in.
        object.remove("mediation");
        let allowed = options.pointer_mut("/publicKey/allowCredentials");
        let allowed = allowed.ok_or(Refused::Malformed)?;
        let ids = only.iter().map(|id| json!({ "type": "public-key", "id": base64url(id) }));
        *allowed = Value::Array(ids.collect());
        Ok(Asked { options: options.to_string(), state: text(&state)? })
    }

    /// Whether an answer proves that the owner of a passkey is there; and the passkey as it is kept
    /// from now on, with what its device has counted.
    pub fn check(&self, state: &str, answer: &str, passkey: &str) -> Result<Answered, Refused> {
        let answer: PublicKeyCredential = read(answer)?;
        let state: DiscoverableAuthentication = read_own(state)?;
        let mut passkey: Passkey = read_own(passkey)?;
        if answer.get_credential_id() != passkey.cred_id().as_slice() {
            return Err(Refused::Signature);
        }
        let result = self.0.finish_discoverable_authentication_v2(&answer, state, &passkey)?;
        passkey.update_credential(&result);
        Ok(Answered { credential: passkey.cred_id().to_vec(), passkey: text(&passkey)? })
    }
}

/// Who an answer says it is of. Nothing is proved by it.
pub fn claimed(answer: &str) -> Result<Claim, Refused> {
    let answer: PublicKeyCredential = read(answer)?;
    let handle = answer.get_user_unique_id().map(<[u8]>::to_vec);
    Ok(Claim { credential: answer.get_credential_id().to_vec(), handle })
}

fn read<'t, T: serde::Deserialize<'t>>(answer: &'t str) -> Result<T, Refused> {
    if answer.len() > LONGEST {
        return Err(Refused::Malformed);
    }
    serde_json::from_str(answer).map_err(|_| Refused::Malformed)
}

/// What this room has written itself; that it cannot be read is worth a line in the log.
fn read_own<'t, T: serde::Deserialize<'t>>(kept: &'t str) -> Result<T, Refused> {
    serde_json::from_str(kept).map_err(|error| {
        tracing::error!(%error, "a kept passkey or question cannot be read");
        Refused::Malformed
    })
}

fn plain<T: serde::Serialize>(value: &T) -> Result<Value, Refused> {
    serde_json::to_value(value).map_err(|_| Refused::Malformed)
}

fn text<T: serde::Serialize>(value: &T) -> Result<String, Refused> {
    serde_json::to_string(value).map_err(|_| Refused::Malformed)
}

fn base64url(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}
