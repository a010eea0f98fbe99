//! Issuing: from a [`Certificate`] to its signed compact form.

pub(crate) mod certificate;
mod check;

use serde_json::{Map, Value, json};

use crate::disclosure::text;
use crate::entropy::{Entropy, EntropyFailed};
use crate::jws;
use crate::key::KeyError;
use crate::key::issuer::IssuerKey;
use crate::limits;
use certificate::Certificate;

/// The `typ` of a certificate (draft-ietf-oauth-sd-jwt-vc). The older `vc+sd-jwt` is not used.
pub(crate) const TYP: &str = "dc+sd-jwt";

/// Digests in a certificate are padded with decoys to one of 8, 16, 32, 64.
const FEWEST_DIGESTS: usize = 8;

/// Why a certificate was not issued.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IssueError {
    /// A claim has a name that the format keeps for itself, or that is used twice.
    #[error("claim name `{0}` is reserved, empty or used twice")]
    Name(String),
    /// A claim's value contains `_sd`, `_sd_alg` or `...` as a name, or is nested too deeply.
    #[error("value of claim `{0}` cannot be put into a certificate")]
    Value(String),
    /// `vct`, `iss` or the status address is empty, or the times are not in order.
    #[error("certificate is not complete: {0}")]
    Incomplete(&'static str),
    /// Longer than a verifier accepts; see [`crate::limits`].
    #[error("certificate would be longer than a verifier accepts")]
    TooLong,
    /// The random source failed.
    #[error(transparent)]
    Entropy(#[from] EntropyFailed),
    /// Signing failed.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// Issues a certificate: `token~disclosure~…~`, with every field of `hidden` behind a salted
/// digest. What is issued here is never refused by [`crate::verify`] for its form or size.
pub fn issue(
    key: &IssuerKey,
    certificate: &Certificate,
    entropy: &mut dyn Entropy,
) -> Result<String, IssueError> {
    check::complete(certificate)?;
    let mut disclosures = Vec::new();
    let mut digests = Vec::new();
    for (name, value) in &certificate.hidden {
        let disclosure = text::encode(&text::salt(entropy)?, name, value);
        if disclosure.len() > limits::DISCLOSURE_BYTES {
            return Err(IssueError::TooLong);
        }
        digests.push(text::digest_of(&disclosure));
        disclosures.push(disclosure);
    }
    add_decoys(&mut digests, entropy)?;
    let mut compact = jws::sign(key, TYP, &payload(certificate, digests))?;
    compact.push('~');
    for disclosure in disclosures {
        compact.push_str(&disclosure);
        compact.push('~');
    }
    if compact.len() > limits::CERTIFICATE_BYTES {
        return Err(IssueError::TooLong);
    }
    Ok(compact)
}

/// Decoys are digests of random bytes; sorting takes away which ones are real and in which
/// order the fields stood.
fn add_decoys(digests: &mut Vec<String>, entropy: &mut dyn Entropy) -> Result<(), EntropyFailed> {
    let wanted = digests.len().next_power_of_two().max(FEWEST_DIGESTS);
    while digests.len() < wanted {
        digests.push(text::digest_of(&text::salt(entropy)?));
    }
    digests.sort_unstable();
    Ok(())
}

fn payload(certificate: &Certificate, digests: Vec<String>) -> Map<String, Value> {
    let mut payload: Map<String, Value> = certificate.plain.iter().cloned().collect();
    let mut put = |name: &str, value: Value| payload.insert(name.to_owned(), value);
    put("iss", json!(certificate.iss));
    put("vct", json!(certificate.vct));
    put("iat", json!(certificate.iat.as_second()));
    if let Some(nbf) = certificate.nbf {
        put("nbf", json!(nbf.as_second()));
    }
    if let Some(exp) = certificate.exp {
        put("exp", json!(exp.as_second()));
    }
    if let Some(holder) = &certificate.holder {
        put("cnf", json!({ "jwk": holder.to_jwk() }));
    }
    put(
        "status",
        json!({ "status_list": { "idx": certificate.status.idx, "uri": certificate.status.uri } }),
    );
    put("_sd_alg", json!("sha-256"));
    put("_sd", json!(digests));
    payload
}
