//! Addresses of a person's own things.

use onewindow_model::id::{CaseId, CertificateId};

use crate::errors::WebError;

/// The page of a case.
pub(super) fn case(id: CaseId) -> String {
    format!("/account/cases/{id}")
}

/// The page of a certificate.
pub(super) fn certificate(id: CertificateId) -> String {
    format!("/account/certificates/{id}")
}

/// An id in an address; what is none leads nowhere.
pub(super) fn id<T: std::str::FromStr>(text: &str) -> Result<T, WebError> {
    text.parse().map_err(|_| WebError::not_found())
}
