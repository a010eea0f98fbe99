//! What the program says and the parent remembers, one a line.

use jiff::Timestamp;
use onewindow_model::id::{CaseId, DocumentId, DraftId};
use onewindow_model::reference::CaseNumber;
use onewindow_store::BlobId;

/// An acknowledged application.
#[derive(Clone, Debug)]
pub struct Said {
    /// The number that the applicant was given.
    pub number: CaseNumber,
    /// The case.
    pub case: CaseId,
    /// The draft that it was. It stands in the form as well, so that content can be told apart.
    pub draft: DraftId,
    /// Its paper.
    pub document: DocumentId,
    /// SHA-256 of the paper as its owner saw it.
    pub digest: BlobId,
    /// When it was submitted, which no other request of the same run shares.
    pub at: Timestamp,
    /// Who applied: a key of the demonstration's accounts.
    pub account: String,
}

impl Said {
    /// The line.
    pub fn line(&self) -> String {
        let Said { number, case, draft, document, digest, at, account } = self;
        let at = at.as_microsecond();
        format!("case {number} {case} {draft} {document} {digest} {at} {account}\n")
    }

    /// Reads the line, if it is one.
    pub fn read(line: &str) -> Option<Said> {
        let mut parts = line.strip_prefix("case ")?.split(' ');
        Some(Said {
            number: parts.next()?.parse().ok()?,
            case: parts.next()?.parse().ok()?,
            draft: parts.next()?.parse().ok()?,
            document: parts.next()?.parse().ok()?,
            digest: parts.next()?.parse().ok()?,
            at: Timestamp::from_microsecond(parts.next()?.parse().ok()?).ok()?,
            account: parts.next()?.to_owned(),
        })
    }
}
