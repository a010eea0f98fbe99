//! What can be proposed, one shape for each kind of change.

use onewindow_app::staffing::Wish;
use onewindow_model::actor::Role;
use onewindow_model::id::OfficerId;
use onewindow_model::staffing::{Change, Post};
use schemars::JsonSchema;
use serde::Deserialize;

use super::super::super::input::{Day, Id};

/// A proposal: one change of what one official may do, and why.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Proposal {
    change: Wished,
    #[schemars(length(min = 1, max = 4000))]
    pub reasons: String,
}

/// What is to change.
#[derive(Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
enum Wished {
    /// 入职: an official who was not there comes to one's own organisation.
    Join {
        #[schemars(length(min = 1, max = 100))]
        name: String,
        /// The name by which they sign in; given once, and never to a second person.
        #[schemars(length(min = 1, max = 60), extend("pattern" = "^[a-z0-9.-]{1,60}$"))]
        login: String,
        /// The office where they sit, by its id.
        #[schemars(length(min = 1, max = 100))]
        office: Option<String>,
        #[schemars(length(min = 1, max = 6))]
        roles: Vec<RoleNamed>,
    },
    /// 调岗: another organisation, office, or other roles.
    Move {
        /// The official.
        officer: Id<OfficerId>,
        /// The authority or centre, by its id.
        #[schemars(length(min = 1, max = 100))]
        organisation: String,
        /// The office where they will sit, by its id.
        #[schemars(length(min = 1, max = 100))]
        office: Option<String>,
        #[schemars(length(min = 1, max = 6))]
        roles: Vec<RoleNamed>,
        /// From which day on.
        from: Day,
    },
    /// 离职.
    Leave {
        /// The official.
        officer: Id<OfficerId>,
        /// From which day on they are out.
        from: Day,
        /// Out from this moment, before a second has looked.
        #[serde(default)]
        at_once: bool,
    },
    /// 代理: somebody acts in the place of the official.
    Deputy {
        /// Who is away.
        officer: Id<OfficerId>,
        /// Who acts in their place.
        deputy: Id<OfficerId>,
        /// The first day.
        from: Day,
        /// The last day.
        until: Day,
    },
    /// 恢复权限: rights that were suspended because nobody had reviewed them.
    Restore {
        /// The official.
        officer: Id<OfficerId>,
    },
    /// 重新注册通行密钥: their passkeys end, and a code serves for a new one.
    Passkey {
        /// The official.
        officer: Id<OfficerId>,
    },
    /// 审计授权: an auditor may look into the organisation.
    Audit {
        /// The auditor.
        officer: Id<OfficerId>,
        /// The first day.
        from: Day,
        /// The last day.
        until: Day,
    },
}

/// What an official may do.
#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum RoleNamed {
    WindowClerk,
    CaseOfficer,
    Reviewer,
    Supervisor,
    Administrator,
    Auditor,
}

impl From<RoleNamed> for Role {
    fn from(named: RoleNamed) -> Role {
        match named {
            RoleNamed::WindowClerk => Role::WindowClerk,
            RoleNamed::CaseOfficer => Role::CaseOfficer,
            RoleNamed::Reviewer => Role::Reviewer,
            RoleNamed::Supervisor => Role::Supervisor,
            RoleNamed::Administrator => Role::Administrator,
            RoleNamed::Auditor => Role::Auditor,
        }
    }
}

impl Proposal {
    /// As the platform takes it; `organisation` is the one to which a joiner comes.
    pub fn read(self, organisation: &str) -> (Wish, String) {
        let mut at_once = false;
        let (officer, change) = match self.change {
            Wished::Join { name, login, office, roles } => {
                let post = post(organisation.to_owned(), office, roles);
                (None, Change::Join { login, name, post })
            }
            Wished::Move { officer, organisation, office, roles, from } => {
                let post = post(organisation, office, roles);
                (Some(officer), Change::Move { post, from: from.0 })
            }
            Wished::Leave { officer, from, at_once: now } => {
                at_once = now;
                (Some(officer), Change::Leave { from: from.0 })
            }
            Wished::Deputy { officer, deputy, from, until } => {
                let change = Change::Deputy { deputy: deputy.0, from: from.0, until: until.0 };
                (Some(officer), change)
            }
            Wished::Restore { officer } => (Some(officer), Change::Restore),
            Wished::Passkey { officer } => (Some(officer), Change::Passkey),
            Wished::Audit { officer, from, until } => {
                (Some(officer), Change::Audit { from: from.0, until: until.0 })
            }
        };
        (Wish { officer: officer.map(|id| id.0), change, at_once }, self.reasons)
    }
}

fn post(organisation: String, office: Option<String>, roles: Vec<RoleNamed>) -> Post {
    Post { organisation, office, roles: roles.into_iter().map(Role::from).collect() }
}

/// Where a field of the form stands in a proposal.
pub(super) fn place(field: &str) -> Option<&'static str> {
    Some(match field {
        "officer" => "/change/officer",
        "deputy" => "/change/deputy",
        "office" => "/change/office",
        "roles" => "/change/roles",
        "from" => "/change/from",
        "urgent" => "/change/at_once",
        "login" => "/change/login",
        "name" => "/change/name",
        _ => return None,
    })
}
