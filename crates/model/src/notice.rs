//! What a person is told of.

use crate::case::StageName;
use crate::names::names;

names! {
    /// What a notice says that happened.
    pub enum NoticeKind {
        /// Their case was received.
        Received = "received",
        /// Papers are missing or wrong.
        CorrectionAsked = "correction-asked",
        /// Their case was not taken in.
        IntakeRefused = "intake-refused",
        /// Their case was accepted.
        Accepted = "accepted",
        /// Their case was examined.
        Examined = "examined",
        /// Their case was decided.
        Decided = "decided",
        /// The outcome is there.
        Delivered = "delivered",
        /// Their case was withdrawn.
        Withdrawn = "withdrawn",
        /// Their case lapsed.
        Lapsed = "lapsed",
        /// A clerk began an application in their name.
        IntakeBegun = "intake-begun",
        /// A clerk handed an application in in their name.
        IntakeFiled = "intake-filed",
        /// A certificate of theirs was revoked.
        Revoked = "revoked",
        /// A proposal to revoke one was declined.
        RevocationDeclined = "revocation-declined",
        /// Their appeal was not right.
        RevocationUpheld = "revocation-upheld",
        /// Their appeal was right.
        RevocationLifted = "revocation-lifted",
    }
}

impl NoticeKind {
    /// Whether it is about a certificate, and not about a case.
    pub fn is_about_certificate(self) -> bool {
        matches!(
            self,
            NoticeKind::Revoked
                | NoticeKind::RevocationDeclined
                | NoticeKind::RevocationUpheld
                | NoticeKind::RevocationLifted
        )
    }
}

impl From<StageName> for NoticeKind {
    fn from(reached: StageName) -> NoticeKind {
        match reached {
            StageName::Received => NoticeKind::Received,
            StageName::CorrectionAsked => NoticeKind::CorrectionAsked,
            StageName::IntakeRefused => NoticeKind::IntakeRefused,
            StageName::Accepted => NoticeKind::Accepted,
            StageName::Examined => NoticeKind::Examined,
            StageName::Decided => NoticeKind::Decided,
            StageName::Delivered => NoticeKind::Delivered,
            StageName::Withdrawn => NoticeKind::Withdrawn,
            StageName::Lapsed => NoticeKind::Lapsed,
        }
    }
}
