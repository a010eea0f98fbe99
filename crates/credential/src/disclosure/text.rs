//! One disclosure as text, and the split of a certificate into its parts.

use ring::digest::{SHA256, digest};
use serde_json::{Value, json};

use crate::base64url;
use crate::entropy::{Entropy, EntropyFailed};
use crate::json;
use crate::limits;
use crate::malformed::Malformed;

/// A decoded disclosure.
#[derive(Debug, Clone)]
pub(crate) enum Disclosure {
    /// `[salt, name, value]`
    Named(String, Value),
    /// `[salt, value]`, for an element of an array
    Element(Value),
}

/// A certificate in its parts, still as text.
pub(crate) struct Parts<'a> {
    pub(crate) token: &'a str,
    pub(crate) disclosures: Vec<&'a str>,
    pub(crate) key_binding: Option<&'a str>,
}

/// 128 bits, base64url: the salt length that RFC 9901 recommends.
pub(crate) fn salt(entropy: &mut dyn Entropy) -> Result<String, EntropyFailed> {
    let mut bytes = [0_u8; 16];
    entropy.fill(&mut bytes)?;
    Ok(base64url::encode(&bytes))
}

/// The text of a disclosure for a named claim.
pub(crate) fn encode(salt: &str, name: &str, value: &Value) -> String {
    base64url::encode(json!([salt, name, value]).to_string().as_bytes())
}

/// SHA-256 over the text itself, so that no re-encoding can change it.
pub(crate) fn digest_of(disclosure: &str) -> String {
    base64url::encode(digest(&SHA256, disclosure.as_bytes()).as_ref())
}

/// Decodes one disclosure.
pub(crate) fn decode(text: &str) -> Result<Disclosure, Malformed> {
    if text.len() > limits::DISCLOSURE_BYTES {
        return Err(Malformed::TooLong);
    }
    let bytes = base64url::decode(text).ok_or(Malformed::Base64)?;
    let Value::Array(items) = json::parse(&bytes)? else { return Err(Malformed::Disclosure) };
    let mut items = items.into_iter();
    match (items.next(), items.next(), items.next(), items.next()) {
        (Some(Value::String(_)), Some(Value::String(name)), Some(value), None) => {
            Ok(Disclosure::Named(name, value))
        }
        (Some(Value::String(_)), Some(value), None, None) => Ok(Disclosure::Element(value)),
        _ => Err(Malformed::Disclosure),
    }
}

/// Splits `token~disclosure~…~` or `token~disclosure~…~key-binding`.
pub(crate) fn split(compact: &str) -> Result<Parts<'_>, Malformed> {
    if compact.len() > limits::CERTIFICATE_BYTES {
        return Err(Malformed::TooLong);
    }
    let (front, last) = compact.rsplit_once('~').ok_or(Malformed::Shape)?;
    let mut fields = front.split('~');
    let token = fields.next().ok_or(Malformed::Shape)?;
    let disclosures: Vec<&str> = fields.collect();
    if disclosures.len() > limits::DISCLOSURES {
        return Err(Malformed::TooMany);
    }
    if disclosures.contains(&"") {
        return Err(Malformed::Shape);
    }
    Ok(Parts { token, disclosures, key_binding: Some(last).filter(|text| !text.is_empty()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digest_is_that_of_rfc_9901() {
        // The family name disclosure of the RFC's section on disclosures for object properties.
        let text = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";
        assert_eq!(digest_of(text), "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0");
        assert!(matches!(decode(text), Ok(Disclosure::Named(name, value))
            if name == "family_name" && value == "Möbius"));
    }

    #[test]
    fn forms_that_are_no_disclosure() {
        for wrong in ["[]", "[\"s\"]", "[1,\"n\",2]", "[\"s\",1,2]", "[\"s\",\"n\",1,2]", "{}", "7"]
        {
            let text = base64url::encode(wrong.as_bytes());
            assert_eq!(decode(&text).err(), Some(Malformed::Disclosure), "{wrong}");
        }
        let long = base64url::encode(&vec![b' '; limits::DISCLOSURE_BYTES]);
        assert_eq!(decode(&long).err(), Some(Malformed::TooLong));
    }

    #[test]
    fn parts() {
        let parts = split("t~a~b~k").unwrap();
        assert_eq!(
            (parts.token, parts.disclosures, parts.key_binding),
            ("t", vec!["a", "b"], Some("k"))
        );
        let parts = split("t~").unwrap();
        assert_eq!((parts.token, parts.disclosures.len(), parts.key_binding), ("t", 0, None));
        assert_eq!(split("t").err(), Some(Malformed::Shape));
        assert_eq!(split("t~~a~").err(), Some(Malformed::Shape));
        assert_eq!(split(&"~a".repeat(200)).err(), Some(Malformed::TooMany));
        assert_eq!(
            split(&"a".repeat(limits::CERTIFICATE_BYTES + 1)).err(),
            Some(Malformed::TooLong)
        );
    }
}
