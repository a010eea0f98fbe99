//! Looking up one's own record in a register: a service that needs no application.

use onewindow_gate::Standing;
use onewindow_model::class::DataClass;
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::service::{Service, Special};

use crate::ctx::Ctx;
use crate::entry::Ask;
use crate::error::{AppError, Result};
use crate::parties;
use crate::registers::Record;

/// What a register holds about the person who asks.
pub enum OwnRecord {
    /// The fields that the service names, in its order: id and value.
    Found(Vec<(String, String)>),
    /// Nothing, or the person has no number by which it could be asked.
    Nothing,
    /// The register cannot be reached, or does not answer in time.
    Unreachable,
}

/// Shows the person who acts their own record, and nobody else's. The look is on record before
/// the register is asked. Not found where the service is not of this kind.
pub async fn own_record(ctx: &Ctx, service: &Service) -> Result<OwnRecord> {
    let person = ctx.person()?;
    let Special::OwnRecord { register, fields } = &service.special else {
        return Err(AppError::NotFound);
    };
    let party = parties::open_own(ctx, person).await?;
    let Some(number) = party.identity.number.as_ref() else { return Ok(OwnRecord::Nothing) };
    let Some(connector) = ctx.app.registers.get(register) else {
        return Ok(OwnRecord::Unreachable);
    };
    let entry = ctx
        .entry(Ask {
            action: Action::Read,
            purpose: Purpose::Own,
            subject: person,
            standing: Standing::Oneself,
            classes: &classes(ctx, register, fields),
            fields: fields.len(),
        })
        .await?;
    ctx.on_record("registers.own", &entry).await?;
    match connector.find(number.number()).await {
        Ok(Some(record)) => Ok(OwnRecord::Found(named(&record, fields))),
        Ok(None) => Ok(OwnRecord::Nothing),
        Err(fault) => {
            tracing::warn!(register, %fault, "a register could not be asked");
            Ok(OwnRecord::Unreachable)
        }
    }
}

/// The classes of the fields that are shown, each once.
fn classes(ctx: &Ctx, register: &str, fields: &[String]) -> Vec<DataClass> {
    let current = ctx.app.catalogue.current();
    let known = current.files.registers.get(register);
    let known = known.map_or(&[][..], |register| &register.fields);
    let shown = known.iter().filter(|field| fields.contains(&field.id));
    let mut classes: Vec<_> = shown.map(|field| field.class.clone()).collect();
    classes.sort();
    classes.dedup();
    classes
}

/// What the service does not name is not passed on.
fn named(record: &Record, fields: &[String]) -> Vec<(String, String)> {
    let value = |field: &String| Some((field.clone(), record.get(field)?.clone()));
    fields.iter().filter_map(value).collect()
}
