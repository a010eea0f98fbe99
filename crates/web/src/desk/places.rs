//! Addresses of the desk.

use onewindow_model::id::{CaseId, DocumentId, GrantId, RevocationId};

pub(super) use crate::page::{DESK, PASSKEYS};

pub(super) const CASE: &str = "/desk/cases/{case}";
pub(super) const TAKE: &str = "/desk/cases/{case}/take";
pub(super) const RELEASE: &str = "/desk/cases/{case}/release";
pub(super) const ACCEPT: &str = "/desk/cases/{case}/accept";
pub(super) const REFUSE: &str = "/desk/cases/{case}/refuse-intake";
pub(super) const CORRECT: &str = "/desk/cases/{case}/ask-correction";
pub(super) const EXAMINE: &str = "/desk/cases/{case}/examine";
pub(super) const DECIDE: &str = "/desk/cases/{case}/decide";
pub(super) const DOCUMENT: &str = "/desk/cases/{case}/document/{document}";
pub(super) const APPOINTMENTS: &str = "/desk/appointments";
pub(super) const INTAKE: &str = "/desk/intake";
pub(super) const INTAKE_SERVICE: &str = "/desk/intake/{service}";
pub(super) const HAND_IN: &str = "/desk/hand-in";
pub(super) const HAND_IN_PAPERS: &str = "/desk/hand-in/papers";
pub(super) const SLIP: &str = "/desk/slip/{draft}";
pub(super) const PRESENT: &str = "/desk/present";
pub(super) const PASSKEY_NEW: &str = "/desk/passkeys/new";
pub(super) const PASSKEY_RENAME: &str = "/desk/passkeys/{passkey}/rename";
pub(super) const PASSKEY_REMOVE: &str = "/desk/passkeys/{passkey}/remove";
pub(super) const REVOCATIONS: &str = "/desk/revocations";
pub(super) const REVOCATION_NEW: &str = "/desk/revocations/new";
pub(super) const REVOCATION: &str = "/desk/revocations/{revocation}";
pub(super) const COUNTERSIGN: &str = "/desk/revocations/{revocation}/countersign";
pub(super) const DECLINE: &str = "/desk/revocations/{revocation}/decline";
pub(super) const JUDGE: &str = "/desk/revocations/{revocation}/judge";

pub(super) const STAFF: &str = "/desk/staff";
pub(super) const STAFF_PROPOSE: &str = "/desk/staff/propose";
pub(super) const STAFF_REVIEW: &str = "/desk/staff/review";
pub(super) const STAFF_RECORD: &str = "/desk/staff/record";
pub(super) const STAFF_CASES: &str = "/desk/staff/cases";
pub(super) const GRANT: &str = "/desk/staff/grants/{grant}";
pub(super) const GRANT_AGREE: &str = "/desk/staff/grants/{grant}/agree";
pub(super) const GRANT_DECLINE: &str = "/desk/staff/grants/{grant}/decline";
pub(super) const GRANT_END: &str = "/desk/staff/grants/{grant}/end";
pub(super) const GRANT_CALL_OFF: &str = "/desk/staff/grants/{grant}/call-off";
pub(super) const GRANT_CALL_OFF_AGREE: &str = "/desk/staff/grants/{grant}/call-off/agree";
pub(super) const GRANT_CALL_OFF_STAY: &str = "/desk/staff/grants/{grant}/call-off/stay";

/// The page of a change of an official's rights.
pub(super) fn grant(id: GrantId) -> String {
    format!("/desk/staff/grants/{id}")
}

/// The page of a case.
pub(super) fn case(id: CaseId) -> String {
    format!("/desk/cases/{id}")
}

/// A paper of a case.
pub(super) fn document(case: CaseId, document: DocumentId) -> String {
    format!("/desk/cases/{case}/document/{document}")
}

/// The page of a revocation.
pub(super) fn revocation(id: RevocationId) -> String {
    format!("/desk/revocations/{id}")
}

/// Reads an id out of a path; what is none leads nowhere.
pub(super) fn id<T: std::str::FromStr>(text: &str) -> Result<T, crate::errors::WebError> {
    text.parse().map_err(|_| crate::errors::WebError::not_found())
}
