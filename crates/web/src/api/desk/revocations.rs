use onewindow_app::revocations;
use onewindow_model::id::{CertificateId, RevocationId};
use onewindow_model::revocation::Judgement;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::failed::failed;
use super::super::given::{Done, Found, Made};
use super::super::input::{At, Json, Nothing, Once};
use super::super::revocation_given::RevocationGiven;
use crate::audience::{Fresh, Staff};
use crate::errors::{Place, WebError};

/// Procedures that wait.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WaitingRevocations")]
pub(in crate::api) struct Waiting {
    items: Vec<Line>,
}

/// A procedure in a list: nothing personal.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WaitingRevocation")]
struct Line {
    id: String,
    /// The certificate's type.
    kind: String,
    stage: String,
    since: String,
    /// Proposed by whoever asks, who waits for another.
    mine: bool,
}

/// A proposal: one certificate, one ground. There is no list.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Proposal {
    /// The certificate, by its number.
    #[schemars(length(min = 26, max = 26), extend("pattern" = "^[0-7][0-9a-hjkmnp-tv-z]{25}$"))]
    certificate: String,
    /// The ground, a rule of the certificate's type.
    #[schemars(length(min = 1, max = 100))]
    ground: String,
    #[schemars(length(min = 1, max = 4000))]
    reasons: String,
}

/// A procedure that was begun.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "RevocationBegun")]
pub(in crate::api) struct Begun {
    id: String,
}

/// Why.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Reasoned {
    #[schemars(length(min = 1, max = 4000))]
    pub reasons: String,
}

/// Whether the revocation stands.
#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum How {
    /// It stands.
    Uphold,
    /// The appeal is right: it ends.
    Lift,
}

/// A judgement.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Judged {
    judgement: How,
    #[schemars(length(min = 1, max = 4000))]
    reasons: String,
}

/// `GET /api/v1/desk/revocations`.
pub(in crate::api) async fn list(staff: Staff) -> Result<Found<Waiting>, WebError> {
    let found = revocations::waiting(&staff.ctx).await?;
    let items = found.into_iter().map(|one| Line {
        id: one.id.to_string(),
        kind: one.kind,
        stage: one.stage.to_string(),
        since: one.since.to_string(),
        mine: one.mine,
    });
    Ok(Found(Waiting { items: items.collect() }))
}

/// `POST /api/v1/desk/revocations`.
pub(in crate::api) async fn propose(
    Fresh(staff): Fresh,
    once: Once<Json<Proposal>>,
) -> Result<Made<Begun>, WebError> {
    let Staff { page, ctx, .. } = staff;
    let ctx = &ctx;
    let doing = |Json(sent): Json<Proposal>| async move {
        let certificate: CertificateId = sent.certificate.parse().map_err(|_| {
            let place = Place::Pointer("/certificate".to_owned());
            WebError::unfit().at(place, "desk-problem-certificate", &[])
        })?;
        let made = revocations::propose(ctx, certificate, &sent.ground, &sent.reasons).await;
        let id = made.map_err(|error| failed(page.l, "", error))?.to_string();
        Ok(Made { at: format!("/api/v1/desk/revocations/{id}"), made: Begun { id } })
    };
    once.done(ctx, doing).await
}

/// `GET /api/v1/desk/revocations/{revocation}`.
pub(in crate::api) async fn one(
    staff: Staff,
    At(id): At<RevocationId>,
) -> Result<Found<RevocationGiven>, WebError> {
    let view = revocations::open(&staff.ctx, id).await?;
    Ok(Found(RevocationGiven::of(staff.page.l, view)))
}

/// `POST /api/v1/desk/revocations/{revocation}/countersign`.
pub(in crate::api) async fn countersign(
    Fresh(staff): Fresh,
    At(id): At<RevocationId>,
    once: Once<Nothing>,
) -> Result<Done, WebError> {
    let ctx = &staff.ctx;
    let doing = |Nothing| async move {
        revocations::countersign(ctx, id).await?;
        Ok(Done)
    };
    once.done(ctx, doing).await
}

/// `POST /api/v1/desk/revocations/{revocation}/decline`.
pub(in crate::api) async fn decline(
    Fresh(staff): Fresh,
    At(id): At<RevocationId>,
    once: Once<Json<Reasoned>>,
) -> Result<Done, WebError> {
    let Staff { page, ctx, .. } = staff;
    let ctx = &ctx;
    let doing = |Json(sent): Json<Reasoned>| async move {
        let done = revocations::decline(ctx, id, &sent.reasons).await;
        done.map(|()| Done).map_err(|error| failed(page.l, "/reasons", error))
    };
    once.done(ctx, doing).await
}

/// `POST /api/v1/desk/revocations/{revocation}/judge`.
pub(in crate::api) async fn judge(
    Fresh(staff): Fresh,
    At(id): At<RevocationId>,
    once: Once<Json<Judged>>,
) -> Result<Done, WebError> {
    let Staff { page, ctx, .. } = staff;
    let ctx = &ctx;
    let doing = |Json(sent): Json<Judged>| async move {
        let how = match sent.judgement {
            How::Uphold => Judgement::Uphold,
            How::Lift => Judgement::Lift,
        };
        let done = revocations::judge(ctx, id, how, &sent.reasons).await;
        done.map(|()| Done).map_err(|error| failed(page.l, "/reasons", error))
    };
    once.done(ctx, doing).await
}
