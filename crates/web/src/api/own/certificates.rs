use onewindow_app::{certificates, revocations};
use onewindow_model::id::{CertificateId, RevocationId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::failed::failed;
use super::super::given::{Done, Found};
use super::super::input::{At, Json, Once};
use super::super::revocation_given::RevocationGiven;
use crate::audience::Citizen;
use crate::errors::WebError;

/// Certificates held.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Certificates")]
pub(in crate::api) struct Held {
    items: Vec<Line>,
}

/// A certificate in a list; what stands on it stays sealed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CertificateLine")]
struct Line {
    id: String,
    kind: String,
    authority: String,
    /// The case from which it came.
    case: Option<String>,
    issued_at: String,
    expires_at: Option<String>,
    /// Where the last procedure about it stands, if there was one.
    revocation: Option<String>,
}

/// A certificate, opened by its holder.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Certificate")]
pub(in crate::api) struct CertificateGiven {
    #[serde(flatten)]
    line: Line,
    /// The signed text (SD-JWT VC).
    signed: String,
    /// What a verifier says of it now; `valid` counts, nothing else does.
    verdict: String,
    /// What stands on it; only while it counts.
    claims: Option<Map<String, Value>>,
    /// Procedures about it, newest first.
    revocations: Vec<Procedure>,
}

/// A procedure about a certificate.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RevocationLine")]
struct Procedure {
    id: String,
    stage: String,
}

/// Which fields to show.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Shown {
    /// The fields, by their names in the certificate.
    #[schemars(length(min = 1, max = 60), inner(length(min = 1, max = 80)))]
    fields: Vec<String>,
}

/// A code for a counter, good for once.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PresentationCode")]
pub(in crate::api) struct Code {
    code: String,
    ends_at: String,
}

/// What the holder says to a revocation.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Words {
    /// In their words; without any they disagree as a whole.
    #[schemars(length(max = 4000))]
    words: Option<String>,
}

/// `GET /api/v1/certificates`.
pub(in crate::api) async fn list(citizen: Citizen) -> Result<Found<Held>, WebError> {
    let held = certificates::mine(&citizen.ctx).await?;
    let items = held.into_iter().map(|held| Line {
        revocation: held.revocation.map(|stage| stage.to_string()),
        ..line(&held.record)
    });
    Ok(Found(Held { items: items.collect() }))
}

fn line(record: &certificates::CertificateRecord) -> Line {
    Line {
        id: record.id.to_string(),
        kind: record.kind.clone(),
        authority: record.authority.clone(),
        case: record.case.map(|case| case.to_string()),
        issued_at: record.issued_at.to_string(),
        expires_at: record.expires_at.map(|end| end.to_string()),
        revocation: None,
    }
}

/// `GET /api/v1/certificates/{certificate}`.
pub(in crate::api) async fn one(
    citizen: Citizen,
    At(id): At<CertificateId>,
) -> Result<Found<CertificateGiven>, WebError> {
    let view = certificates::open_own(&citizen.ctx, id).await?;
    let procedures = view.revocations.iter().map(|record| Procedure {
        id: record.id.to_string(),
        stage: record.stage.name().to_string(),
    });
    let revocations: Vec<_> = procedures.collect();
    let last = view.revocations.first().map(|record| record.stage.name().to_string());
    Ok(Found(CertificateGiven {
        line: Line { revocation: last, ..line(&view.record) },
        verdict: view.report.id().to_owned(),
        claims: view.report.claims().cloned(),
        signed: view.compact,
        revocations,
    }))
}

/// `POST /api/v1/certificates/{certificate}/present`.
pub(in crate::api) async fn present(
    citizen: Citizen,
    At(id): At<CertificateId>,
    once: Once<Json<Shown>>,
) -> Result<Found<Code>, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let ctx = &ctx;
    let doing = |Json(shown): Json<Shown>| async move {
        let presented = certificates::present(ctx, id, &shown.fields).await;
        let presented = presented.map_err(|error| failed(page.l, "/fields", error))?;
        let (code, ends_at) = (presented.code.to_string(), presented.ends_at.to_string());
        Ok(Found(Code { code, ends_at }))
    };
    once.done(ctx, doing).await
}

/// `GET /api/v1/revocations/{revocation}`.
pub(in crate::api) async fn revocation(
    citizen: Citizen,
    At(id): At<RevocationId>,
) -> Result<Found<RevocationGiven>, WebError> {
    let view = revocations::open(&citizen.ctx, id).await?;
    Ok(Found(RevocationGiven::of(citizen.page.l, view)))
}

/// `POST /api/v1/revocations/{revocation}/appeal`.
pub(in crate::api) async fn appeal(
    citizen: Citizen,
    At(id): At<RevocationId>,
    once: Once<Json<Words>>,
) -> Result<Done, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let ctx = &ctx;
    let doing = |Json(sent): Json<Words>| async move {
        let words = sent.words.filter(|words| !words.trim().is_empty());
        let words = words.unwrap_or_else(|| page.t("account-appeal-standard"));
        let done = revocations::appeal(ctx, id, &words).await;
        done.map_err(|error| failed(page.l, "/words", error))?;
        Ok(Done)
    };
    once.done(ctx, doing).await
}
