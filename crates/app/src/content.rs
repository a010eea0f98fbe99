//! What drafts and cases hold, between its open and its sealed form.

use std::collections::BTreeMap;

use onewindow_gate::{Location, Permit};
use onewindow_model::application::{ContentPart, DraftContent, Supply};
use onewindow_model::booking::Slot;
use onewindow_model::class::DataClass;
use onewindow_model::service::Service;
use onewindow_store::entities::contents::ContentRecord;
use serde::Serialize;

use crate::ctx::Ctx;
use crate::error::{AppError, Result};
use crate::keys::KeyRing;

fn place(parent: &str, part: ContentPart, class: &DataClass) -> Location {
    Location::new("contents", "sealed", format!("{parent}/{part}/{class}"))
}

/// One map of a draft or case, as it is before it is sealed.
#[derive(PartialEq, Serialize)]
#[serde(untagged)]
enum Map<'c> {
    Texts(BTreeMap<String, String>),
    Supplies(&'c BTreeMap<String, Supply>),
    Slot(&'c Option<Slot>),
}

/// Everything that is held, each map with its part and class: answers, supplies and the slot wished
/// for as class `situation`, form values by their own class. The order is the service's alone.
fn maps<'c>(
    service: &Service,
    content: &'c DraftContent,
) -> Vec<(ContentPart, DataClass, Map<'c>)> {
    let by_class = |part: ContentPart, held: &BTreeMap<String, String>| {
        let mut sorted: BTreeMap<DataClass, BTreeMap<String, String>> = BTreeMap::new();
        for field in &service.form {
            let values = sorted.entry(field.class.clone()).or_default();
            if let Some(value) = held.get(&field.id) {
                values.insert(field.id.clone(), value.clone());
            }
        }
        sorted.into_iter().map(move |(class, values)| (part, class, Map::Texts(values)))
    };
    let situation = DataClass::situation;
    let mut maps = vec![
        (ContentPart::Answers, situation(), Map::Texts(content.answers.to_strings())),
        (ContentPart::Supplies, situation(), Map::Supplies(&content.supplies)),
    ];
    if service.booking().is_some() {
        maps.push((ContentPart::Slot, situation(), Map::Slot(&content.slot)));
    }
    maps.extend(by_class(ContentPart::Values, &content.values));
    maps.extend(by_class(ContentPart::Prefilled, &content.prefilled));
    maps
}

/// Seals everything.
pub(crate) fn seal(
    ctx: &Ctx,
    ring: &KeyRing,
    parent: &str,
    service: &Service,
    content: &DraftContent,
) -> Result<Vec<ContentRecord>> {
    let maps = maps(service, content).into_iter();
    maps.map(|(part, class, map)| seal_map(ctx, ring, parent, part, class, &map)).collect()
}

/// Seals what is no longer as it was stored.
pub(crate) fn seal_changed(
    ctx: &Ctx,
    ring: &KeyRing,
    parent: &str,
    service: &Service,
    stored: &DraftContent,
    content: &DraftContent,
) -> Result<Vec<ContentRecord>> {
    let pairs = maps(service, stored).into_iter().zip(maps(service, content));
    let changed = pairs.filter(|(before, after)| before != after).map(|(_, after)| after);
    changed.map(|(part, class, map)| seal_map(ctx, ring, parent, part, class, &map)).collect()
}

/// Seals how the papers are supplied, and nothing else.
pub(crate) fn seal_supplies(
    ctx: &Ctx,
    ring: &KeyRing,
    parent: &str,
    supplies: &BTreeMap<String, Supply>,
) -> Result<ContentRecord> {
    let (part, class) = (ContentPart::Supplies, DataClass::situation());
    seal_map(ctx, ring, parent, part, class, &Map::Supplies(supplies))
}

fn seal_map(
    ctx: &Ctx,
    ring: &KeyRing,
    parent: &str,
    part: ContentPart,
    class: DataClass,
    map: &Map<'_>,
) -> Result<ContentRecord> {
    let sealed = ring.seal(ctx, &class, &place(parent, part, &class), map)?;
    Ok(ContentRecord { part, class: class.to_string(), sealed })
}

/// Opens everything that the permit covers; it must cover all classes of the service.
pub(crate) fn open(
    ctx: &Ctx,
    ring: &KeyRing,
    parent: &str,
    service: &Service,
    records: Vec<ContentRecord>,
    permit: &Permit,
) -> Result<DraftContent> {
    let mut content = DraftContent::default();
    for record in records {
        let class = DataClass::new(record.class);
        let at = place(parent, record.part, &class);
        match record.part {
            ContentPart::Answers => {
                let raw: BTreeMap<String, String> =
                    ring.open(ctx, &class, at, record.sealed, permit)?;
                let pairs = raw.iter().map(|(fact, text)| (fact.as_str(), text.as_str()));
                content.answers = service
                    .facts
                    .read(pairs)
                    .map_err(|_| AppError::Internal(format!("answers of {parent} do not fit")))?;
            }
            ContentPart::Values => {
                let values: BTreeMap<String, String> =
                    ring.open(ctx, &class, at, record.sealed, permit)?;
                content.values.extend(values);
            }
            ContentPart::Prefilled => {
                let values: BTreeMap<String, String> =
                    ring.open(ctx, &class, at, record.sealed, permit)?;
                content.prefilled.extend(values);
            }
            ContentPart::Slot => {
                content.slot = ring.open(ctx, &class, at, record.sealed, permit)?
            }
            ContentPart::Supplies => {
                let supplies: BTreeMap<String, Supply> =
                    ring.open(ctx, &class, at, record.sealed, permit)?;
                content.supplies = supplies;
            }
        }
    }
    Ok(content)
}
