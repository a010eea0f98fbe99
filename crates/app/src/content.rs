//! What drafts and cases hold, between its open and its sealed form.

use std::collections::BTreeMap;

use onewindow_gate::{Location, Permit};
use onewindow_model::application::{ContentPart, DraftContent, Supply};
use onewindow_model::class::DataClass;
use onewindow_model::service::Service;
use onewindow_store::entities::contents::ContentRecord;

use crate::ctx::Ctx;
use crate::error::{AppError, Result};
use crate::keys::KeyRing;

fn place(parent: &str, part: ContentPart, class: &DataClass) -> Location {
    Location::new("contents", "sealed", format!("{parent}/{part}/{class}"))
}

/// Seals everything: answers, supplies and the slot wished for as class `situation`, form values by
/// their own class.
pub(crate) fn seal(
    ctx: &Ctx,
    ring: &KeyRing,
    parent: &str,
    service: &Service,
    content: &DraftContent,
) -> Result<Vec<ContentRecord>> {
    let situation = DataClass::situation();
    let by_class = |held: &BTreeMap<String, String>| {
        let mut sorted: BTreeMap<DataClass, BTreeMap<String, String>> = BTreeMap::new();
        for field in &service.form {
            let values = sorted.entry(field.class.clone()).or_default();
            if let Some(value) = held.get(&field.id) {
                values.insert(field.id.clone(), value.clone());
            }
        }
        sorted
    };
    let record = |part: ContentPart, class: &DataClass, sealed| ContentRecord {
        part,
        class: class.to_string(),
        sealed,
    };
    let seal = |part: ContentPart, class: &DataClass, value: &dyn erased::Sealable| {
        value.seal(ctx, ring, class, &place(parent, part, class)).map(|s| record(part, class, s))
    };
    let mut records = vec![
        seal(ContentPart::Answers, &situation, &content.answers.to_strings())?,
        seal_supplies(ctx, ring, parent, &content.supplies)?,
    ];
    if service.booking().is_some() {
        records.push(seal(ContentPart::Slot, &situation, &content.slot)?);
    }
    for (class, values) in by_class(&content.values) {
        records.push(seal(ContentPart::Values, &class, &values)?);
    }
    for (class, values) in by_class(&content.prefilled) {
        records.push(seal(ContentPart::Prefilled, &class, &values)?);
    }
    Ok(records)
}

/// Seals how the papers are supplied, and nothing else.
pub(crate) fn seal_supplies(
    ctx: &Ctx,
    ring: &KeyRing,
    parent: &str,
    supplies: &BTreeMap<String, Supply>,
) -> Result<ContentRecord> {
    let class = DataClass::situation();
    let sealed = ring.seal(ctx, &class, &place(parent, ContentPart::Supplies, &class), supplies)?;
    Ok(ContentRecord { part: ContentPart::Supplies, class: class.to_string(), sealed })
}

/// Lets one closure seal maps of different types.
mod erased {
    use super::{Ctx, DataClass, KeyRing, Location, Result};

    pub trait Sealable {
        fn seal(
            &self,
            ctx: &Ctx,
            ring: &KeyRing,
            class: &DataClass,
            at: &Location,
        ) -> Result<Vec<u8>>;
    }

    impl<T: serde::Serialize> Sealable for T {
        fn seal(
            &self,
            ctx: &Ctx,
            ring: &KeyRing,
            class: &DataClass,
            at: &Location,
        ) -> Result<Vec<u8>> {
            ring.seal(ctx, class, at, self)
        }
    }
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
