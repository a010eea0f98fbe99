//! What the pages do, the API does: every page for somebody signed in stands here beside its
//! operations, or with the reason why it has none.

use std::collections::{BTreeMap, BTreeSet};

use onewindow_web::{api, server};

/// A ceremony between a browser and a device or a provider (WebAuthn), which no program can hold.
const CEREMONY: &str = "-ceremony";
/// A form, a question back or a step between pages: the operation that it leads to says it all.
const FORM: &str = "-form";
/// What a form keeps for a browser that comes back; a program keeps what it sends.
const BROWSER: &str = "-browser";
/// A sheet of paper with a code, for who has no account: it is followed in any browser.
const SLIP: &str = "-slip";

/// Pages, each with the ids of operations or a reason.
const PAGES: &[(&str, &str)] = &[
    ("GET /account", "listDrafts listCases listCertificates listNotices"),
    ("GET /account/cases/{case}", "getCase"),
    ("GET /account/cases/{case}/appointment/cancel", FORM),
    ("POST /account/cases/{case}/appointment/cancel", "cancelAppointment"),
    ("GET /account/cases/{case}/appointment/file", "getCase"),
    ("GET /account/cases/{case}/appointment/move", FORM),
    ("POST /account/cases/{case}/appointment/move", FORM),
    ("GET /account/cases/{case}/appointment/move/{office}", "listSlots"),
    ("POST /account/cases/{case}/appointment/move/{office}", FORM),
    ("GET /account/cases/{case}/appointment/move/{office}/{day}", "listSlots"),
    ("POST /account/cases/{case}/appointment/move/{office}/{day}", "moveAppointment"),
    ("GET /account/cases/{case}/letter", "getCase"),
    ("GET /account/cases/{case}/document/{document}", "getCasePaper"),
    ("GET /account/cases/{case}/papers", "getCase"),
    ("POST /account/cases/{case}/papers", "layReady followUp answerCorrection"),
    ("GET /account/cases/{case}/withdraw", FORM),
    ("POST /account/cases/{case}/withdraw", "withdrawCase"),
    ("GET /account/certificates/{certificate}", "getCertificate getOwnRevocation"),
    ("GET /account/certificates/{certificate}/file", "getCertificate"),
    ("GET /account/certificates/{certificate}/present", FORM),
    ("POST /account/certificates/{certificate}/present", "presentCertificate"),
    ("GET /account/certificates/{certificate}/appeal/{revocation}", "getOwnRevocation"),
    ("POST /account/certificates/{certificate}/appeal/{revocation}", "appealRevocation"),
    ("GET /account/record", "getOwnRecord"),
    ("GET /account/who-looked", "listAccesses"),
    ("GET /apply/new", FORM),
    ("POST /apply/new", "startDraft"),
    ("GET /apply/{draft}", "getDraft"),
    ("GET /apply/{draft}/situation/{fact}", "getDraft"),
    ("POST /apply/{draft}/situation/{fact}", "putAnswer"),
    ("GET /apply/{draft}/form/{field}", "getDraft"),
    ("POST /apply/{draft}/form/{field}", "putValue"),
    ("GET /apply/{draft}/evidence/{evidence}", "getDraft"),
    ("POST /apply/{draft}/evidence/{evidence}", "putSupply deleteSupply putFile addPage"),
    ("GET /apply/{draft}/document/{document}", "getDraftPaper"),
    ("GET /apply/{draft}/slot", FORM),
    ("POST /apply/{draft}/slot", FORM),
    ("GET /apply/{draft}/slot/{office}", "listSlots"),
    ("POST /apply/{draft}/slot/{office}", FORM),
    ("GET /apply/{draft}/slot/{office}/{day}", "listSlots"),
    ("POST /apply/{draft}/slot/{office}/{day}", "putSlot"),
    ("GET /apply/{draft}/check", "getDraft"),
    ("GET /apply/{draft}/submit", FORM),
    ("POST /apply/{draft}/submit", "submitDraft"),
    ("GET /apply/{draft}/done", "getCase getSlip"),
    ("GET /apply/{draft}/delete", FORM),
    ("POST /apply/{draft}/delete", "deleteDraft"),
    ("GET /audit", "listMandates"),
    ("GET /audit/mandates/{mandate}", "listAuditedSteps listAuditedCases listSamples"),
    ("POST /audit/mandates/{mandate}/draw", "drawSample"),
    ("GET /audit/samples/{draw}", "getSample"),
    ("GET /audit/samples/{draw}/cases/{case}", "getSampledCase"),
    ("GET /desk", "listWork listIntakes"),
    ("GET /desk/appointments", "listAppointments"),
    ("GET /desk/cases/{case}", "getDeskCase"),
    ("GET /desk/cases/{case}/document/{document}", "getDeskPaper"),
    ("POST /desk/cases/{case}/take", "takeCase"),
    ("POST /desk/cases/{case}/release", "releaseCase"),
    ("POST /desk/cases/{case}/accept", "acceptCase"),
    ("POST /desk/cases/{case}/refuse-intake", "refuseIntake"),
    ("POST /desk/cases/{case}/ask-correction", "askCorrection"),
    ("POST /desk/cases/{case}/examine", "examineCase"),
    ("POST /desk/cases/{case}/decide", "decideCase"),
    ("GET /desk/hand-in", FORM),
    ("POST /desk/hand-in", "getHandIn"),
    ("GET /desk/hand-in/papers", FORM),
    ("POST /desk/hand-in/papers", "layReadyAtWindow followUpAtWindow answerAtWindow"),
    ("GET /desk/intake", FORM),
    ("GET /desk/intake/{service}", FORM),
    ("POST /desk/intake/{service}", "startIntake"),
    ("GET /desk/slip/{draft}", "getSlip"),
    ("GET /desk/present", FORM),
    ("POST /desk/present", "lookAtPresentation"),
    ("GET /desk/passkeys", "listPasskeys"),
    ("GET /desk/passkeys/new", CEREMONY),
    ("POST /desk/passkeys/new", CEREMONY),
    ("POST /desk/passkeys/{passkey}/rename", "renamePasskey"),
    ("POST /desk/passkeys/{passkey}/remove", "removePasskey"),
    ("GET /desk/revocations", "listRevocations"),
    ("GET /desk/revocations/new", FORM),
    ("POST /desk/revocations/new", "proposeRevocation"),
    ("GET /desk/revocations/{revocation}", "getRevocation"),
    ("POST /desk/revocations/{revocation}/countersign", "countersignRevocation"),
    ("POST /desk/revocations/{revocation}/decline", "declineRevocation"),
    ("POST /desk/revocations/{revocation}/judge", "judgeAppeal"),
    ("GET /desk/staff", "listOfficials listChanges"),
    ("GET /desk/staff/propose", "listOfficials listAuditors"),
    ("POST /desk/staff/propose", "proposeChange"),
    ("GET /desk/staff/review", "listReviews"),
    ("POST /desk/staff/review", "confirmRights"),
    ("GET /desk/staff/record", "listStaffSteps"),
    ("GET /desk/staff/cases", "listHandled listOfficials"),
    ("POST /desk/staff/cases", "giveCase giveAllCases"),
    ("GET /desk/staff/grants/{grant}", "getChange"),
    ("POST /desk/staff/grants/{grant}/agree", "agreeToChange"),
    ("POST /desk/staff/grants/{grant}/decline", "declineChange"),
    ("POST /desk/staff/grants/{grant}/end", "endChange"),
    ("POST /desk/staff/grants/{grant}/call-off", "callOffChange"),
    ("POST /desk/staff/grants/{grant}/call-off/agree", "agreeToCallOff"),
    ("POST /desk/staff/grants/{grant}/call-off/stay", "keepChange"),
    ("GET /sign-out-everywhere", FORM),
    ("POST /sign-out-everywhere", "endSessions"),
    ("GET /staff/confirm", CEREMONY),
    ("POST /staff/confirm", CEREMONY),
    ("GET /staff/resume", BROWSER),
    ("GET /track/case", SLIP),
    ("GET /track/case/papers", SLIP),
    ("POST /track/case/papers", SLIP),
];

/// Operations for somebody signed in that no page of theirs has, and why.
const WITHOUT_PAGE: &[(&str, &str)] = &[
    ("listAgencyWork", "for programs of an authority"),
    ("endSession", "its page is for anybody"),
];

/// The audiences of pages that the audience of an operation answers as well.
fn serves(operation: &str, page: &str) -> bool {
    match operation {
        "public" => true,
        "staff" | "staff-fresh" => matches!(page, "staff" | "staff-fresh" | "filler"),
        "citizen" => matches!(page, "citizen" | "filler" | "booker" | "typing"),
        "filler" => matches!(page, "citizen" | "filler" | "typing"),
        other => other == page,
    }
}

#[test]
fn every_page_stands_beside_its_operations() {
    let document = api::document();
    let id = |path: &str, method: &str| {
        let told = &document["paths"][path][method.to_lowercase()]["operationId"];
        told.as_str().unwrap().to_owned()
    };
    let (of_api, of_pages): (Vec<_>, Vec<_>) =
        server::table().into_iter().partition(|route| route.path.starts_with("/api/"));
    let operations: BTreeMap<_, _> =
        of_api.iter().map(|route| (id(route.path, route.method), route)).collect();
    let pages: BTreeMap<_, _> = of_pages
        .iter()
        .filter(|route| route.personal)
        .map(|route| (format!("{} {}", route.method, route.path), route.audience))
        .collect();
    let listed: BTreeSet<_> = PAGES.iter().map(|(page, _)| (*page).to_owned()).collect();
    assert_eq!(listed.len(), PAGES.len(), "a page stands here twice");
    let known: BTreeSet<_> = pages.keys().cloned().collect();
    let missing: Vec<_> = known.difference(&listed).collect();
    assert!(missing.is_empty(), "say which operations these pages have: {missing:#?}");
    let gone: Vec<_> = listed.difference(&known).collect();
    assert!(gone.is_empty(), "there are no such pages: {gone:#?}");

    let mut named = BTreeSet::new();
    for (page, said) in PAGES.iter().filter(|(_, said)| !said.starts_with('-')) {
        for id in said.split(' ') {
            let operation = operations.get(id).unwrap_or_else(|| panic!("{page}: no {id}"));
            let (asks, audience) = (pages[*page], operation.audience);
            assert!(serves(audience, asks), "{page} is for {asks}, {id} for {audience}");
            named.insert(id);
        }
    }
    for (id, operation) in operations.iter().filter(|(_, operation)| operation.personal) {
        let without = WITHOUT_PAGE.iter().any(|(one, _)| one == id);
        let listed = named.contains(id.as_str());
        assert!(listed != without, "{id} ({}): which page is it?", operation.path);
    }
}
