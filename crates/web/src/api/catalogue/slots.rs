use jiff::civil::Date;
use onewindow_app::bookings;
use onewindow_model::booking::Slot;
use onewindow_model::booking::slot::read_clock;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::cursor::cursor;
use super::super::given::Found;
use super::super::input::{Asked, At};
use crate::audience::Public;
use crate::errors::{Place, WebError};

/// Which times.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Wanted {
    /// At this office only.
    #[schemars(length(min = 1, max = 100))]
    office: Option<String>,
    /// Where the page starts: `next` of the page before.
    #[schemars(length(max = 400))]
    cursor: Option<String>,
    /// How many at most.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<u32>,
}

/// A time at an office.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct SlotGiven {
    /// The office, by its id.
    #[schemars(length(min = 1, max = 100))]
    office: String,
    /// The day, YYYY-MM-DD.
    #[schemars(length(min = 10, max = 10), extend("format" = "date"))]
    day: String,
    /// The time of day, HH:MM.
    #[schemars(length(min = 5, max = 5), extend("pattern" = "^([01][0-9]|2[0-3]):[0-5][0-9]$"))]
    time: String,
}

/// Times at which a place is left, in order.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct Slots {
    items: Vec<Free>,
    /// Where the next page starts; null at the end.
    next: Option<String>,
}

/// A time at which a place is left.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FreeSlot")]
struct Free {
    #[serde(flatten)]
    slot: Bare,
    /// How long it takes, in minutes.
    minutes: u16,
    /// How many places are left.
    free: u32,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "BareSlot")]
struct Bare {
    /// The office, by its id.
    office: String,
    /// The day, YYYY-MM-DD.
    day: String,
    /// The time of day, HH:MM.
    time: String,
}

impl SlotGiven {
    /// As the platform names it; 400 with what is wrong.
    pub fn read(&self) -> Result<Slot, WebError> {
        let (day, time) = (self.day.parse::<Date>(), read_clock(&self.time));
        let mut error = WebError::bad_request();
        if day.is_err() {
            error = error.at(Place::Pointer("/day".to_owned()), "ask-day", &[]);
        }
        if time.is_none() {
            error = error.at(Place::Pointer("/time".to_owned()), "api-value", &[]);
        }
        match (day, time) {
            (Ok(day), Some(time)) => Ok(Slot { day, time, office: self.office.clone() }),
            _ => Err(error),
        }
    }
}

impl From<&Slot> for SlotGiven {
    fn from(slot: &Slot) -> SlotGiven {
        SlotGiven { office: slot.office.clone(), day: slot.day.to_string(), time: slot.clock() }
    }
}

/// `GET /api/v1/services/{service}/slots`.
pub(in crate::api) async fn list(
    public: Public,
    At(service): At<String>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Found<Slots>, WebError> {
    let offer = bookings::offer(&public.ctx, &service).await?;
    let mut free = offer.next_free("", usize::MAX);
    free.retain(|slot| wanted.office.as_ref().is_none_or(|office| slot.office == *office));
    free.sort();
    if let Some(start) = &wanted.cursor {
        free.retain(|slot| key(slot) > *start);
    }
    let limit = usize::try_from(wanted.limit.unwrap_or(20)).unwrap_or(20);
    let next = free.get(limit.saturating_sub(1)).filter(|_| free.len() > limit).map(key);
    let items = free.into_iter().take(limit).map(|slot| Free {
        minutes: offer.booking.minutes,
        free: offer.free(&slot),
        slot: Bare { office: slot.office.clone(), day: slot.day.to_string(), time: slot.clock() },
    });
    Ok(Found(Slots { items: items.collect(), next }))
}

/// Sorts as the slot does: day, time, office.
fn key(slot: &Slot) -> String {
    cursor(&format!("{}~{}~{}", slot.day, slot.clock(), slot.office))
}
