//! Revoking a certificate (撤销证照): proposed by one officer, signed or declined by a second,
//! contested by its holder, judged by a third.

pub mod stage;
#[cfg(test)]
mod tests;
pub mod transition;

use jiff::Timestamp;

use crate::id::{CertificateId, OfficerId, PersonId, RevocationId};

pub use stage::{Stage, StageName};
pub use transition::{Judgement, Refusal};

/// One procedure about one certificate. `T` is what is written in it: sealed octets where it is
/// stored, text where it was opened.
#[derive(Clone, PartialEq, Eq)]
pub struct Procedure<T> {
    /// Its id.
    pub id: RevocationId,
    /// The certificate.
    pub certificate: CertificateId,
    /// Its holder.
    pub person: PersonId,
    /// The authority that issued it.
    pub authority: String,
    /// The ground, an id of the certificate type's rules.
    pub rule: String,
    /// Who proposed it, when, and why.
    pub proposal: Said<T>,
    /// Where it stands.
    pub stage: Stage<T>,
    /// Counts up with every change; a write names the one it read.
    pub revision: u32,
}

/// An officer's act without words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The officer.
    pub by: OfficerId,
    /// When.
    pub at: Timestamp,
}

/// An officer's act with its reasons.
#[derive(Clone, PartialEq, Eq)]
pub struct Said<T> {
    /// The officer.
    pub by: OfficerId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reasons: T,
}

/// What the holder says against it.
#[derive(Clone, PartialEq, Eq)]
pub struct Appeal<T> {
    /// When.
    pub at: Timestamp,
    /// What.
    pub text: T,
}

/// Which of the texts of a procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Why it was proposed.
    Reasons,
    /// Why it was declined.
    Refusal,
    /// What the holder says against it.
    Appeal,
    /// What was said to that.
    Judgement,
}

impl<T> Procedure<T> {
    /// The officers who had a part in it, in the order in which they had it.
    pub fn officers(&self) -> Vec<OfficerId> {
        std::iter::once(self.proposal.by)
            .chain(self.stage.second().map(|second| second.by))
            .chain(self.stage.judgement().map(|judgement| judgement.by))
            .collect()
    }

    /// The same procedure with its texts made into something else, such as opened.
    ///
    /// # Errors
    /// The first one that `f` gives.
    pub fn try_map<U, E>(
        self,
        mut f: impl FnMut(Part, T) -> Result<U, E>,
    ) -> Result<Procedure<U>, E> {
        let reasons = f(Part::Reasons, self.proposal.reasons)?;
        Ok(Procedure {
            id: self.id,
            certificate: self.certificate,
            person: self.person,
            authority: self.authority,
            rule: self.rule,
            proposal: Said { by: self.proposal.by, at: self.proposal.at, reasons },
            stage: self.stage.try_map(f)?,
            revision: self.revision,
        })
    }
}
