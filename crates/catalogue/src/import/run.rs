//! A whole import.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::authority::{self, Named, pretty};
use super::group::Groups;
use super::item;
use super::mapping::{Mapping, parse_mapping};
use super::problem::Problem;
use super::report::{ImportReport, Place};
use super::sink::{ImportSink, SinkError};
use super::source::{self, Far, Met, Record, Stopped};
use crate::finding::Finding;
use crate::load::Unreadable;
use crate::load::files::text;
use crate::service::parse_service;
use crate::shared::Shared;

/// Why an import could not be done at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The mapping file cannot be used.
    #[error("the mapping file cannot be used")]
    Mapping(Vec<Finding>),
    /// A file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The source stopped in the middle.
    #[error("the source cannot be read on: {0}")]
    Source(#[from] io::Error),
    /// What was imported cannot be stored.
    #[error("an imported text cannot be stored: {0}")]
    Sink(SinkError),
}

/// Told after every record: how many there were, and how far the file is read.
pub type Progress<'p> = &'p mut dyn FnMut(usize, Far);

/// Imports the file `from` by the mapping file `map`.
pub fn import_files(
    map: &Path,
    from: &Path,
    shared: &Shared,
    sink: &mut dyn ImportSink,
    progress: Progress<'_>,
) -> Result<ImportReport, ImportError> {
    let name = map.to_string_lossy();
    let text = match text(map)? {
        Ok(text) => text,
        Err(finding) => return Err(ImportError::Mapping(vec![finding])),
    };
    let mapping = parse_mapping(&name, &text, shared).map_err(ImportError::Mapping)?;
    let unreadable = |why| Unreadable::Io { path: PathBuf::from(from), why };
    std::fs::File::open(from).map_err(unreadable)?;
    let mut run = Run::new(&mapping, shared, sink);
    run.regions()?;
    let read = source::read_file(from, &mapping.layout, &mut |met, far| {
        run.met(met)?;
        progress(run.report.rows, far);
        Ok(())
    });
    run.end(read)
}

/// Imports every record of a source. A record that cannot be taken is skipped with its reason;
/// only what concerns all of them stops the import.
pub fn import(
    mapping: &Mapping,
    shared: &Shared,
    input: impl Read,
    sink: &mut dyn ImportSink,
) -> Result<ImportReport, ImportError> {
    let mut run = Run::new(mapping, shared, sink);
    run.regions()?;
    let read = source::read(input, &mapping.layout, &mut |met, _| run.met(met));
    run.end(read)
}

struct Run<'m, 's> {
    mapping: &'m Mapping,
    shared: Shared,
    sink: &'s mut dyn ImportSink,
    report: ImportReport,
    groups: Groups<'m>,
    /// Authorities so far, and whether a record has named them.
    authorities: BTreeMap<String, bool>,
    /// Services so far, with their places.
    seen: BTreeMap<String, Place>,
}

/// Whether something was stored, or why the record is skipped.
type Taken = Result<bool, Problem>;

impl<'m, 's> Run<'m, 's> {
    fn new(mapping: &'m Mapping, shared: &Shared, sink: &'s mut dyn ImportSink) -> Run<'m, 's> {
        Run {
            mapping,
            shared: shared.clone(),
            sink,
            report: ImportReport::default(),
            groups: Groups::new(mapping),
            authorities: BTreeMap::new(),
            seen: BTreeMap::new(),
        }
    }

    fn regions(&mut self) -> Result<(), ImportError> {
        for region in &self.mapping.regions {
            let id = region.get("id").and_then(Value::as_str).unwrap_or_default();
            let text = pretty(region);
            self.shared.add_region(id, &text).map_err(ImportError::Mapping)?;
            self.sink.region(id, &text).map_err(ImportError::Sink)?;
        }
        Ok(())
    }

    fn met(&mut self, met: Met) -> Result<(), ImportError> {
        match met {
            Met::Record(record) => {
                self.report.rows += record.rows;
                for record in self.groups.add(record).into_iter().flatten() {
                    self.take(&record)?;
                }
            }
            Met::Notice(record) => {
                let place = Place::of(&record);
                if let Err(problem) = record.value {
                    self.report.notice(place, problem);
                }
            }
        }
        Ok(())
    }

    fn end(mut self, read: Result<(), Stopped<ImportError>>) -> Result<ImportReport, ImportError> {
        match read {
            Ok(()) => {}
            Err(Stopped::Source(error)) => return Err(ImportError::Source(error)),
            Err(Stopped::Taker(error)) => return Err(error),
        }
        if let Some(last) = self.groups.end() {
            self.take(&last)?;
        }
        self.report.finish();
        Ok(self.report)
    }

    fn take(&mut self, record: &Record) -> Result<(), ImportError> {
        self.report.read += 1;
        let place = Place::of(record);
        let taken = match &record.value {
            Ok(value) => self.record(&place, value)?,
            Err(why) => Err(why.clone()),
        };
        match taken {
            Ok(true) => self.report.imported += 1,
            Ok(false) => self.report.unchanged += 1,
            Err(why) => self.report.skip(place, why),
        }
        Ok(())
    }

    fn record(&mut self, place: &Place, record: &Value) -> Result<Taken, ImportError> {
        let scope = self.mapping.scope(record);
        for skip in &self.mapping.skip {
            match skip.says.said(&scope) {
                Ok(None) => {}
                Ok(Some((field, value))) => {
                    let why = Problem::new("left-out", &skip.reason, "the mapping leaves it out");
                    return Ok(Err(why.at(field, &value)));
                }
                Err(why) => return Ok(Err(why)),
            }
        }
        let named = match authority::of(self.mapping, &scope) {
            Ok(named) => named,
            Err(why) => return Ok(Err(why)),
        };
        if let Err(why) = self.know(&named)? {
            return Ok(Err(why));
        }
        match item::of(self.mapping, &scope, &named) {
            Ok(service) => self.keep(place, service),
            Err(why) => Ok(Err(why)),
        }
    }

    /// Stores an authority the first time that it comes, and again when a record names it at last.
    fn know(&mut self, named: &Named) -> Result<Result<(), Problem>, ImportError> {
        if self.authorities.get(&named.id).is_some_and(|known| *known || !named.has_name) {
            return Ok(Ok(()));
        }
        if let Err(findings) = self.shared.add_authority(&named.id, &named.text) {
            return Ok(Err(refused("authority", "its authority cannot be read", &findings)));
        }
        self.sink.authority(&named.id, &named.text).map_err(ImportError::Sink)?;
        self.authorities.insert(named.id.clone(), named.has_name);
        Ok(Ok(()))
    }

    /// Stores a service unless it is there already, word for word.
    fn keep(&mut self, place: &Place, service: Map<String, Value>) -> Result<Taken, ImportError> {
        let id = service.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        if let Some(first) = self.seen.get(&id) {
            let reason = format!("the service `{id}` came in {} already", first.human());
            let help =
                "give each record an id of its own, or `group` the rows that belong together";
            return Ok(Err(Problem::new("came-before", reason, help)));
        }
        let latest = self.sink.latest(&id).map_err(ImportError::Sink)?;
        let (text, version) = match latest {
            None => (written(&service, 1), 1),
            Some(latest) => {
                let same = written(&service, latest);
                if self.sink.is_latest(&id, &same).map_err(ImportError::Sink)? {
                    self.seen.insert(id, place.clone());
                    return Ok(Ok(false));
                }
                let next = latest.saturating_add(1);
                (written(&service, next), next)
            }
        };
        if let Err(findings) = parse_service(&id, &text, &self.shared) {
            return Ok(Err(refused("service", "it does not make a service", &findings)));
        }
        self.sink.service(&id, version, &text).map_err(ImportError::Sink)?;
        self.seen.insert(id, place.clone());
        Ok(Ok(true))
    }
}

fn written(service: &Map<String, Value>, version: u32) -> String {
    let mut service = service.clone();
    service.insert("version".to_owned(), json!(version));
    pretty(&Value::Object(service))
}

/// The first finding tells the reason; the line of the generated text tells nobody anything.
fn refused(kind: &'static str, what: &str, findings: &[Finding]) -> Problem {
    let first = findings.iter().find(|f| f.severity == crate::finding::Severity::Error);
    match first {
        Some(finding) => {
            let line: String = finding.source.trim().chars().take(160).collect();
            let reason = format!("{what}: {} (`{line}`)", finding.message);
            Problem::new(kind, reason, finding.help.clone())
        }
        None => Problem::new(kind, what, "look at the record"),
    }
}
