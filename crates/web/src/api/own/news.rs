use onewindow_app::home;
use schemars::JsonSchema;
use serde::Serialize;

use super::super::given::Found;
use crate::audience::Citizen;
use crate::errors::WebError;

/// What happened lately, newest first.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct Notices {
    items: Vec<Notice>,
}

/// That something happened; what it was stands where it happened.
#[derive(Serialize, JsonSchema)]
struct Notice {
    id: String,
    kind: String,
    at: String,
    case: Option<String>,
    /// What a clerk did at a window: for which service.
    service: Option<String>,
    /// At which office.
    office: Option<String>,
}

/// `GET /api/v1/notices`.
pub(in crate::api) async fn list(citizen: Citizen) -> Result<Found<Notices>, WebError> {
    let found = home::notices(&citizen.ctx).await?;
    let items = found.into_iter().map(|(notice, window)| Notice {
        id: notice.id.to_string(),
        kind: notice.kind.to_string(),
        at: notice.at.to_string(),
        case: notice.case.map(|case| case.to_string()),
        service: window.as_ref().map(|window| window.service.clone()),
        office: window.and_then(|window| window.office),
    });
    Ok(Found(Notices { items: items.collect() }))
}
