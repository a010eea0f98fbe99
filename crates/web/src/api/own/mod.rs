//! What a signed-in person does with their own things; drafts are filled in at a window as well.

mod accesses;
mod appointment;
mod case_given;
mod cases;
mod certificates;
mod draft_given;
mod drafts;
mod filling;
mod news;
mod papers;
mod record;
mod session;

pub(super) use case_given::{CaseGiven, DecisionGiven, EventGiven, given as case_given};
pub(super) use drafts::DraftMade;

use super::Api;

const DRAFTS: &str = "drafts";
const CASES: &str = "cases";
const CERTIFICATES: &str = "certificates";
const SESSIONS: &str = "sessions";

pub(super) fn operations() -> Api {
    filling().merge(following()).merge(holding()).merge(leaving())
}

fn filling() -> Api {
    Api::new()
        .get(
            "/api/v1/drafts",
            ("listDrafts", "Drafts of the signed-in person, last changed first", DRAFTS),
            drafts::list,
        )
        .post("/api/v1/drafts", ("startDraft", "Begin an application", DRAFTS), drafts::start)
        .get(
            "/api/v1/drafts/{draft}",
            ("getDraft", "A draft with everything that is still wrong with it", DRAFTS),
            drafts::one,
        )
        .delete(
            "/api/v1/drafts/{draft}",
            ("deleteDraft", "Throw a draft away with everything in it", DRAFTS),
            drafts::delete,
        )
        .post(
            "/api/v1/drafts/{draft}/submit",
            ("submitDraft", "Hand the application in", DRAFTS),
            drafts::submit,
        )
        .put(
            "/api/v1/drafts/{draft}/answers/{fact}",
            ("putAnswer", "Answer a question about the situation", DRAFTS),
            filling::answer,
        )
        .put(
            "/api/v1/drafts/{draft}/values/{field}",
            ("putValue", "Fill in a field of the form", DRAFTS),
            filling::value,
        )
        .put(
            "/api/v1/drafts/{draft}/supplies/{evidence}",
            ("putSupply", "Say how a material is supplied without a file", DRAFTS),
            filling::supply,
        )
        .delete(
            "/api/v1/drafts/{draft}/supplies/{evidence}",
            ("deleteSupply", "Take a material out again", DRAFTS),
            filling::take_out,
        )
        .put(
            "/api/v1/drafts/{draft}/slot",
            ("putSlot", "Wish for an appointment; it holds no place", DRAFTS),
            filling::slot,
        )
        .get(
            "/api/v1/drafts/{draft}/papers/{document}",
            ("getDraftPaper", "A paper of a draft", DRAFTS),
            papers::of_draft,
        )
}

fn following() -> Api {
    Api::new()
        .get(
            "/api/v1/cases",
            ("listCases", "Cases of the signed-in person, newest first", CASES),
            cases::list,
        )
        .get(
            "/api/v1/cases/{case}",
            ("getCase", "How far a case is, what comes next, what was decided", CASES),
            cases::one,
        )
        .get(
            "/api/v1/cases/{case}/papers/{document}",
            ("getCasePaper", "A paper of a case", CASES),
            papers::of_case,
        )
        .post(
            "/api/v1/cases/{case}/answer",
            ("answerCorrection", "Give the case back with all papers that were asked for", CASES),
            cases::answer,
        )
        .post(
            "/api/v1/cases/{case}/withdraw",
            ("withdrawCase", "Take an application back", CASES),
            cases::withdraw,
        )
        .put(
            "/api/v1/cases/{case}/appointment",
            ("moveAppointment", "Take another time, or one", CASES),
            appointment::put,
        )
        .delete(
            "/api/v1/cases/{case}/appointment",
            ("cancelAppointment", "Give the appointment back", CASES),
            appointment::cancel,
        )
        .get("/api/v1/notices", ("listNotices", "What happened lately", CASES), news::list)
}

fn holding() -> Api {
    Api::new()
        .get(
            "/api/v1/certificates",
            ("listCertificates", "Certificates that the signed-in person holds", CERTIFICATES),
            certificates::list,
        )
        .get(
            "/api/v1/certificates/{certificate}",
            ("getCertificate", "A certificate with its signed text (SD-JWT)", CERTIFICATES),
            certificates::one,
        )
        .post(
            "/api/v1/certificates/{certificate}/present",
            ("presentCertificate", "A code to show chosen fields at a counter, once", CERTIFICATES),
            certificates::present,
        )
        .get(
            "/api/v1/revocations/{revocation}",
            ("getOwnRevocation", "A revocation of one's own certificate", CERTIFICATES),
            certificates::revocation,
        )
        .post(
            "/api/v1/revocations/{revocation}/appeal",
            (
                "appealRevocation",
                "Appeal; the effect is suspended until it is judged",
                CERTIFICATES,
            ),
            certificates::appeal,
        )
        .get(
            "/api/v1/services/{service}/record",
            ("getOwnRecord", "One's own record, of a service that shows it", CERTIFICATES),
            record::one,
        )
        .get(
            "/api/v1/accesses",
            ("listAccesses", "Who looked at one's data, refused looks too", CERTIFICATES),
            accesses::list,
        )
}

/// For officials as well.
fn leaving() -> Api {
    Api::new().delete("/api/v1/session", ("endSession", "Sign out", SESSIONS), session::end).delete(
        "/api/v1/sessions",
        ("endSessions", "Sign out everywhere", SESSIONS),
        session::end_all,
    )
}

/// Where files are taken in.
pub(super) fn uploads() -> Api {
    Api::new()
        .put(
            "/api/v1/drafts/{draft}/files/{evidence}",
            ("putFile", "Hand in a material: a PDF, or a photo that becomes one", DRAFTS),
            papers::attach,
        )
        .post(
            "/api/v1/drafts/{draft}/files/{evidence}/pages",
            ("addPage", "Add a photographed page to a material", DRAFTS),
            papers::add_page,
        )
        .put(
            "/api/v1/cases/{case}/files/{evidence}",
            ("layReady", "Lay a paper ready that a correction asks for", CASES),
            papers::lay_ready,
        )
        .post(
            "/api/v1/cases/{case}/files/{evidence}",
            ("followUp", "Hand in a paper that was promised to follow", CASES),
            papers::follow_up,
        )
}
