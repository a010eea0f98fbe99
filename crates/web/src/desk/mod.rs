//! The desk: windows and case officers.
//!
//! | path | what | for |
//! |---|---|---|
//! | `/desk` | work list by deadline | case officers; the way on for others |
//! | `/desk/cases/{case}` | everything about a case, and the steps that its stage allows | its officer |
//! | `/desk/appointments` | who comes when, by case number | any official of the office |
//! | `/desk/intake` | taking in an application for who stands there | window clerks |
//! | `/desk/hand-in` | papers for a case, brought with its slip | window clerks |
//! | `/desk/slip/{draft}` | the receipt slip | the clerk who took it in |
//! | `/desk/present` | a certificate shown by code | any official |
//! | `/desk/passkeys` | their own passkeys | any official |
//! | `/desk/staff` | who works here, what waits for a second administrator | administrators, supervisors |
//! | `/desk/staff/propose`, `/grants/{grant}` | a change of an official's rights | administrators |
//! | `/desk/staff/review`, `/record` | whose rights are to be looked over; what is on record | administrators |
//! | `/desk/staff/cases` | an official's open cases, given to others | administrators, supervisors |
//! | `/desk/revocations` | revocations waiting for somebody | case officers, reviewers |

mod appointments;
mod cases;
mod desk_nav;
mod hand_in;
mod intake;
pub(crate) mod passkeys;
mod places;
mod present;
mod revocations;
mod slip;
pub(crate) mod staff;
mod work;

use crate::audience::Routes;

pub use desk_nav::DeskNav;

/// All pages of the desk.
pub fn routes() -> Routes {
    Routes::new()
        .get(places::DESK, work::show)
        .get(places::APPOINTMENTS, appointments::show)
        .merge(cases::routes())
        .merge(intake::routes())
        .get(places::HAND_IN, hand_in::show)
        .get(places::HAND_IN_PAPERS, hand_in::begin)
        .get(places::SLIP, slip::show)
        .get(places::PRESENT, present::show)
        .get(places::PASSKEYS, passkeys::show)
        .get(places::PASSKEY_NEW, passkeys::ask)
        .post(places::PASSKEY_NEW, passkeys::add)
        .post(places::PASSKEY_RENAME, passkeys::rename)
        .post(places::PASSKEY_REMOVE, passkeys::remove)
        .merge(revocations::routes())
        .merge(staff::routes())
}

/// Where files are taken in.
pub fn upload_routes() -> Routes {
    Routes::new().post(places::HAND_IN_PAPERS, hand_in::take)
}

/// Where guessing would pay: a presented certificate by its code, a case by that of its slip.
pub fn sensitive_routes() -> Routes {
    Routes::new().post(places::PRESENT, present::look).post(places::HAND_IN, hand_in::open)
}
