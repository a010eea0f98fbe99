use onewindow_model::actor::{Officer, Role};

use super::places;
use crate::page::{AUDIT, Page};

/// The ways of the desk that an official's roles open.
pub struct DeskNav {
    /// Words, address, and whether it is the way of this page.
    pub links: Vec<(String, &'static str, bool)>,
}

impl DeskNav {
    /// The ways for an official, on the page at `here`.
    pub(super) fn new(page: &Page, officer: &Officer, here: &str) -> DeskNav {
        let audits = officer.is(Role::Auditor);
        let decides = officer.acts_as(Role::CaseOfficer);
        let leads = officer.is(Role::Administrator) || officer.is(Role::Supervisor);
        let ways = [
            ("audit-title", AUDIT, audits),
            (if decides { "desk-nav-work" } else { "desk-title" }, places::DESK, !audits),
            ("booking-desk-title", places::APPOINTMENTS, !audits),
            ("desk-nav-intake", places::INTAKE, officer.acts_as(Role::WindowClerk)),
            ("desk-nav-hand-in", places::HAND_IN, officer.acts_as(Role::WindowClerk)),
            ("desk-nav-present", places::PRESENT, !audits),
            (
                "desk-nav-revocations",
                places::REVOCATIONS,
                decides || officer.acts_as(Role::Reviewer),
            ),
            ("staff-title", places::STAFF, leads),
            ("passkeys-nav", places::PASSKEYS, !page.site.demo),
        ];
        let open = ways.into_iter().filter(|(_, _, open)| *open);
        DeskNav { links: open.map(|(key, path, _)| (page.t(key), path, path == here)).collect() }
    }
}
