use std::collections::BTreeMap;

use onewindow_app::{AppError, applications, drafts, home};
use onewindow_model::id::{DraftId, PersonId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::catalogue::{Given, read_answers};
use super::super::failed::{failed, problems};
use super::super::given::{Done, Found, Made};
use super::super::input::{At, Json, Once};
use super::draft_given::DraftGiven;
use crate::audience::{Citizen, Filler};
use crate::errors::{Place, WebError};
use crate::show::Show;

/// Drafts.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct Drafts {
    items: Vec<Line>,
}

/// A draft in a list: service and dates only.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "DraftLine")]
struct Line {
    id: String,
    service: String,
    version: u32,
    created_at: String,
    updated_at: String,
}

/// An application to begin.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct New {
    /// The service, by its id.
    #[schemars(length(min = 1, max = 100))]
    service: String,
    /// For whom, by the id of a party that the signed-in person may act for; themselves where it is
    /// not given.
    #[schemars(length(min = 26, max = 26), extend("pattern" = "^[0-7][0-9a-hjkmnp-tv-z]{25}$"))]
    applicant: Option<String>,
    /// Answers that are known already, by what they are called in conditions.
    #[serde(default)]
    #[schemars(extend("maxProperties" = 100))]
    answers: BTreeMap<String, Given>,
}

/// A draft that was made.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(in crate::api) struct DraftMade {
    id: String,
}

impl DraftMade {
    /// With the address where it can be found.
    pub fn at(id: DraftId) -> Made<DraftMade> {
        Made { at: format!("/api/v1/drafts/{id}"), made: DraftMade { id: id.to_string() } }
    }
}

/// Handing an application in.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Submission {
    /// Whether the applicant declares that everything is true.
    declared: bool,
}

/// The receipt: the same for every submission of one draft.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(in crate::api) struct Receipt {
    case: String,
    number: String,
}

/// `GET /api/v1/drafts`.
pub(in crate::api) async fn list(citizen: Citizen) -> Result<Found<Drafts>, WebError> {
    let found = home::drafts(&citizen.ctx).await?;
    let items = found.into_iter().map(|draft| Line {
        id: draft.id.to_string(),
        service: draft.service.id,
        version: draft.service.version,
        created_at: draft.created_at.to_string(),
        updated_at: draft.updated_at.to_string(),
    });
    Ok(Found(Drafts { items: items.collect() }))
}

/// `POST /api/v1/drafts`.
pub(in crate::api) async fn start(
    citizen: Citizen,
    once: Once<Json<New>>,
) -> Result<Made<DraftMade>, WebError> {
    let Citizen { page, ctx, person } = citizen;
    let ctx = &ctx;
    let doing = |Json(new): Json<New>| async move {
        let current = ctx.app.catalogue.current();
        let at = |at: &str| Place::Pointer(at.to_owned());
        let Some(service) = current.newest(&new.service) else {
            return Err(WebError::unfit().at(at("/service"), "api-no-service", &[]));
        };
        let applicant = match &new.applicant {
            None => person,
            Some(id) => id
                .parse::<PersonId>()
                .map_err(|_| WebError::bad_request().at(at("/applicant"), "api-value", &[]))?,
        };
        let show = Show::new(page.l, &current);
        let answers = read_answers(&show, &service, ctx.today(), &new.answers)?;
        let begun = drafts::start(ctx, &service.id, applicant, answers).await;
        let begun = begun.map_err(|error| failed(page.l, "/service", error))?;
        Ok(DraftMade::at(begun.id))
    };
    once.done(ctx, doing).await
}

/// `GET /api/v1/drafts/{draft}`.
pub(in crate::api) async fn one(
    filler: Filler,
    At(id): At<DraftId>,
) -> Result<Found<DraftGiven>, WebError> {
    let view = drafts::open(&filler.ctx, id).await?;
    let current = filler.ctx.app.catalogue.current();
    Ok(Found(DraftGiven::of(&Show::new(filler.page.l, &current), &filler.ctx, &view)))
}

/// `DELETE /api/v1/drafts/{draft}`.
pub(in crate::api) async fn delete(filler: Filler, At(id): At<DraftId>) -> Result<Done, WebError> {
    drafts::delete(&filler.ctx, id).await?;
    Ok(Done)
}

/// `POST /api/v1/drafts/{draft}/submit`.
pub(in crate::api) async fn submit(
    filler: Filler,
    At(id): At<DraftId>,
    once: Once<Json<Submission>>,
) -> Result<Made<Receipt>, WebError> {
    let Filler { page, ctx, clerk } = filler;
    let ctx = &ctx;
    let doing = |Json(sent): Json<Submission>| async move {
        match applications::submit(ctx, id, sent.declared).await {
            Ok(receipt) => {
                let (case, number) = (receipt.case.to_string(), receipt.number.to_string());
                // A case taken in at a window is its applicant's: the clerk has its slip.
                let at = match clerk {
                    true => format!("/api/v1/desk/drafts/{id}/slip"),
                    false => format!("/api/v1/cases/{case}"),
                };
                Ok(Made { at, made: Receipt { case, number } })
            }
            Err(AppError::Problems(found)) => {
                let view = drafts::open(ctx, id).await?;
                let current = ctx.app.catalogue.current();
                Err(problems(&Show::new(page.l, &current), &view.service, &found))
            }
            Err(other) => Err(failed(page.l, "", other)),
        }
    };
    once.done(ctx, doing).await
}
