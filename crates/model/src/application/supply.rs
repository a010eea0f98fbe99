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
    /// A certificate of this network, presented for this application and kept as a document.
    Certificate {
        /// It.
        certificate: CertificateId,
        /// The sealed presentation.
        document: DocumentId,
    },
    /// 告知承诺: the applicant declares it.
    Commitment,
    /// 容缺受理: it follows within the material's own time.
    Follows,
    /// The original was shown to the clerk at the window.
    Shown,
}

impl Supply {
    /// The document that can be looked at, if there is one.
    pub fn document(&self) -> Option<DocumentId> {
        match self {
            Supply::Document { document }
            | Supply::Register { document, .. }
            | Supply::Certificate { document, .. } => Some(*document),
            Supply::Commitment | Supply::Follows | Supply::Shown => None,
        }
    }

    /// True when there is something that an officer can look at.
    pub fn is_at_hand(&self) -> bool {
        !matches!(self, Supply::Follows)
    }
}
