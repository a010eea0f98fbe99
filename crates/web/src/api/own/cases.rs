use onewindow_app::cases::{self, Files, Mine};
use onewindow_model::id::CaseId;
use schemars::JsonSchema;
use serde::Serialize;

use super::super::cursor::{Paging, cursor};
use super::super::given::{Done, Found};
use super::super::input::{Asked, At, Nothing, Once};
use super::case_given::{CaseGiven, given};
use crate::audience::Citizen;
use crate::errors::WebError;
use crate::show::Show;

/// Cases, newest first.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct Cases {
    items: Vec<Line>,
    /// Where the next page starts; null at the end.
    next: Option<String>,
}

/// A case in a list: nothing of its content.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CaseLine")]
struct Line {
    id: String,
    number: String,
    service: String,
    service_name: String,
    stage: String,
    received_at: String,
    /// The last day for what comes next.
    due: Option<String>,
}

/// `GET /api/v1/cases`.
pub(in crate::api) async fn list(
    citizen: Citizen,
    Asked(paging): Asked<Paging>,
) -> Result<Found<Cases>, WebError> {
    let before = paging.start(|key| key.parse::<CaseId>().ok())?;
    let found = cases::mine_before(&citizen.ctx, before, paging.limit()).await?;
    let current = citizen.ctx.app.catalogue.current();
    let show = Show::new(citizen.page.l, &current);
    let next = found.next.map(|id| cursor(&id.to_string()));
    Ok(Found(Cases { items: found.items.iter().map(|mine| line(&show, mine)).collect(), next }))
}

fn line(show: &Show<'_>, mine: &Mine) -> Line {
    let case = &mine.case;
    Line {
        id: case.id.to_string(),
        number: case.number.to_string(),
        service: case.service.id.clone(),
        service_name: show.l.words(&mine.service.name).text,
        stage: case.stage.name().to_string(),
        received_at: case.received_at.to_string(),
        due: case.stage.due().map(|day| day.to_string()),
    }
}

/// `GET /api/v1/cases/{case}`.
pub(in crate::api) async fn one(
    citizen: Citizen,
    At(id): At<CaseId>,
) -> Result<Found<CaseGiven>, WebError> {
    let file = cases::open_own(&citizen.ctx, id).await?;
    let current = citizen.ctx.app.catalogue.current();
    Ok(Found(given(&Show::new(citizen.page.l, &current), &file)))
}

/// `POST /api/v1/cases/{case}/answer`.
pub(in crate::api) async fn answer(
    citizen: Citizen,
    At(id): At<CaseId>,
    once: Once<Nothing>,
) -> Result<Done, WebError> {
    let ctx = &citizen.ctx;
    let doing = |Nothing| async move {
        cases::answer_correction(ctx, id, Files::new()).await?;
        Ok(Done)
    };
    once.done(ctx, doing).await
}

/// `POST /api/v1/cases/{case}/withdraw`.
pub(in crate::api) async fn withdraw(
    citizen: Citizen,
    At(id): At<CaseId>,
    once: Once<Nothing>,
) -> Result<Done, WebError> {
    let ctx = &citizen.ctx;
    let doing = |Nothing| async move {
        cases::withdraw(ctx, id).await?;
        Ok(Done)
    };
    once.done(ctx, doing).await
}
