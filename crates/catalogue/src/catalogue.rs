//! A whole catalogue: what is shared, and every version of every service.

use std::collections::BTreeMap;
use std::sync::Arc;

use onewindow_model::service::{Service, ServiceRef};

use crate::shared::Shared;

/// A whole catalogue.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// Region, calendar, authorities, offices, registers, certificate types, life events, classes.
    pub shared: Arc<Shared>,
    services: BTreeMap<String, BTreeMap<u32, Arc<Service>>>,
}

impl Catalogue {
    /// A catalogue without services.
    pub fn new(shared: Shared) -> Catalogue {
        Catalogue { shared: Arc::new(shared), services: BTreeMap::new() }
    }

    /// Adds a version of a service and returns the one that stood in its place.
    pub fn insert(&mut self, service: Arc<Service>) -> Option<Arc<Service>> {
        let versions = self.services.entry(service.id.clone()).or_default();
        versions.insert(service.version, service)
    }

    /// The latest version of a service.
    pub fn service(&self, id: &str) -> Option<&Arc<Service>> {
        self.services.get(id)?.values().next_back()
    }

    /// One version of a service: that which an application was made under.
    pub fn version(&self, reference: &ServiceRef) -> Option<&Arc<Service>> {
        self.services.get(&reference.id)?.get(&reference.version)
    }

    /// The latest version of each service, by id.
    pub fn services(&self) -> impl Iterator<Item = &Arc<Service>> {
        self.services.values().filter_map(|versions| versions.values().next_back())
    }

    /// All versions of a service, the oldest first.
    pub fn versions(&self, id: &str) -> impl Iterator<Item = &Arc<Service>> {
        self.services.get(id).into_iter().flat_map(BTreeMap::values)
    }

    /// How many services there are.
    pub fn len(&self) -> usize {
        self.services.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.services.is_empty()
    }
}
