//! The data keys of one person.

use std::collections::BTreeMap;

use onewindow_gate::{KeyRow, Location, Permit, Personal};
use onewindow_model::class::DataClass;
use onewindow_model::id::PersonId;
use onewindow_store::entities::keys::{self, KeyRecord};
use onewindow_store::{End, tx_job};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::ctx::Ctx;
use crate::error::{AppError, Result};

/// The newest wrapped key of each class of one person. Opens nothing by itself.
#[derive(Clone)]
pub(crate) struct KeyRing {
    person: PersonId,
    keys: BTreeMap<DataClass, KeyRow>,
}

impl Ctx {
    /// The keys of a person for these classes, made and stored first where there are none.
    pub(crate) async fn keys(&self, person: PersonId, classes: &[DataClass]) -> Result<KeyRing> {
        let mut ring = self.stored_keys(person).await?;
        let missing: Vec<_> = classes.iter().filter(|c| !ring.keys.contains_key(*c)).collect();
        if missing.is_empty() {
            return Ok(ring);
        }
        let mut fresh = Vec::new();
        for class in missing {
            let key = self.app.vault.new_key(person, class.clone(), &*self.app.random)?;
            fresh.push(KeyRecord {
                person,
                class: key.class.to_string(),
                version: key.version,
                wrapped: key.wrapped,
            });
        }
        let now = self.now;
        // Two requests may make a first key at once: the first stands, the other takes it over.
        let made = self.app.store.run_tx(
            "keys.create",
            tx_job!([fresh], |tx| {
                for key in &fresh {
                    keys::insert_if_absent(tx, key, now).await?;
                }
                Ok(End::<(), AppError>::Commit(()))
            }),
        );
        made.await.map_err(AppError::from)?;
        ring = self.stored_keys(person).await?;
        Ok(ring)
    }

    async fn stored_keys(&self, person: PersonId) -> Result<KeyRing> {
        let read = tx_job!([person], |tx| keys::of_person(tx, person).await);
        let rows = self.app.store.read("keys.of_person", read).await?;
        let keys = rows.into_iter().map(|row| {
            let class = DataClass::new(row.class);
            (class.clone(), KeyRow { person, class, version: row.version, wrapped: row.wrapped })
        });
        Ok(KeyRing { person, keys: keys.collect() })
    }
}

impl KeyRing {
    /// The key of a class.
    pub(crate) fn of(&self, class: &DataClass) -> Result<&KeyRow> {
        self.keys.get(class).ok_or_else(|| AppError::Internal(format!("no key of class {class}")))
    }

    /// Seals a value for its place.
    pub(crate) fn seal<T: Serialize>(
        &self,
        ctx: &Ctx,
        class: &DataClass,
        location: &Location,
        value: &T,
    ) -> Result<Vec<u8>> {
        let random = &*ctx.app.random;
        Ok(ctx.app.vault.seal(self.of(class)?, location, value, random)?)
    }

    /// Opens a value from its place.
    pub(crate) fn open<T: DeserializeOwned>(
        &self,
        ctx: &Ctx,
        class: &DataClass,
        location: Location,
        sealed: Vec<u8>,
        permit: &Permit,
    ) -> Result<T> {
        let value = Personal::sealed(self.person, class.clone(), location, sealed);
        Ok(ctx.app.vault.open(self.of(class)?, &value, permit, ctx.now)?)
    }
}
