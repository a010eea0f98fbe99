//! A whole import.

use std::collections::BTreeMap;
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::authority::{self, Named, pretty};
use super::item;
use super::mapping::{Mapping, parse_mapping};
use super::report::ImportReport;
use super::sink::{ImportSink, SinkError};
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

/// Imports the file `from` by the mapping file `map`.
pub fn import_files(
    map: &Path,
    from: &Path,
    shared: &Shared,
    sink: &mut dyn ImportSink,
) -> Result<ImportReport, ImportError> {
    let name = map.to_string_lossy();
    let text = match text(map)? {
        Ok(text) => text,
        Err(finding) => return Err(ImportError::Mapping(vec![finding])),
    };
    let mapping = parse_mapping(&name, &text, shared).map_err(ImportError::Mapping)?;
    let unreadable = |why| Unreadable::Io { path: PathBuf::from(from), why };
    let file = std::fs::File::open(from).map_err(unreadable)?;
    import(&mapping, shared, io::BufReader::new(file), sink)
}

/// Imports every record of a source. A record that cannot be taken is skipped with its reason;
/// only what concerns all of them stops the import.
pub fn import(
    mapping: &Mapping,
    shared: &Shared,
    input: impl BufRead,
    sink: &mut dyn ImportSink,
) -> Result<ImportReport, ImportError> {
    let mut run = Run {
        mapping,
        shared: shared.clone(),
        sink,
        report: ImportReport::default(),
        authorities: BTreeMap::new(),
        seen: BTreeMap::new(),
    };
    run.regions()?;
    let mut records = mapping.format.reader(input);
    while let Some(record) = records.next()? {
        run.report.read += 1;
        let taken = match &record.value {
            Ok(value) => run.record(record.line, value)?,
            Err(why) => Err(why.clone()),
        };
        match taken {
            Ok(true) => run.report.imported += 1,
            Ok(false) => run.report.unchanged += 1,
            Err(why) => run.report.skip(record.line, why),
        }
    }
    Ok(run.report)
}

struct Run<'m, 's> {
    mapping: &'m Mapping,
    shared: Shared,
    sink: &'s mut dyn ImportSink,
    report: ImportReport,
    /// Authorities named so far, with their texts.
    authorities: BTreeMap<String, String>,
    /// Services so far, with their lines.
    seen: BTreeMap<String, usize>,
}

/// Whether something was stored, or why the record is skipped.
type Taken = Result<bool, String>;

impl Run<'_, '_> {
    fn regions(&mut self) -> Result<(), ImportError> {
        for region in &self.mapping.regions {
            let id = region.get("id").and_then(Value::as_str).unwrap_or_default();
            let text = pretty(region);
            self.shared.add_region(id, &text).map_err(ImportError::Mapping)?;
            self.sink.region(id, &text).map_err(ImportError::Sink)?;
        }
        Ok(())
    }

    fn record(&mut self, line: usize, record: &Value) -> Result<Taken, ImportError> {
        let named = match authority::of(self.mapping, record) {
            Ok(named) => named,
            Err(why) => return Ok(Err(why)),
        };
        if let Err(why) = self.know(&named)? {
            return Ok(Err(why));
        }
        match item::of(self.mapping, record, &named) {
            Ok(service) => self.keep(line, service),
            Err(why) => Ok(Err(why)),
        }
    }

    /// Stores an authority the first time that it is named.
    fn know(&mut self, named: &Named) -> Result<Result<(), String>, ImportError> {
        if self.authorities.contains_key(&named.id) {
            return Ok(Ok(()));
        }
        if let Err(findings) = self.shared.add_authority(&named.id, &named.text) {
            return Ok(Err(reason("its authority cannot be read", &findings)));
        }
        self.sink.authority(&named.id, &named.text).map_err(ImportError::Sink)?;
        self.authorities.insert(named.id.clone(), named.text.clone());
        Ok(Ok(()))
    }

    /// Stores a service unless it is there already, word for word.
    fn keep(&mut self, line: usize, service: Map<String, Value>) -> Result<Taken, ImportError> {
        let id = service.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        if let Some(first) = self.seen.get(&id) {
            return Ok(Err(format!("the service `{id}` came in line {first} already")));
        }
        let latest = self.sink.latest(&id).map_err(ImportError::Sink)?;
        let (text, version) = match latest {
            None => (written(&service, 1), 1),
            Some(stored) if written(&service, stored.version) == stored.text => {
                self.seen.insert(id, line);
                return Ok(Ok(false));
            }
            Some(stored) => {
                let next = stored.version.saturating_add(1);
                (written(&service, next), next)
            }
        };
        if let Err(findings) = parse_service(&id, &text, &self.shared) {
            return Ok(Err(reason("it does not make a service", &findings)));
        }
        self.sink.service(&id, version, &text).map_err(ImportError::Sink)?;
        self.seen.insert(id, line);
        Ok(Ok(true))
    }
}

fn written(service: &Map<String, Value>, version: u32) -> String {
    let mut service = service.clone();
    service.insert("version".to_owned(), json!(version));
    pretty(&Value::Object(service))
}

/// The first finding tells the reason; the line of the generated text tells nobody anything.
fn reason(what: &str, findings: &[Finding]) -> String {
    let first = findings.iter().find(|f| f.severity == crate::finding::Severity::Error);
    match first {
        Some(finding) => format!("{what}: {} (`{}`)", finding.message, finding.source.trim()),
        None => what.to_owned(),
    }
}
