use jiff::civil::Date;
use onewindow_app::bookings::{self, DueKey};
use onewindow_model::booking::slot::{clock, read_clock};
use onewindow_model::id::CaseId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::cursor::{self, cursor};
use super::super::given::Found;
use super::super::input::Asked;
use crate::audience::Staff;
use crate::errors::WebError;

/// Where the list starts.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct From {
    /// Where the page starts: `next` of the page before.
    #[schemars(length(max = 400))]
    cursor: Option<String>,
}

/// Appointments of the official's office, from today on.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct Appointments {
    /// The office; null for who sits at none.
    office: Option<String>,
    items: Vec<Line>,
    /// Where the next page starts; null at the end.
    next: Option<String>,
}

/// An appointment: nothing personal.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AppointmentLine")]
struct Line {
    day: String,
    time: String,
    case: String,
    number: String,
    service: String,
    /// Handled by whoever asks.
    mine: bool,
}

/// `GET /api/v1/desk/appointments`.
pub(in crate::api) async fn list(
    staff: Staff,
    Asked(from): Asked<From>,
) -> Result<Found<Appointments>, WebError> {
    let after = cursor::read(from.cursor.as_deref(), key)?;
    let found = bookings::at_office(&staff.ctx, after).await?;
    let items = found.items.iter().map(|item| Line {
        day: item.slot.day.to_string(),
        time: item.slot.clock(),
        case: item.case.to_string(),
        number: item.number.to_string(),
        service: item.service.id.clone(),
        mine: item.mine,
    });
    let items = items.collect();
    let next = found.next.map(|key| cursor(&format!("{}~{}~{}", key.day, key.time, key.case)));
    Ok(Found(Appointments { office: found.office, items, next }))
}

fn key(text: &str) -> Option<DueKey> {
    let mut parts = text.split('~');
    let day: Date = parts.next()?.parse().ok()?;
    let time = clock(read_clock(parts.next()?)?);
    let case: CaseId = parts.next()?.parse().ok()?;
    parts.next().is_none().then(|| DueKey { day, time, case: case.to_string() })
}
