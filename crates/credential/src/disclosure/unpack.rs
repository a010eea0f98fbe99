//! Puts disclosed values in the place of their digests (RFC 9901, section 7.1, step 3).

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::text::{self, Disclosure};
use super::{RESERVED, VISIBLE};
use crate::limits;
use crate::malformed::Malformed;

type Object = Map<String, Value>;

/// The payload as the issuer meant it, with what was disclosed in place and every digest gone.
pub(crate) fn unpack(mut payload: Object, disclosures: &[&str]) -> Result<Object, Malformed> {
    match payload.remove("_sd_alg") {
        None => {}
        Some(Value::String(name)) if name == "sha-256" => {}
        Some(_) => return Err(Malformed::DigestAlgorithm),
    }
    let mut unpacker = Unpacker { waiting: HashMap::new(), seen: HashSet::new() };
    for disclosure in disclosures {
        let decoded = text::decode(disclosure)?;
        if unpacker.waiting.insert(text::digest_of(disclosure), decoded).is_some() {
            return Err(Malformed::DuplicateDisclosure);
        }
    }
    let claims = unpacker.object(payload, 1)?;
    if unpacker.waiting.is_empty() { Ok(claims) } else { Err(Malformed::Unreferenced) }
}

struct Unpacker {
    /// Disclosures whose digest has not been met yet.
    waiting: HashMap<String, Disclosure>,
    /// Every digest met so far, decoys included.
    seen: HashSet<String>,
}

impl Unpacker {
    fn value(&mut self, value: Value, depth: usize) -> Result<Value, Malformed> {
        match value {
            Value::Object(map) => Ok(Value::Object(self.object(map, depth + 1)?)),
            Value::Array(items) => Ok(Value::Array(self.array(items, depth + 1)?)),
            plain => Ok(plain),
        }
    }

    fn object(&mut self, mut map: Object, depth: usize) -> Result<Object, Malformed> {
        // Each disclosure is bounded alone; chained ones would add up.
        if depth > limits::JSON_DEPTH {
            return Err(Malformed::TooDeep);
        }
        if map.contains_key("...") {
            return Err(Malformed::Digests);
        }
        if map.contains_key("_sd_alg") {
            return Err(Malformed::DigestAlgorithm);
        }
        let digests = match map.remove("_sd") {
            None => Vec::new(),
            Some(Value::Array(digests)) => digests,
            Some(_) => return Err(Malformed::Digests),
        };
        let mut out = Object::new();
        for (name, value) in map {
            let value = self.value(value, depth)?;
            out.insert(name, value);
        }
        for digest in digests {
            let Some(disclosure) = self.meet(digest)? else { continue };
            let Disclosure::Named(name, value) = disclosure else {
                return Err(Malformed::Disclosure);
            };
            let top_only = depth == 1 && VISIBLE.contains(&name.as_str());
            if top_only || RESERVED.contains(&name.as_str()) {
                return Err(Malformed::ReservedName);
            }
            if out.contains_key(&name) {
                return Err(Malformed::ClaimTwice);
            }
            let value = self.value(value, depth)?;
            out.insert(name, value);
        }
        Ok(out)
    }

    fn array(&mut self, items: Vec<Value>, depth: usize) -> Result<Vec<Value>, Malformed> {
        if depth > limits::JSON_DEPTH {
            return Err(Malformed::TooDeep);
        }
        let mut out = Vec::new();
        for item in items {
            let digest = match item {
                Value::Object(mut map) if map.contains_key("...") => {
                    if map.len() != 1 {
                        return Err(Malformed::Digests);
                    }
                    map.remove("...").ok_or(Malformed::Digests)?
                }
                plain => {
                    out.push(self.value(plain, depth)?);
                    continue;
                }
            };
            match self.meet(digest)? {
                None => {}
                Some(Disclosure::Element(value)) => out.push(self.value(value, depth)?),
                Some(Disclosure::Named(..)) => return Err(Malformed::Disclosure),
            }
        }
        Ok(out)
    }

    /// Notes a digest and takes the disclosure that belongs to it, if it was shown.
    fn meet(&mut self, digest: Value) -> Result<Option<Disclosure>, Malformed> {
        let Value::String(digest) = digest else { return Err(Malformed::Digests) };
        let disclosure = self.waiting.remove(&digest);
        if !self.seen.insert(digest) {
            return Err(Malformed::DuplicateDigest);
        }
        if self.seen.len() > limits::DIGESTS {
            return Err(Malformed::TooMany);
        }
        Ok(disclosure)
    }
}

#[cfg(test)]
#[path = "unpack_tests.rs"]
mod tests;
