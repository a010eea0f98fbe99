//! Who acts. No bare user id travels: what acts is one of these.

use serde::{Deserialize, Serialize};

use crate::id::{CaseId, ClientId, OfficerId, PersonId};
use crate::names::names;
use crate::service::steps::Assurance;

/// Who acts in a use case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Actor {
    /// Someone who has not said who they are.
    Stranger,
    /// A person who has signed in.
    Person {
        /// Who.
        person: PersonId,
        /// How sure that is.
        assurance: Assurance,
    },
    /// Whoever holds the slip of one case.
    SlipHolder {
        /// That case.
        case: CaseId,
    },
    /// An official.
    Officer(Officer),
    /// A program of an agency. It acts for an authority, and for no person.
    Machine {
        /// Which.
        client: ClientId,
        /// The authority.
        organisation: String,
    },
    /// A job of the platform itself.
    System {
        /// The job's name, such as `accept-by-silence`.
        job: String,
    },
}

/// An official who has signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// Who; shown to citizens only as a pseudonym per case.
    pub id: OfficerId,
    /// The authority or centre that employs them.
    pub organisation: String,
    /// The office where they sit.
    pub office: Option<String>,
    /// What they may do.
    pub roles: Vec<Role>,
    /// For whom they stand in today.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stands_in: Vec<Absent>,
}

/// An official of the same organisation who is away, and whose deputy is somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absent {
    /// Who is away.
    pub id: OfficerId,
    /// What their deputy may do in their place; see [`Role::has_deputy`].
    pub roles: Vec<Role>,
}

names! {
    /// What an official may do.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Role {
        /// 窗口人员: takes in applications at a window.
        WindowClerk = "window-clerk",
        /// 经办人员: examines and decides cases.
        CaseOfficer = "case-officer",
        /// 复核人员: the second officer of restrictive decisions, and of appeals.
        Reviewer = "reviewer",
        /// 负责人: sees deadlines and figures of an authority.
        Supervisor = "supervisor",
        /// 管理员: brings officials in and out, always with a second one; opens no case.
        Administrator = "administrator",
        /// 审计人员: reads samples within a mandate, and changes nothing.
        Auditor = "auditor",
    }
}

impl Role {
    /// Whether a deputy may act in it. Whoever gives rights to others, or audits them, answers for
    /// it alone: two people would not be two if one could be both.
    pub fn has_deputy(self) -> bool {
        !matches!(self, Role::Administrator | Role::Auditor)
    }

    /// Whether it opens what people have stated.
    pub fn opens_cases(self) -> bool {
        matches!(self, Role::WindowClerk | Role::CaseOfficer | Role::Reviewer)
    }
}

names! {
    /// What a program of an agency may do.
    pub enum Scope {
        /// See the work list of its authority, in which nothing is personal.
        Work = "work",
    }
}

impl Officer {
    /// Whether they hold a role themselves.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether they may act in a role: it is theirs, or that of somebody for whom they stand in.
    pub fn acts_as(&self, role: Role) -> bool {
        self.is(role) || self.stands_in.iter().any(|absent| absent.holds(role))
    }

    /// Whether they stand in for somebody in a role.
    pub fn stands_in_for(&self, absent: OfficerId, role: Role) -> bool {
        self.stands_in.iter().any(|known| known.id == absent && known.holds(role))
    }
}

impl Absent {
    fn holds(&self, role: Role) -> bool {
        role.has_deputy() && self.roles.contains(&role)
    }
}

impl Actor {
    /// The official, if it is one.
    pub fn officer(&self) -> Option<&Officer> {
        match self {
            Actor::Officer(officer) => Some(officer),
            _ => None,
        }
    }

    /// The signed-in person, if it is one.
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Actor::Person { person, .. } => Some(*person),
            _ => None,
        }
    }
}
