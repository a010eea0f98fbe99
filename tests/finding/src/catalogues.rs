//! The catalogues that queries are put to, read as a node reads them.

use std::path::Path;
use std::sync::Arc;

use onewindow_app::catalogue::Current;
use onewindow_catalogue::import::{ImportSink, SinkError, import_files};
use onewindow_catalogue::{Catalogue, Shared, load, parse_service};
use onewindow_model::text::Text;

use crate::Engine;
use crate::queries::Query;

/// Sources besides the sample: name, mapping, records.
const SOURCES: &[(&str, &str, &str)] = &[
    ("guangdong", "catalogue/maps/guangdong.yaml", "../shared/data/guangdong/items-300.jsonl"),
    ("canada", "catalogue/maps/canada.yaml", "../shared/data/canada/si_2024.csv.gz"),
];

/// One catalogue.
pub struct Collection {
    /// Its name in the queries.
    pub name: String,
    current: Current,
}

/// The texts of one service, those of its languages together.
pub struct Words {
    pub id: String,
    pub name: String,
    pub keywords: String,
    pub summary: String,
    pub body: String,
    pub code: String,
}

impl Words {
    /// The same in lower case.
    pub fn lower(self) -> Words {
        let Words { id, name, keywords, summary, body, code } = self;
        let [name, keywords, summary, body, code] =
            [name, keywords, summary, body, code].map(|text| text.to_lowercase());
        Words { id, name, keywords, summary, body, code }
    }
}

impl Collection {
    /// The sample, and each source whose records lie beside the repository.
    pub fn all(root: &Path) -> Result<Vec<Collection>, String> {
        let sample = load(&root.join("catalogue")).map_err(|why| why.to_string())?.catalogue;
        let shared = Shared::clone(&sample.shared);
        let mut all = vec![Collection::new("sample", sample)?];
        for (name, map, data) in SOURCES {
            let (map, data) = (root.join(map), root.join(data));
            if !map.is_file() || !data.is_file() {
                eprintln!("{name} skipped: no mapping or no shared data");
                continue;
            }
            let mut memory = Memory { shared: shared.clone(), services: Vec::new() };
            import_files(&map, &data, &shared, &mut memory, &mut |_, _| ())
                .map_err(|why| why.to_string())?;
            all.push(Collection::new(name, memory.catalogue()?)?);
        }
        Ok(all)
    }

    fn new(name: &str, catalogue: Catalogue) -> Result<Collection, String> {
        let current = Current::new(catalogue).map_err(|why| why.to_string())?;
        Ok(Collection { name: name.to_owned(), current })
    }

    /// The texts of all services.
    pub fn words(&self) -> impl Iterator<Item = Words> + '_ {
        self.current.services().map(|service| {
            let authority = self.current.authority(&service.authority);
            let papers = service.evidence.items().iter().map(|evidence| all(&evidence.name));
            let notes = service.notes.iter().map(|note| all(&note.text));
            let name = authority.map(|authority| all(&authority.name));
            let body = name.into_iter().chain(papers).chain(notes);
            Words {
                id: service.id.clone(),
                name: all(&service.name),
                keywords: service
                    .keywords
                    .values()
                    .flatten()
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(" "),
                summary: service.summary.known().map(all).unwrap_or_default(),
                body: body.collect::<Vec<_>>().join(" "),
                code: service.code.clone().unwrap_or_default(),
            }
        })
    }
}

fn all(text: &Text) -> String {
    text.iter().map(|(_, words)| words).collect::<Vec<_>>().join(" ")
}

impl Engine for Collection {
    fn find(&self, query: &Query, most: usize) -> (Vec<String>, bool) {
        let found = self.current.search(&query.text, query.lang, 0, most);
        (found.hits.into_iter().map(|hit| hit.id).collect(), found.sure)
    }
}

/// Imports into memory.
struct Memory {
    shared: Shared,
    services: Vec<(String, String)>,
}

impl Memory {
    fn catalogue(self) -> Result<Catalogue, String> {
        let mut catalogue = Catalogue::new(self.shared.clone());
        for (id, text) in self.services {
            let service = parse_service(&id, &text, &self.shared);
            catalogue.insert(Arc::new(service.map_err(|_| format!("{id} is no service"))?));
        }
        Ok(catalogue)
    }
}

impl ImportSink for Memory {
    fn latest(&mut self, _id: &str) -> Result<Option<u32>, SinkError> {
        Ok(None)
    }

    fn is_latest(&mut self, _id: &str, _text: &str) -> Result<bool, SinkError> {
        Ok(false)
    }

    fn region(&mut self, id: &str, text: &str) -> Result<(), SinkError> {
        self.shared.add_region(id, text).map_err(|_| format!("region {id}").into())
    }

    fn authority(&mut self, id: &str, text: &str) -> Result<(), SinkError> {
        self.shared.add_authority(id, text).map_err(|_| format!("authority {id}").into())
    }

    fn service(&mut self, id: &str, _version: u32, text: &str) -> Result<(), SinkError> {
        self.services.push((id.to_owned(), text.to_owned()));
        Ok(())
    }
}
