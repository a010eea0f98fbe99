//! Auditing, for programs of auditors: the same as the pages under `/audit`.

mod mandates;
mod samples;

use super::Api;

const AUDIT: &str = "audit";

pub(super) fn operations() -> Api {
    Api::new()
        .get(
            "/api/v1/audit/mandates",
            ("listMandates", "Mandates of the auditor that are in force", AUDIT),
            mandates::list,
        )
        .get(
            "/api/v1/audit/mandates/{mandate}/record",
            ("listAuditedSteps", "What is on record of officials' rights, newest first", AUDIT),
            mandates::record,
        )
        .get(
            "/api/v1/audit/mandates/{mandate}/cases",
            ("listAuditedCases", "Cases of the audited organisation, newest first", AUDIT),
            mandates::cases,
        )
        .get(
            "/api/v1/audit/mandates/{mandate}/samples",
            ("listSamples", "Samples drawn under a mandate, newest first", AUDIT),
            samples::list,
        )
        .post(
            "/api/v1/audit/mandates/{mandate}/samples",
            ("drawSample", "Draw a sample; chance alone chooses the cases", AUDIT),
            samples::draw,
        )
        .get(
            "/api/v1/audit/samples/{draw}",
            ("getSample", "A sample with its cases and the seed that they follow from", AUDIT),
            samples::one,
        )
        .get(
            "/api/v1/audit/samples/{draw}/cases/{case}",
            ("getSampledCase", "What happened in a case that was drawn, and why", AUDIT),
            samples::case,
        )
}
