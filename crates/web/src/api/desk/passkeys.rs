use onewindow_app::staff::passkeys;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::given::{Done, Found};
use super::super::input::{At, Body};
use crate::audience::{Fresh, Staff};
use crate::desk::passkeys::by;
use crate::errors::WebError;

/// The official's own passkeys, oldest first, ten at most; and the last hundred steps on record of
/// them, newest first.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct Passkeys {
    items: Vec<PasskeyGiven>,
    record: Vec<PasskeyStep>,
}

/// A passkey.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Passkey")]
struct PasskeyGiven {
    id: String,
    name: String,
    added_at: String,
    used_at: Option<String>,
    /// It can be used; one of which there may be a copy is blocked.
    serves: bool,
}

/// A step on record of them.
#[derive(Serialize, JsonSchema)]
struct PasskeyStep {
    at: String,
    what: String,
    /// What the passkey was called from then on.
    name: Option<String>,
    /// `self`, `other` or `machine`: whoever runs the node.
    by: String,
}

/// Another name.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Renamed {
    /// No more than 60 characters of it are kept.
    #[schemars(length(min = 1, max = 200))]
    name: String,
}

/// `GET /api/v1/desk/passkeys`.
pub(in crate::api) async fn list(staff: Staff) -> Result<Found<Passkeys>, WebError> {
    let me = staff.officer.id.to_string();
    let (known, record) = (passkeys::list(&staff.ctx).await?, passkeys::record(&staff.ctx).await?);
    let items = known.into_iter().map(|one| PasskeyGiven {
        id: passkeys::key(&one),
        added_at: one.added_at.to_string(),
        used_at: one.used_at.map(|at| at.to_string()),
        serves: passkeys::serves(&one),
        name: one.name,
    });
    let record = record.into_iter().map(|event| PasskeyStep {
        at: event.at.to_string(),
        what: event.kind.to_string(),
        by: by(&event, &me).to_owned(),
        name: event.name,
    });
    Ok(Found(Passkeys { items: items.collect(), record: record.collect() }))
}

/// `PUT /api/v1/desk/passkeys/{passkey}`.
pub(in crate::api) async fn rename(
    staff: Staff,
    At(key): At<String>,
    Body(sent): Body<Renamed>,
) -> Result<Done, WebError> {
    passkeys::rename(&staff.ctx, &key, &sent.name).await?;
    Ok(Done)
}

/// `DELETE /api/v1/desk/passkeys/{passkey}`.
pub(in crate::api) async fn remove(
    Fresh(staff): Fresh,
    At(key): At<String>,
) -> Result<Done, WebError> {
    passkeys::remove(&staff.ctx, &key).await?;
    Ok(Done)
}
