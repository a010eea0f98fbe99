use jiff::civil::Date;
use onewindow_app::Ctx;
use onewindow_app::cases::{self, WorkKey};
use onewindow_model::id::CaseId;
use schemars::JsonSchema;
use serde::Serialize;

use super::super::cursor::{Paging, cursor};
use super::super::given::Found;
use super::super::input::Asked;
use crate::audience::{Staff, WorkMachine};
use crate::errors::WebError;
use crate::l10n::L10n;
use crate::show::Show;

/// Open cases, the most urgent first.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct Work {
    items: Vec<Line>,
    /// Where the next page starts; null at the end.
    next: Option<String>,
}

/// A case in the work list: nothing personal.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WorkLine")]
struct Line {
    id: String,
    number: String,
    service: String,
    service_name: String,
    stage: String,
    /// By when something must be done.
    due: Option<String>,
    /// Past its day.
    late: bool,
    /// Handled by whoever asks.
    mine: bool,
    /// Handled by nobody yet.
    free: bool,
}

/// `GET /api/v1/desk/work`.
pub(in crate::api) async fn list(
    staff: Staff,
    Asked(paging): Asked<Paging>,
) -> Result<Found<Work>, WebError> {
    found(&staff.ctx, staff.page.l, &paging).await
}

/// `GET /api/v1/agency/work`.
pub(in crate::api) async fn of_agency(
    machine: WorkMachine,
    Asked(paging): Asked<Paging>,
) -> Result<Found<Work>, WebError> {
    found(&machine.ctx, machine.page.l, &paging).await
}

async fn found(ctx: &Ctx, l: L10n, paging: &Paging) -> Result<Found<Work>, WebError> {
    let after = paging.start(key)?;
    let found = cases::work_page(ctx, after, paging.limit()).await?;
    let current = ctx.app.catalogue.current();
    let show = Show::new(l, &current);
    let items = found.items.iter().map(|item| Line {
        id: item.id.to_string(),
        number: item.number.to_string(),
        service: item.service.id.clone(),
        service_name: show.l.words(&item.service.name).text,
        stage: item.stage.to_string(),
        due: item.due.map(|day| day.to_string()),
        late: item.late,
        mine: item.mine,
        free: item.free,
    });
    let next = found.next.map(|key| cursor(&format!("{}~{}", key.due, key.id)));
    Ok(Found(Work { items: items.collect(), next }))
}

fn key(text: &str) -> Option<WorkKey> {
    let (due, id) = text.split_once('~')?;
    let (day, id): (Date, CaseId) = (due.parse().ok()?, id.parse().ok()?);
    Some(WorkKey { due: day.to_string(), id: id.to_string() })
}
