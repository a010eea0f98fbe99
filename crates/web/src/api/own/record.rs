use std::collections::BTreeMap;

use onewindow_app::look_up::{OwnRecord, own_record};
use schemars::JsonSchema;
use serde::Serialize;

use super::super::given::Found;
use super::super::input::At;
use crate::audience::Citizen;
use crate::errors::WebError;

/// One's own record in a register.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "OwnRecord")]
pub(in crate::api) struct Record {
    /// Whether the register answered; ask again later where it did not.
    answered: bool,
    /// The fields by their names in the register; null where it has no record.
    fields: Option<BTreeMap<String, String>>,
}

/// `GET /api/v1/services/{service}/record`.
pub(in crate::api) async fn one(
    citizen: Citizen,
    At(id): At<String>,
) -> Result<Found<Record>, WebError> {
    let current = citizen.ctx.app.catalogue.current();
    let service = current.newest(&id).ok_or_else(WebError::not_found)?;
    let (answered, fields) = match own_record(&citizen.ctx, &service).await? {
        OwnRecord::Found(fields) => (true, Some(fields.into_iter().collect())),
        OwnRecord::Nothing => (true, None),
        OwnRecord::Unreachable => (false, None),
    };
    Ok(Found(Record { answered, fields }))
}
