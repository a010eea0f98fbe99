//! How somebody proved who they are, and whose a session is.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::id::{CaseId, OfficerId, PersonId};
use crate::names::names;

names! {
    /// How the holder of a session proved who they are.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Method {
        /// By choosing somebody of the demonstration: nothing was proved.
        Demonstration = "demonstration",
        /// At the identity provider of people (OpenID Connect).
        Oidc = "oidc",
        /// With a passkey.
        Passkey = "passkey",
        /// With the receipt slip of one case.
        Slip = "slip",
    }
}

/// Whose a session is: all sessions of one subject can be ended at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A person.
    Person(PersonId),
    /// An official.
    Officer(OfficerId),
    /// Whoever holds the slip of a case.
    Slip(CaseId),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Person(id) => write!(f, "person {id}"),
            Subject::Officer(id) => write!(f, "officer {id}"),
            Subject::Slip(id) => write!(f, "slip {id}"),
        }
    }
}

impl Actor {
    /// Whose session it is, if this actor can have one.
    pub fn subject(&self) -> Option<Subject> {
        match self {
            Actor::Person { person, .. } => Some(Subject::Person(*person)),
            Actor::Officer(officer) => Some(Subject::Officer(officer.id)),
            Actor::SlipHolder { case } => Some(Subject::Slip(*case)),
            Actor::Stranger | Actor::System { .. } | Actor::Machine { .. } => None,
        }
    }
}
