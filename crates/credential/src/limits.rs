//! Limits on what is read from strangers, and on what is issued so that it can be read again.

/// Bytes of a certificate in compact form, disclosures included.
pub const CERTIFICATE_BYTES: usize = 64 * 1024;
/// Disclosures in one certificate.
pub const DISCLOSURES: usize = 128;
/// Bytes of one disclosure, base64url.
pub const DISCLOSURE_BYTES: usize = 16 * 1024;
/// Digests in one certificate, decoys and nested ones included.
pub const DIGESTS: usize = 512;
/// Levels of arrays and objects, counted through nested disclosures.
pub const JSON_DEPTH: usize = 16;
/// Selectively disclosable claims that [`crate::issue`] puts into one certificate.
pub const HIDDEN_CLAIMS: usize = 64;
/// Bytes of a status list token in compact form.
pub const STATUS_TOKEN_BYTES: usize = 2 * 1024 * 1024;
/// Bytes of an inflated status list: 33,554,432 entries of one bit.
pub const STATUS_LIST_BYTES: usize = 4 * 1024 * 1024;
/// Bytes of a trust list file.
pub const TRUST_FILE_BYTES: usize = 1024 * 1024;
/// Issuers in a trust list.
pub const TRUST_ISSUERS: usize = 1000;
/// Keys of one issuer in a trust list.
pub const TRUST_KEYS: usize = 16;
