//! The data keys of one person.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

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
    keys: Arc<BTreeMap<DataClass, KeyRow>>,
}

/// More persons than one request concerns; a job that concerns more reads their keys again.
const MOST_RINGS: usize = 16;

/// The rings read in one request: an entry, a look and a write need the same one. They end with the
/// request, so that a key that is taken away is away for the next.
#[derive(Clone, Default)]
pub(crate) struct Rings(Arc<Mutex<BTreeMap<PersonId, KeyRing>>>);

impl Rings {
    fn get(&self, person: PersonId) -> Option<KeyRing> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&person).cloned()
    }

    fn put(&self, ring: KeyRing) {
        let mut rings = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if rings.len() >= MOST_RINGS {
            rings.clear();
        }
        rings.insert(ring.person, ring);
    }
}

impl Ctx {
    /// Takes over the keys of a person that were read together with something else.
    pub(crate) fn has_keys(&self, person: PersonId, rows: Vec<KeyRecord>) {
        self.rings.put(KeyRing::new(person, rows));
    }

    /// The keys of a person for these classes, made and stored first where there are none.
    pub(crate) async fn keys(&self, person: PersonId, classes: &[DataClass]) -> Result<KeyRing> {
        let known = self.rings.get(person);
        if let Some(ring) = known.filter(|ring| ring.has(classes)) {
            return Ok(ring);
        }
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
        let query = move || keys::of_person(person);
        let rows = self.app.store.find("keys.of_person", query).await?;
        let ring = KeyRing::new(person, rows);
        self.rings.put(ring.clone());
        Ok(ring)
    }
}

impl KeyRing {
    /// The ring of a person's stored keys, oldest version first.
    fn new(person: PersonId, rows: Vec<KeyRecord>) -> KeyRing {
        let keys = rows.into_iter().map(|row| {
            let class = DataClass::new(row.class);
            (class.clone(), KeyRow { person, class, version: row.version, wrapped: row.wrapped })
        });
        KeyRing { person, keys: Arc::new(keys.collect()) }
    }

    fn has(&self, classes: &[DataClass]) -> bool {
        classes.iter().all(|class| self.keys.contains_key(class))
    }

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
