//! What officials do: the same use cases as the pages of the desk, each look with its own entry.

mod appointments;
mod cases;
mod hand_in;
mod intake;
mod passkeys;
mod presentations;
mod revocations;
pub(super) mod staff;
mod work;

use super::Api;

const DESK: &str = "desk";

pub(super) fn operations() -> Api {
    Api::new()
        .get(
            "/api/v1/desk/work",
            ("listWork", "Open cases of the authority by deadline; nothing personal", DESK),
            work::list,
        )
        .get(
            "/api/v1/agency/work",
            ("listAgencyWork", "The same for a program of the authority", "agency"),
            work::of_agency,
        )
        .get(
            "/api/v1/desk/appointments",
            ("listAppointments", "Who comes when at the official's office, by case number", DESK),
            appointments::list,
        )
        .merge(handling())
        .merge(revoking())
        .merge(staff::operations())
        .merge(ways_in())
        .post(
            "/api/v1/desk/intake",
            ("startIntake", "Take in an application for who stands at the window", DESK),
            intake::start,
        )
        .get(
            "/api/v1/desk/drafts",
            ("listIntakes", "What the clerk took in and has not handed in yet", DESK),
            intake::list,
        )
        .get(
            "/api/v1/desk/drafts/{draft}/slip",
            ("getSlip", "The receipt slip (收件回执)", DESK),
            intake::slip,
        )
}

fn handling() -> Api {
    Api::new()
        .get(
            "/api/v1/desk/cases/{case}",
            ("getDeskCase", "Everything about a case that the officer handles", DESK),
            cases::one,
        )
        .get(
            "/api/v1/desk/cases/{case}/papers/{document}",
            ("getDeskPaper", "A paper of a case that the officer handles", DESK),
            cases::paper,
        )
        .post("/api/v1/desk/cases/{case}/take", ("takeCase", "Take a case on", DESK), cases::take)
        .post(
            "/api/v1/desk/cases/{case}/release",
            ("releaseCase", "Give a case back to the list", DESK),
            cases::release,
        )
        .post("/api/v1/desk/cases/{case}/accept", ("acceptCase", "受理", DESK), cases::accept)
        .post(
            "/api/v1/desk/cases/{case}/refuse-intake",
            ("refuseIntake", "不予受理", DESK),
            cases::refuse_intake,
        )
        .post(
            "/api/v1/desk/cases/{case}/ask-correction",
            ("askCorrection", "补正: everything that is missing, once", DESK),
            cases::ask_correction,
        )
        .post(
            "/api/v1/desk/cases/{case}/examine",
            ("examineCase", "审查 is done", DESK),
            cases::examine,
        )
        .post("/api/v1/desk/cases/{case}/decide", ("decideCase", "决定", DESK), cases::decide)
}

fn ways_in() -> Api {
    Api::new()
        .get(
            "/api/v1/desk/passkeys",
            ("listPasskeys", "The official's own passkeys; one is added in a browser", DESK),
            passkeys::list,
        )
        .put(
            "/api/v1/desk/passkeys/{passkey}",
            ("renamePasskey", "Give a passkey another name", DESK),
            passkeys::rename,
        )
        .delete(
            "/api/v1/desk/passkeys/{passkey}",
            ("removePasskey", "Take a passkey away", DESK),
            passkeys::remove,
        )
}

fn revoking() -> Api {
    Api::new()
        .get(
            "/api/v1/desk/revocations",
            ("listRevocations", "Procedures that wait for somebody; nothing personal", DESK),
            revocations::list,
        )
        .post(
            "/api/v1/desk/revocations",
            ("proposeRevocation", "Propose to revoke one certificate", DESK),
            revocations::propose,
        )
        .get(
            "/api/v1/desk/revocations/{revocation}",
            ("getRevocation", "A procedure", DESK),
            revocations::one,
        )
        .post(
            "/api/v1/desk/revocations/{revocation}/countersign",
            ("countersignRevocation", "Sign as the second officer; it takes effect", DESK),
            revocations::countersign,
        )
        .post(
            "/api/v1/desk/revocations/{revocation}/decline",
            ("declineRevocation", "Decline as the second officer", DESK),
            revocations::decline,
        )
        .post(
            "/api/v1/desk/revocations/{revocation}/judge",
            ("judgeAppeal", "Judge the holder's appeal", DESK),
            revocations::judge,
        )
}

/// Where files are taken in.
pub(super) fn uploads() -> Api {
    Api::new()
        .put(
            "/api/v1/desk/hand-in/files/{evidence}",
            ("layReadyAtWindow", "Lay a paper ready for whoever shows the slip", DESK),
            hand_in::lay_ready,
        )
        .post(
            "/api/v1/desk/hand-in/files/{evidence}",
            ("followUpAtWindow", "Hand in a promised paper for whoever shows the slip", DESK),
            hand_in::follow_up,
        )
}

/// Where guessing would pay.
pub(super) fn sensitive() -> Api {
    Api::new()
        .post(
            "/api/v1/desk/presentations",
            ("lookAtPresentation", "See a certificate that its holder shows by a code, once", DESK),
            presentations::look,
        )
        .get(
            "/api/v1/desk/hand-in",
            ("getHandIn", "What the case of a slip waits for", DESK),
            hand_in::see,
        )
        .post(
            "/api/v1/desk/hand-in",
            ("answerAtWindow", "Give the case back, for whoever shows the slip", DESK),
            hand_in::answer,
        )
}
