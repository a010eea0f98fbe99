//! Presenting: the holder leaves out what this reader need not see.

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::disclosure::text::{self, Disclosure, Parts};
use crate::issue::TYP;
use crate::jws;
use crate::malformed::Malformed;

/// Why no presentation was made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PresentError {
    /// The text is not a certificate.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// The certificate discloses no such claim. Claims that everyone sees need no naming.
    #[error("the certificate has no selectively disclosable claim `{0}`")]
    NoSuchClaim(String),
}

/// Keeps the disclosures of the named top-level claims, with everything nested in them, and
/// drops the others. The signature is not checked; that is the reader's business. A key binding
/// token is dropped, because it covers what was disclosed before.
pub fn present(compact: &str, names: &[&str]) -> Result<String, PresentError> {
    let Parts { token, disclosures, .. } = text::split(compact)?;
    let payload = jws::parse(token, TYP)?.payload;
    let decoded = disclosures
        .iter()
        .map(|&text| Ok((text, text::digest_of(text), text::decode(text)?)))
        .collect::<Result<Vec<_>, Malformed>>()?;

    let top = own_digests(&payload);
    let mut wanted = HashSet::new();
    for &name in names {
        let found = decoded.iter().find(|(_, digest, disclosure)| {
            top.contains(digest) && matches!(disclosure, Disclosure::Named(n, _) if n == name)
        });
        let (_, digest, _) = found.ok_or_else(|| PresentError::NoSuchClaim(name.to_owned()))?;
        wanted.insert(digest.clone());
    }
    // A kept disclosure may hold digests of others; stop when a round finds nothing new.
    loop {
        let before = wanted.len();
        for (_, digest, disclosure) in &decoded {
            if wanted.contains(digest) {
                let (Disclosure::Named(_, value) | Disclosure::Element(value)) = disclosure;
                collect(value, &mut wanted);
            }
        }
        if wanted.len() == before {
            break;
        }
    }

    let mut kept = format!("{token}~");
    for (text, digest, _) in &decoded {
        if wanted.contains(digest) {
            kept.push_str(text);
            kept.push('~');
        }
    }
    Ok(kept)
}

fn own_digests(map: &Map<String, Value>) -> HashSet<String> {
    let digests = map.get("_sd").and_then(Value::as_array);
    digests.into_iter().flatten().filter_map(|d| d.as_str().map(str::to_owned)).collect()
}

/// Every digest inside a value. Depth is bounded by the parser.
fn collect(value: &Value, digests: &mut HashSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, digests)),
        Value::Object(map) => {
            digests.extend(own_digests(map));
            digests.extend(map.get("...").and_then(Value::as_str).map(str::to_owned));
            map.values().for_each(|inner| collect(inner, digests));
        }
        _ => {}
    }
}
