use onewindow_model::clock::{Random, random_bytes};
use ring::digest::{SHA256, digest};

/// The secret in the cookie: 256 random bits. It is never stored, logged or printed.
#[derive(Clone)]
pub struct SessionToken([u8; 32]);

/// SHA-256 of a [`SessionToken`]: what the store keeps. A stolen table opens no session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash([u8; 32]);

impl SessionToken {
    /// A new token.
    pub fn new(random: &dyn Random) -> Self {
        Self(random_bytes(random))
    }

    /// Reads a cookie value: exactly 64 lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        unhex(text).map(Self)
    }

    /// The cookie value.
    pub(super) fn to_cookie(&self) -> String {
        hex(&self.0)
    }

    /// What the store knows it by.
    pub fn hash(&self) -> TokenHash {
        let mut hash = [0; 32];
        hash.copy_from_slice(digest(&SHA256, &self.0).as_ref());
        TokenHash(hash)
    }

    /// The secret itself, for deriving the form secret from.
    pub(crate) fn secret(&self) -> &[u8; 32] {
        &self.0
    }
}

impl TokenHash {
    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// 32 bytes from 64 lower-case hexadecimal digits.
pub(crate) fn unhex(text: &str) -> Option<[u8; 32]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if pairs.len() != 32 || !rest.is_empty() {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_the_cookie_and_nothing_else_is_taken() {
        let text = "0123456789abcdef".repeat(4);
        assert_eq!(SessionToken::parse(&text).unwrap().to_cookie(), text);
        for bad in ["", "00", &"g".repeat(64), &"A".repeat(64), &"0".repeat(65), &"0".repeat(63)] {
            assert!(SessionToken::parse(bad).is_none(), "{bad}");
        }
    }
}
