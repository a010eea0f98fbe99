//! A person's own page: drafts, cases, certificates, notices, and who looked at their data.

mod appeal;
mod appointment;
mod appointment_move;
mod case;
mod certificate;
mod document;
mod file;
mod hand_in;
mod home;
mod letter;
mod looked;
mod news;
mod paths;
mod present;
mod remedy;
mod sure;
mod who_looked;
mod withdraw;

use crate::audience::Routes;

pub(crate) use case::just_done;

const APPOINTMENT_FILE: &str = "/account/cases/{case}/appointment/file";
const APPOINTMENT_CANCEL: &str = "/account/cases/{case}/appointment/cancel";
const APPOINTMENT_MOVE: &str = "/account/cases/{case}/appointment/move";
const APPOINTMENT_DAY: &str = "/account/cases/{case}/appointment/move/{office}";
const APPOINTMENT_TIME: &str = "/account/cases/{case}/appointment/move/{office}/{day}";

/// The pages that take no files.
pub fn routes() -> Routes {
    Routes::new()
        .get("/account", home::get)
        .get("/account/cases/{case}", case::get)
        .get(APPOINTMENT_FILE, appointment::file)
        .get(APPOINTMENT_CANCEL, appointment::ask)
        .post(APPOINTMENT_CANCEL, appointment::cancel)
        .get(APPOINTMENT_MOVE, appointment_move::office)
        .post(APPOINTMENT_MOVE, appointment_move::post_office)
        .get(APPOINTMENT_DAY, appointment_move::day)
        .post(APPOINTMENT_DAY, appointment_move::post_day)
        .get(APPOINTMENT_TIME, appointment_move::time)
        .post(APPOINTMENT_TIME, appointment_move::post_time)
        .get("/account/cases/{case}/letter", letter::get)
        .get("/account/cases/{case}/document/{document}", document::get)
        .get("/account/cases/{case}/papers", hand_in::get)
        .get("/account/cases/{case}/withdraw", withdraw::get)
        .post("/account/cases/{case}/withdraw", withdraw::post)
        .get("/account/certificates/{certificate}", certificate::get)
        .get("/account/certificates/{certificate}/file", file::get)
        .get("/account/certificates/{certificate}/present", present::get)
        .post("/account/certificates/{certificate}/present", present::post)
        .get("/account/certificates/{certificate}/appeal/{revocation}", appeal::get)
        .post("/account/certificates/{certificate}/appeal/{revocation}", appeal::post)
        .get("/account/who-looked", who_looked::get)
}

/// The pages that take files.
pub fn upload_routes() -> Routes {
    Routes::new().post("/account/cases/{case}/papers", hand_in::post)
}
