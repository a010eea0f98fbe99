//! Why a text is not a certificate (or not a signed token) at all.

/// The first rule that a text broke. Signed or not, such a text is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// Longer than the limit of [`crate::limits`].
    #[error("longer than the limit")]
    TooLong,
    /// A certificate ends with `~`, or with `~` and a key binding token.
    #[error("not in the form token~disclosure~…~")]
    Shape,
    /// A token has three parts.
    #[error("the token does not have three parts")]
    Parts,
    /// Padding, foreign characters, or loose bits.
    #[error("not base64url")]
    Base64,
    /// Not UTF-8 JSON, or something after it.
    #[error("not JSON")]
    Json,
    /// RFC 7515 lets a reader refuse a repeated name; two readers could else see two texts.
    #[error("a name occurs twice in one object")]
    DuplicateName,
    /// More levels than [`crate::limits::JSON_DEPTH`].
    #[error("nested too deeply")]
    TooDeep,
    /// Header and payload are objects.
    #[error("header or payload is not an object")]
    NotAnObject,
    /// Only ES256; `none` and keyed hashes fall under this too.
    #[error("signature algorithm is not ES256")]
    Algorithm,
    /// The media type in the header.
    #[error("header does not name the expected type of token")]
    Type,
    /// We understand no critical extension.
    #[error("header names a critical extension")]
    Critical,
    /// An ES256 signature has 64 bytes.
    #[error("signature does not have 64 bytes")]
    SignatureLength,
    /// A claim that must be there, or has the wrong type.
    #[error("claim `{0}` is missing or of the wrong type")]
    Claim(&'static str),
    /// Neither `exp` nor `status`: nothing could ever end it.
    #[error("neither an expiry nor a status")]
    Endless,
    /// Only `sha-256`.
    #[error("digest algorithm is not sha-256, or not named at the top")]
    DigestAlgorithm,
    /// More than [`crate::limits::DISCLOSURES`] or [`crate::limits::DIGESTS`].
    #[error("too many disclosures or digests")]
    TooMany,
    /// Not `[salt, name, value]` or `[salt, value]` with texts where texts belong.
    #[error("a disclosure does not have the form its place demands")]
    Disclosure,
    /// The same disclosure twice.
    #[error("a disclosure occurs twice")]
    DuplicateDisclosure,
    /// The issuer never signed a digest of it.
    #[error("a disclosure belongs to no digest")]
    Unreferenced,
    /// The same digest in two places.
    #[error("a digest occurs twice")]
    DuplicateDigest,
    /// `_sd` is not an array of texts, or `...` stands with other names or outside an array.
    #[error("digests are not in the form of RFC 9901")]
    Digests,
    /// A disclosure named `_sd`, `...` or like a claim that must stay visible.
    #[error("a disclosure has a reserved name")]
    ReservedName,
    /// A disclosure named like a claim beside it.
    #[error("a disclosure repeats a claim")]
    ClaimTwice,
}
