//! The mappings of real sources, over all of their records.
//!
//! What is expected of each stands in `tests/sources/*.json`: no source is named in code.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use onewindow_catalogue::import::{
    ImportReport, ImportSink, SinkError, import, import_files, parse_mapping,
};
use onewindow_catalogue::{Shared, load, parse_service};
use onewindow_model::service::Service;
use serde_json::Value;

#[derive(Default)]
struct Memory {
    shared: Shared,
    services: BTreeMap<String, Vec<(u32, String)>>,
}

impl ImportSink for Memory {
    fn latest(&mut self, id: &str) -> Result<Option<u32>, SinkError> {
        Ok(self.services.get(id).and_then(|versions| versions.last()).map(|(version, _)| *version))
    }

    fn is_latest(&mut self, id: &str, text: &str) -> Result<bool, SinkError> {
        let latest = self.services.get(id).and_then(|versions| versions.last());
        Ok(latest.is_some_and(|(_, stored)| stored == text))
    }

    fn region(&mut self, id: &str, text: &str) -> Result<(), SinkError> {
        self.shared.add_region(id, text).map_err(|findings| findings[0].message.clone().into())
    }

    fn authority(&mut self, id: &str, text: &str) -> Result<(), SinkError> {
        self.shared.add_authority(id, text).map_err(|findings| findings[0].message.clone().into())
    }

    fn service(&mut self, id: &str, version: u32, text: &str) -> Result<(), SinkError> {
        self.services.entry(id.to_owned()).or_default().push((version, text.to_owned()));
        Ok(())
    }
}

impl Memory {
    fn parsed(&self) -> impl Iterator<Item = Service> + '_ {
        self.services.iter().map(|(id, versions)| {
            parse_service(id, &versions.last().unwrap().1, &self.shared).unwrap()
        })
    }
}

/// A real source: its mapping, its records and what is expected.
struct Source {
    map: PathBuf,
    data: PathBuf,
    expected: Value,
}

impl Source {
    fn imported(&self) -> (Memory, ImportReport) {
        let shared = sample();
        let mut memory = Memory { shared: shared.clone(), ..Memory::default() };
        let report =
            import_files(&self.map, &self.data, &shared, &mut memory, &mut |_, _| ()).unwrap();
        (memory, report)
    }

    fn count(&self, key: &str) -> usize {
        usize::try_from(self.expected[key].as_u64().unwrap()).unwrap()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sample() -> Shared {
    Shared::clone(&load(&root().join("catalogue")).unwrap().catalogue.shared)
}

/// Every source whose records are there.
fn sources() -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sources");
    let mut sources = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let expected: Value = serde_json::from_str(&text).unwrap();
        let path = |key: &str| root().join(expected[key].as_str().unwrap());
        let source = Source { map: path("map"), data: path("data"), expected };
        match source.data.is_file() {
            true => sources.push(source),
            false => println!("skipped: no shared data"),
        }
    }
    sources
}

#[test]
fn every_line_is_imported_or_skipped_with_a_reason() {
    for source in sources() {
        let (memory, report) = source.imported();
        assert_eq!(report.rows, source.count("rows"));
        assert_eq!(report.read, source.count("records"), "{}", report.human());
        assert_eq!(report.imported + report.skipped, report.read, "{}", report.human());
        assert_eq!(report.reasons.len(), report.skipped);
        assert_eq!(report.imported, source.count("imported"), "{}", report.human());
        assert_eq!(memory.services.len(), report.imported);
        let mut kinds = BTreeMap::<&str, usize>::new();
        for reason in &report.reasons {
            *kinds.entry(reason.problem.kind).or_default() += 1;
        }
        let expected = &source.expected["skipped"];
        assert_eq!(&serde_json::to_value(kinds).unwrap(), expected, "{}", report.human());
    }
}

#[test]
fn a_second_import_changes_nothing_and_a_changed_record_is_a_new_version() {
    for source in sources() {
        let (mut memory, first) = source.imported();
        let shared = sample();
        let again =
            import_files(&source.map, &source.data, &shared, &mut memory, &mut |_, _| ()).unwrap();
        assert_eq!((again.imported, again.unchanged), (0, first.imported));
        // What is packed cannot be changed by replacing a text.
        if source.expected["change"].is_null() {
            continue;
        }
        let [old, new, said] = [0, 1, 2].map(|at| source.expected["change"][at].as_str().unwrap());
        let text = std::fs::read_to_string(&source.data).unwrap().replacen(old, new, 1);
        let map = std::fs::read_to_string(&source.map).unwrap();
        let mapping = parse_mapping("map.yaml", &map, &shared).unwrap();
        let third = import(&mapping, &shared, text.as_bytes(), &mut memory).unwrap();
        let counts = (third.imported, third.unchanged);
        assert_eq!(counts, (1, first.imported - 1), "{}", third.human());
        let versions = memory.services.values().find(|versions| versions.len() == 2).unwrap();
        assert_eq!(versions[1].0, 2);
        assert!(versions[1].1.contains(said));
    }
}

#[test]
fn nothing_is_never_content() {
    for source in sources() {
        let nothing: Vec<&str> = source.expected["nothing"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let (memory, _) = source.imported();
        for stored in memory.services.values().flatten() {
            each_string(&serde_json::from_str(&stored.1).unwrap(), &mut |word| {
                for part in word.split(['，', ',', '、', '；', ';', '\n']) {
                    let part = part.trim().trim_end_matches('。');
                    assert!(!nothing.contains(&part), "{word:?} in {}", stored.1);
                }
            });
        }
    }
}

fn each_string(value: &Value, check: &mut dyn FnMut(&str)) {
    match value {
        Value::String(word) => check(word),
        Value::Array(items) => items.iter().for_each(|item| each_string(item, check)),
        Value::Object(entries) => entries.values().for_each(|item| each_string(item, check)),
        _ => {}
    }
}

#[test]
fn silence_is_kept_and_what_is_said_is_read() {
    for source in sources() {
        let (memory, _) = source.imported();
        let mut silent = BTreeMap::<&str, usize>::new();
        for service in memory.parsed() {
            assert!(service.source.is_some() && service.takes_applications());
            assert!(service.remedy.review.is_silent());
            for (what, is_silent) in [
                ("evidence", service.evidence.is_silent()),
                ("statutory", service.times.statutory.is_silent()),
                ("promised", service.times.promised.is_silent()),
                ("visits", service.declared_visits.is_silent()),
                ("audience", service.audience.is_silent()),
                ("summary", service.summary.is_silent()),
                ("cost", service.cost.is_silent()),
                ("channels", service.channels.is_silent()),
                (
                    "legal basis",
                    service.legal_basis.establishes.is_silent()
                        && service.legal_basis.exercises.is_silent(),
                ),
            ] {
                *silent.entry(what).or_default() += usize::from(is_silent);
            }
        }
        assert_eq!(serde_json::to_value(silent).unwrap(), source.expected["silent"]);
        let sample = &source.expected["sample"];
        let id = sample["id"].as_str().unwrap();
        let found = memory.parsed().find(|service| service.id == id).unwrap();
        let days = |term: Option<&onewindow_model::term::Term>| term.map(|term| term.days);
        let code = &memory.shared.authorities[&found.authority].code;
        let basis = &found.legal_basis;
        let said = serde_json::json!({
            "id": found.id,
            "languages": found.languages,
            "code": found.code,
            "materials": found.evidence.items().len(),
            "conditional": found.evidence.items().iter().filter(|e| e.needed_when.is_some()).count(),
            "questions": found.questions.len(),
            "notes": found.notes.len(),
            "laws": basis.establishes.items().len() + basis.exercises.items().len(),
            "statutory": days(found.times.statutory.known()),
            "promised": days(found.times.promised.known()),
            "visits": found.declared_visits.known(),
            "authority": code,
        });
        assert_eq!(said, *sample);
    }
}
