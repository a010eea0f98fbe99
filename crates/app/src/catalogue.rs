//! What can be had here: every service version ever in force, and the search over the newest.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use jiff::tz::TimeZone;
use onewindow_catalogue::search::{Doc, Fields, Index, Results};
use onewindow_catalogue::{Catalogue, Shared};
use onewindow_model::institution::{Authority, CertificateType, Office};
use onewindow_model::lang::Lang;
use onewindow_model::service::{Service, ServiceRef};
use onewindow_model::text::Text;

use crate::error::{AppError, Result};

/// The catalogue as it is at one moment.
pub struct Current {
    /// What all services share: regions, calendar, authorities, offices and so on.
    pub files: Arc<Shared>,
    /// Where dates are counted.
    pub zone: TimeZone,
    catalogue: Catalogue,
    index: Index,
}

/// The catalogue, replaced as a whole when something new is published.
pub struct CatalogueHandle {
    current: RwLock<Arc<Current>>,
    /// The revision of imports that was last taken over, or could not be.
    tried: Mutex<Option<String>>,
}

impl Current {
    /// A catalogue with every service version known here, indexed.
    pub fn new(catalogue: Catalogue) -> Result<Current> {
        let files = Arc::clone(&catalogue.shared);
        let zone = TimeZone::get(&files.region.time_zone)
            .map_err(|error| AppError::Internal(format!("region.yaml, time_zone: {error}")))?;
        let index =
            Index::with(catalogue.services().map(|service| doc(&files, service)), &files.synonyms);
        Ok(Current { files, zone, catalogue, index })
    }

    /// An authority.
    pub fn authority(&self, id: &str) -> Option<&Authority> {
        self.files.authorities.get(id)
    }

    /// An office.
    pub fn office(&self, id: &str) -> Option<&Office> {
        self.files.offices.iter().find(|office| office.id == id)
    }

    /// A type of certificate.
    pub fn certificate_type(&self, id: &str) -> Option<&CertificateType> {
        self.files.certificate_types.get(id)
    }

    /// The newest version of a service.
    pub fn newest(&self, id: &str) -> Option<Arc<Service>> {
        self.catalogue.service(id).cloned()
    }

    /// The newest version of every service, by id.
    pub fn services(&self) -> impl Iterator<Item = &Arc<Service>> {
        self.catalogue.services()
    }

    /// Exactly this version: what an application keeps.
    pub fn version(&self, reference: &ServiceRef) -> Result<Arc<Service>> {
        self.catalogue.version(reference).cloned().ok_or_else(|| {
            AppError::Internal(format!("no version {} of `{}`", reference.version, reference.id))
        })
    }

    /// Searches by what people type.
    pub fn search(&self, query: &str, lang: Lang, offset: usize, limit: usize) -> Results {
        self.index.search(query, lang, offset, limit)
    }
}

impl CatalogueHandle {
    /// A handle on a first catalogue, made when imports were at this revision.
    pub fn new(current: Current, revision: Option<String>) -> CatalogueHandle {
        CatalogueHandle { current: RwLock::new(Arc::new(current)), tried: Mutex::new(revision) }
    }

    /// Whether this revision of imports has not been tried yet; it counts as tried from now on, so
    /// that one which cannot be read is not read again and again.
    pub(crate) fn is_new(&self, revision: Option<String>) -> bool {
        let mut tried = self.tried.lock().unwrap_or_else(PoisonError::into_inner);
        let new = *tried != revision;
        *tried = revision;
        new
    }

    /// The catalogue as it is now; a request works with one from its start to its end.
    pub fn current(&self) -> Arc<Current> {
        match self.current.read() {
            Ok(current) => Arc::clone(&current),
            Err(poisoned) => Arc::clone(&poisoned.into_inner()),
        }
    }

    /// Puts another catalogue in its place.
    pub fn replace(&self, next: Current) {
        let next = Arc::new(next);
        match self.current.write() {
            Ok(mut current) => *current = next,
            Err(poisoned) => *poisoned.into_inner() = next,
        }
    }
}

/// A service as the search sees it: public text only.
fn doc(files: &Shared, service: &Service) -> Doc {
    let authority = files.authorities.get(&service.authority);
    let words = |tag: &str| {
        let get = |text: &Text| text.in_language(tag).unwrap_or_default().to_owned();
        let papers = service.evidence.items().iter().map(|evidence| get(&evidence.name));
        let notes = service.notes.iter().map(|note| get(&note.text));
        let name = authority.map(|authority| get(&authority.name));
        let body: Vec<_> = name.into_iter().chain(papers).chain(notes).collect();
        Fields {
            keywords: service.keywords.get(tag).cloned().unwrap_or_default(),
            name: get(&service.name),
            summary: service.summary.known().map(get).unwrap_or_default(),
            body: body.join(" "),
        }
    };
    // An imported service may have languages that the interface has not.
    let ours = Lang::ALL.into_iter().map(|lang| (Some(lang), words(lang.tag())));
    let is_ours = |tag: &&String| Lang::ALL.iter().any(|lang| lang.tag() == *tag);
    let others = service.languages.iter().filter(|tag| !is_ours(tag));
    let others = others.map(|tag| (None, words(tag)));
    Doc {
        id: service.id.clone(),
        weight: 1.0,
        codes: service.code.iter().cloned().collect(),
        fields: ours.chain(others).collect(),
    }
}
