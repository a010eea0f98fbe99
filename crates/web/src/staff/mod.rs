//! How officials come in, and prove later that they are still there.
//!
//! | path | what | for |
//! |---|---|---|
//! | `/staff/sign-in` | signing in with a passkey | anyone |
//! | `/staff/enrol` | bringing an enrolment code | anyone |
//! | `/staff/enrol/passkey` | registering the passkey | whoever brought one |
//! | `/staff/confirm` | proving to be still there: before a decision, and when the desk is locked | a signed-in official |
//! | `/staff/resume` | a form that was kept meanwhile | its author |

mod ceremony;
mod confirm;
mod enrol;
pub(crate) mod kept;
mod resume;
mod sign_in;

pub(crate) use ceremony::{Ceremony, name_field};
pub(crate) use ceremony::{answered, given, refused, refused_key};

use crate::audience::Routes;
use crate::page;

const PASSKEY: &str = "/staff/enrol/passkey";

/// Pages that are read.
pub fn routes() -> Routes {
    Routes::new().get(page::STAFF_ENROL, enrol::form).get(page::STAFF_RESUME, resume::show)
}

/// Where guessing would pay, and pages that put a question to a browser.
pub fn sensitive_routes() -> Routes {
    Routes::new()
        .get(page::STAFF_SIGN_IN, sign_in::form)
        .post(page::STAFF_SIGN_IN, sign_in::answer)
        .post(page::STAFF_ENROL, enrol::bring)
        .get(PASSKEY, enrol::passkey)
        .post(PASSKEY, enrol::register)
        .get(page::STAFF_CONFIRM, confirm::form)
        .post(page::STAFF_CONFIRM, confirm::answer)
}
