//! What can be had here: every service version ever in force, and the search over the newest.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

use onewindow_catalogue::Catalogue;
use onewindow_catalogue::search::{Index, Results};
use onewindow_model::lang::Lang;
use onewindow_model::service::{Service, ServiceRef};

use crate::error::{AppError, Result};

/// The catalogue as it is at one moment.
pub struct Current {
    /// The files: regions, calendar, authorities, offices and so on.
    pub files: Catalogue,
    versions: BTreeMap<ServiceRef, Arc<Service>>,
    newest: BTreeMap<String, Arc<Service>>,
    index: Index,
}

/// The catalogue, replaced as a whole when something new is published.
pub struct CatalogueHandle(RwLock<Arc<Current>>);

impl Current {
    /// A catalogue from its files and every service version known here.
    pub fn new(files: Catalogue, services: impl IntoIterator<Item = Arc<Service>>) -> Current {
        let mut versions = BTreeMap::new();
        let mut newest: BTreeMap<String, Arc<Service>> = BTreeMap::new();
        for service in services {
            versions.insert(service.reference(), Arc::clone(&service));
            let known = newest.get(&service.id);
            if known.is_none_or(|known| known.version < service.version) {
                newest.insert(service.id.clone(), service);
            }
        }
        let index = Index::build(newest.values().map(|s| files.search_doc(s)));
        Current { files, versions, newest, index }
    }

    /// The newest version of a service.
    pub fn newest(&self, id: &str) -> Option<Arc<Service>> {
        self.newest.get(id).cloned()
    }

    /// The newest version of every service, by id.
    pub fn services(&self) -> impl Iterator<Item = &Arc<Service>> {
        self.newest.values()
    }

    /// Exactly this version: what an application keeps.
    pub fn version(&self, reference: &ServiceRef) -> Result<Arc<Service>> {
        self.versions.get(reference).cloned().ok_or_else(|| {
            AppError::Internal(format!("no version {} of `{}`", reference.version, reference.id))
        })
    }

    /// Searches by what people type.
    pub fn search(&self, query: &str, lang: Lang, offset: usize, limit: usize) -> Results {
        self.index.search(query, lang, offset, limit)
    }
}

impl CatalogueHandle {
    /// A handle on a first catalogue.
    pub fn new(current: Current) -> CatalogueHandle {
        CatalogueHandle(RwLock::new(Arc::new(current)))
    }

    /// The catalogue as it is now; a request works with one from its start to its end.
    pub fn current(&self) -> Arc<Current> {
        match self.0.read() {
            Ok(current) => Arc::clone(&current),
            Err(poisoned) => Arc::clone(&poisoned.into_inner()),
        }
    }

    /// Puts another catalogue in its place.
    pub fn replace(&self, next: Current) {
        let next = Arc::new(next);
        match self.0.write() {
            Ok(mut current) => *current = next,
            Err(poisoned) => *poisoned.into_inner() = next,
        }
    }
}
