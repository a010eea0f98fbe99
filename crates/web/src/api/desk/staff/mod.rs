//! Officials come, move and go, for programs of their administrators: the same use cases as the pages
//! under `/desk/staff`.

mod call_off;
mod cases;
mod change_given;
mod changes;
mod officials;
mod refused;
mod reviews;
mod steps;
mod wish;

pub(in crate::api) use cases::{Listed, listed};
pub(in crate::api) use steps::Steps;

use super::super::Api;

const STAFF: &str = "staff";

pub(super) fn operations() -> Api {
    people().merge(changes()).merge(handing_over())
}

fn people() -> Api {
    Api::new()
        .get(
            "/api/v1/desk/staff/officials",
            ("listOfficials", "Officials of one's organisation, by their logins", STAFF),
            officials::list,
        )
        .get(
            "/api/v1/desk/staff/auditors",
            ("listAuditors", "Auditors who can be let in, by their logins", STAFF),
            officials::auditors,
        )
        .get(
            "/api/v1/desk/staff/reviews",
            ("listReviews", "Whose rights are to be looked over, the longest first", STAFF),
            reviews::list,
        )
        .post(
            "/api/v1/desk/staff/officials/{officer}/review",
            ("confirmRights", "An official's rights were looked over and stay as they are", STAFF),
            reviews::confirm,
        )
        .get(
            "/api/v1/desk/staff/record",
            ("listStaffSteps", "What is on record of officials' rights, newest first", STAFF),
            steps::list,
        )
}

fn changes() -> Api {
    Api::new()
        .get(
            "/api/v1/desk/staff/changes",
            ("listChanges", "Changes of officials' rights, newest first", STAFF),
            changes::list,
        )
        .post(
            "/api/v1/desk/staff/changes",
            ("proposeChange", "Propose a change; a second administrator agrees or not", STAFF),
            changes::propose,
        )
        .get("/api/v1/desk/staff/changes/{grant}", ("getChange", "A change", STAFF), changes::one)
        .post(
            "/api/v1/desk/staff/changes/{grant}/agree",
            ("agreeToChange", "Agree as the second administrator", STAFF),
            changes::agree,
        )
        .post(
            "/api/v1/desk/staff/changes/{grant}/decline",
            ("declineChange", "Decline as the second administrator", STAFF),
            changes::decline,
        )
        .post(
            "/api/v1/desk/staff/changes/{grant}/end",
            ("endChange", "Take back what one proposed, or end what lasts", STAFF),
            changes::end,
        )
        .post(
            "/api/v1/desk/staff/changes/{grant}/call-off",
            ("callOffChange", "Propose to call off what two agreed to for a later day", STAFF),
            call_off::propose,
        )
        .post(
            "/api/v1/desk/staff/changes/{grant}/call-off/agree",
            ("agreeToCallOff", "Agree as the second administrator that it is called off", STAFF),
            call_off::agree,
        )
        .post(
            "/api/v1/desk/staff/changes/{grant}/call-off/stay",
            ("keepChange", "Let stand what was to be called off", STAFF),
            call_off::stay,
        )
}

fn handing_over() -> Api {
    Api::new()
        .get(
            "/api/v1/desk/staff/officials/{officer}/cases",
            ("listHandled", "Open cases that an official handles, oldest first", STAFF),
            cases::list,
        )
        .post(
            "/api/v1/desk/staff/officials/{officer}/cases/give",
            ("giveAllCases", "Give all open cases of an official to another, or back", STAFF),
            cases::give_all,
        )
        .post(
            "/api/v1/desk/staff/cases/{case}/give",
            ("giveCase", "Give one case to another official, or back to the list", STAFF),
            cases::give,
        )
}
