//! Disclosures: the salted fields of an SD-JWT and the digests that stand for them (RFC 9901).

pub(crate) mod text;
pub(crate) mod unpack;

/// Names that RFC 9901 keeps for itself.
pub(crate) const RESERVED: [&str; 3] = ["_sd", "...", "_sd_alg"];

/// Claims that must stay visible (draft-ietf-oauth-sd-jwt-vc, section on registered claims).
pub(crate) const VISIBLE: [&str; 7] =
    ["iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status"];
