use onewindow_app::accesses;
use onewindow_model::id::PersonId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::cursor::cursor;
use super::super::given::Found;
use super::super::input::Asked;
use crate::audience::Citizen;
use crate::errors::{Place, WebError};
use crate::show::stored;

/// Which looks.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Wanted {
    /// About a party that the signed-in person may act for, by its id; themselves where it is not
    /// given.
    #[schemars(length(min = 26, max = 26), extend("pattern" = "^[0-7][0-9a-hjkmnp-tv-z]{25}$"))]
    about: Option<String>,
    /// Where the page starts: `next` of the page before.
    #[schemars(length(max = 400))]
    cursor: Option<String>,
}

/// Looks, newest first; looking at them is one more.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Accesses")]
pub(in crate::api) struct Looks {
    items: Vec<Look>,
    /// Where the next page starts; null at the end.
    next: Option<String>,
}

/// One look, write, disclosure or refusal.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Access")]
struct Look {
    at: String,
    /// `person`, `slip`, `officer`, `machine`, `system` or `stranger`.
    actor: String,
    /// The person themselves looked.
    own: bool,
    organisation: Option<String>,
    role: Option<String>,
    /// What stands for the official within this case.
    pseudonym: Option<String>,
    case: Option<String>,
    action: String,
    purpose: String,
    basis: String,
    classes: Vec<String>,
    fields: u16,
    /// Why it was refused; null where it was allowed.
    refused: Option<String>,
}

/// `GET /api/v1/accesses`.
pub(in crate::api) async fn list(
    citizen: Citizen,
    Asked(wanted): Asked<Wanted>,
) -> Result<Found<Looks>, WebError> {
    let about = match &wanted.about {
        None => citizen.person,
        Some(id) => id.parse::<PersonId>().map_err(|_| {
            WebError::bad_request().at(Place::Parameter("about".to_owned()), "api-value", &[])
        })?,
    };
    let before = super::super::cursor::read(wanted.cursor.as_deref(), |key| key.parse().ok())?;
    let found = accesses::list(&citizen.ctx, about, before).await?;
    let items = found.entries.into_iter().map(|(_, entry)| Look {
        refused: entry.refused().map(str::to_owned),
        at: entry.at.to_string(),
        actor: entry.actor,
        own: entry.own,
        organisation: entry.organisation,
        role: entry.role,
        pseudonym: entry.pseudonym,
        case: entry.case.map(|case| case.to_string()),
        action: stored(&entry.action),
        purpose: stored(&entry.purpose),
        basis: entry.basis,
        classes: entry.classes,
        fields: entry.fields,
    });
    let next = found.next.map(|next| cursor(&next.to_string()));
    Ok(Found(Looks { items: items.collect(), next }))
}
