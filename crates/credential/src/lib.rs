//! Signed certificates: SD-JWT VC (RFC 9901, draft-ietf-oauth-sd-jwt-vc) signed with ES256, and
//! Token Status Lists (draft-ietf-oauth-status-list).
//!
//! [`issue`] makes a certificate, [`present`] drops the fields its holder does not want to show,
//! [`verify`] answers with exactly one [`Verdict`]. A key is only ever taken from the
//! [`TrustList`], never from the certificate. `docs/spec/certificate.md` is the wire format and
//! tells what a verifier in another language has to do.
//!
//! Nothing here reads the clock, the network or the disk: time, randomness and the status list
//! are parameters. The only exception is the nonce inside a signature, which ring draws itself.

mod base64url;
mod disclosure;
mod entropy;
mod issue;
mod json;
mod jws;
mod key;
pub mod limits;
mod malformed;
mod metadata;
mod present;
mod report;
pub mod status;
mod trust;
mod verify;

pub use entropy::{Entropy, EntropyFailed, SystemEntropy};
pub use issue::certificate::{Certificate, StatusRef};
pub use issue::{IssueError, issue};
pub use key::KeyError;
pub use key::issuer::IssuerKey;
pub use key::public::PublicKey;
pub use malformed::Malformed;
pub use metadata::{TrustedIssuer, issuer_metadata, trust_file};
pub use present::{PresentError, present};
pub use report::{DEFAULT_LEEWAY, VerifyReport, Wording, cli_verify};
pub use status::source::{StatusFetchFailed, StatusSource};
pub use trust::{Issuer, TrustError, TrustList};
pub use verify::verdict::{HolderKey, IssuerName, StatusAnswer, Valid, Verdict};
pub use verify::verify;
