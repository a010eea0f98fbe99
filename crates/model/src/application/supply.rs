//! How a material was supplied.

use serde::{Deserialize, Serialize};

use crate::id::{CertificateId, DocumentId};

/// How one material of an application is supplied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "by")]
pub enum Supply {
    /// A document that was handed in.
    Document {
        /// It.
        document: DocumentId,
    },
    /// A record of a register, fetched and kept as a document.
    Register {
        /// The register.
        register: String,
        /// The sealed record.
        document: DocumentId,
    },
    /// A certificate of this network.
    Certificate {
        /// It.
        certificate: CertificateId,
    },
    /// 告知承诺: the applicant declares it.
    Commitment,
    /// 容缺受理: it follows within the material's own time.
    Follows,
    /// The original was shown to the clerk at the window.
    Shown,
}

impl Supply {
    /// True when there is something that an officer can look at.
    pub fn is_at_hand(&self) -> bool {
        !matches!(self, Supply::Follows)
    }
}
