//! What a certificate says, before it is signed.

use jiff::Timestamp;
use serde_json::Value;

use crate::key::public::PublicKey;

/// Where the status of a certificate stands (draft-ietf-oauth-status-list).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusRef {
    /// Index into the list.
    pub idx: u64,
    /// Address of the list; also the `sub` of its token, compared byte by byte.
    pub uri: String,
}

/// The content of a certificate. It has no `sub`: what describes the holder is `hidden`.
#[derive(Debug, Clone, PartialEq)]
pub struct Certificate {
    /// Type of certificate, for example `urn:onewindow:certificate:food-business:1`.
    pub vct: String,
    /// The issuer, an https address. Trust lists name issuers by it.
    pub iss: String,
    /// When it was issued. Times are cut to whole seconds.
    pub iat: Timestamp,
    /// From when it counts, if not at once.
    pub nbf: Option<Timestamp>,
    /// Until when it counts; `None` for a certificate that lasts until it is revoked.
    pub exp: Option<Timestamp>,
    /// Where its status stands.
    pub status: StatusRef,
    /// The holder's own key (`cnf`), for a later proof of possession. Not needed to verify.
    pub holder: Option<PublicKey>,
    /// Claims that everyone sees.
    pub plain: Vec<(String, Value)>,
    /// Claims that the holder may leave out, in the order in which they are disclosed.
    pub hidden: Vec<(String, Value)>,
}
