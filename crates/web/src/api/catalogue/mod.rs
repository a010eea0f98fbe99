//! What is public: services, what they need in a situation, offices, free appointments, and
//! whether a certificate counts.

mod checklist;
mod offices;
mod services;
mod slots;
mod verify;

pub(super) use checklist::{Given, read_answers};
pub(super) use slots::SlotGiven;

use super::Api;

const GROUP: &str = "catalogue";

pub(super) fn operations() -> Api {
    Api::new()
        .get(
            "/api/v1/services",
            ("listServices", "Services found, best first; all by id without a query", GROUP),
            services::list,
        )
        .get(
            "/api/v1/services/{service}",
            ("getService", "One service with its questions and materials", GROUP),
            services::one,
        )
        .post(
            "/api/v1/services/{service}/checklist",
            (
                "makeChecklist",
                "What a service needs of somebody with these answers; nothing is stored",
                GROUP,
            ),
            checklist::make,
        )
        .get(
            "/api/v1/services/{service}/slots",
            ("listSlots", "Times at which a place is left", GROUP),
            slots::list,
        )
        .get("/api/v1/offices", ("listOffices", "Offices", GROUP), offices::list)
        .get("/api/v1/offices/{office}", ("getOffice", "One office", GROUP), offices::one)
}

pub(super) fn sensitive() -> Api {
    Api::new().post(
        "/api/v1/verify",
        ("verifyCertificate", "Whether a certificate counts, as anyone can find out", GROUP),
        verify::check,
    )
}
