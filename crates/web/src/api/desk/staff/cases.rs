use onewindow_app::cases::Listed as Line;
use onewindow_app::staffing::{self, Receiver};
use onewindow_model::id::{CaseId, OfficerId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::super::cursor::{Paging, cursor};
use super::super::super::given::{Done, Found};
use super::super::super::input::{Asked, At, Id, Json, Once};
use super::refused::refused;
use crate::audience::{Fresh, Staff};
use crate::errors::WebError;
use crate::show::Show;

/// Cases for those who do not handle them: nothing personal.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ListedCases")]
pub(in crate::api) struct Listed {
    items: Vec<ListedCase>,
    /// Where the next page starts; null at the end.
    next: Option<String>,
}

/// A case in such a list.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct ListedCase {
    id: String,
    number: String,
    service: String,
    service_name: String,
    stage: String,
    /// By when something must be done.
    due: Option<String>,
    /// Past its day.
    late: bool,
}

/// To whom, and why.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Giving {
    /// An official who takes cases; null for the list, from which any of them takes it.
    to: Option<Id<OfficerId>>,
    #[schemars(length(min = 1, max = 4000))]
    reasons: String,
}

/// What came of it.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(in crate::api) struct Given {
    /// How many cases were given.
    given: usize,
}

impl Giving {
    fn to(&self) -> Receiver {
        self.to.map_or(Receiver::List, |id| Receiver::Officer(id.0))
    }
}

/// Cases, with where the next page starts.
pub(in crate::api) fn listed(show: &Show<'_>, found: &[Line], next: Option<String>) -> Listed {
    let items = found.iter().map(|case| ListedCase {
        id: case.id.to_string(),
        number: case.number.to_string(),
        service: case.service.id.clone(),
        service_name: show.l.words(&case.service.name).text,
        stage: case.stage.to_string(),
        due: case.due.map(|day| day.to_string()),
        late: case.late,
    });
    Listed { items: items.collect(), next: next.map(|key| cursor(&key)) }
}

/// Whatever is wrong with who takes a case is wrong with `to`.
fn place(field: &str) -> Option<&'static str> {
    (!field.is_empty()).then_some("/to")
}

/// `GET /api/v1/desk/staff/officials/{officer}/cases`.
pub(in crate::api) async fn list(
    staff: Staff,
    At(id): At<OfficerId>,
    Asked(paging): Asked<Paging>,
) -> Result<Found<Listed>, WebError> {
    let after = paging.start(|key| key.parse::<CaseId>().ok())?;
    let found = staffing::handled_after(&staff.ctx, id, after, paging.limit()).await?;
    let current = staff.ctx.app.catalogue.current();
    let show = Show::new(staff.page.l, &current);
    Ok(Found(listed(&show, &found.items, found.next.map(|id| id.to_string()))))
}

/// `POST /api/v1/desk/staff/cases/{case}/give`.
pub(in crate::api) async fn give(
    Fresh(staff): Fresh,
    At(id): At<CaseId>,
    once: Once<Json<Giving>>,
) -> Result<Done, WebError> {
    let Staff { page, ctx, .. } = staff;
    let ctx = &ctx;
    let doing = |Json(sent): Json<Giving>| async move {
        let done = staffing::reassign(ctx, id, sent.to(), &sent.reasons).await;
        done.map(|()| Done).map_err(|error| refused(page.l, error, place))
    };
    once.done(ctx, doing).await
}

/// `POST /api/v1/desk/staff/officials/{officer}/cases/give`.
pub(in crate::api) async fn give_all(
    Fresh(staff): Fresh,
    At(from): At<OfficerId>,
    once: Once<Json<Giving>>,
) -> Result<Found<Given>, WebError> {
    let Staff { page, ctx, .. } = staff;
    let ctx = &ctx;
    let doing = |Json(sent): Json<Giving>| async move {
        let done = staffing::reassign_all(ctx, from, sent.to(), &sent.reasons).await;
        let given = done.map_err(|error| refused(page.l, error, place))?;
        Ok(Found(Given { given }))
    };
    once.done(ctx, doing).await
}
