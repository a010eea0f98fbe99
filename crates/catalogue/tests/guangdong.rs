//! The mapping of a real source, over all of its records.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests may fail"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use onewindow_catalogue::import::{
    ImportReport, ImportSink, SinkError, Stored, import, import_files, parse_mapping,
};
use onewindow_catalogue::{Shared, load, parse_service};
use onewindow_model::known::Known;
use onewindow_model::service::Service;
use onewindow_model::text::Text;
use serde_json::Value;

#[derive(Default)]
struct Memory {
    shared: Shared,
    services: BTreeMap<String, Vec<Stored>>,
}

impl ImportSink for Memory {
    fn latest(&mut self, id: &str) -> Result<Option<Stored>, SinkError> {
        Ok(self.services.get(id).and_then(|versions| versions.last()).cloned())
    }

    fn region(&mut self, id: &str, text: &str) -> Result<(), SinkError> {
        self.shared.add_region(id, text).map_err(|findings| findings[0].message.clone().into())
    }

    fn authority(&mut self, id: &str, text: &str) -> Result<(), SinkError> {
        self.shared.add_authority(id, text).map_err(|findings| findings[0].message.clone().into())
    }

    fn service(&mut self, id: &str, version: u32, text: &str) -> Result<(), SinkError> {
        let stored = Stored { version, text: text.to_owned() };
        self.services.entry(id.to_owned()).or_default().push(stored);
        Ok(())
    }
}

impl Memory {
    fn parsed(&self) -> impl Iterator<Item = Service> + '_ {
        self.services.iter().map(|(id, versions)| {
            parse_service(id, &versions.last().unwrap().text, &self.shared).unwrap()
        })
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn map() -> PathBuf {
    root().join("catalogue/maps/guangdong.yaml")
}

fn sample() -> Shared {
    Shared::clone(&load(&root().join("catalogue")).unwrap().catalogue.shared)
}

/// The 300 real items, if they are there.
fn items() -> Option<PathBuf> {
    let path = root().join("../shared/data/guangdong/items-300.jsonl");
    if !path.is_file() {
        println!("skipped: no shared data");
    }
    path.is_file().then_some(path)
}

fn imported(items: &Path) -> (Memory, ImportReport) {
    let shared = sample();
    let mut memory = Memory { shared: shared.clone(), ..Memory::default() };
    let report = import_files(&map(), items, &shared, &mut memory).unwrap();
    (memory, report)
}

#[test]
fn every_line_is_imported_or_skipped_with_a_reason() {
    let Some(items) = items() else { return };
    let (memory, report) = imported(&items);
    assert_eq!(report.read, 300);
    assert_eq!(report.imported + report.skipped, 300, "{}", report.human());
    assert_eq!(report.reasons.len(), report.skipped);
    assert_eq!(report.imported, 300, "{}", report.human());
    assert_eq!(memory.services.len(), report.imported);
}

#[test]
fn a_second_import_changes_nothing_and_a_changed_record_is_a_new_version() {
    let Some(items) = items() else { return };
    let (mut memory, first) = imported(&items);
    let shared = sample();
    let again = import_files(&map(), &items, &shared, &mut memory).unwrap();
    assert_eq!((again.imported, again.unchanged), (0, first.imported));
    let text = std::fs::read_to_string(&items).unwrap();
    let changed = text.replacen("020-34121084", "020-34121085", 1);
    let map = std::fs::read_to_string(map()).unwrap();
    let mapping = parse_mapping("guangdong.yaml", &map, &shared).unwrap();
    let third = import(&mapping, &shared, changed.as_bytes(), &mut memory).unwrap();
    assert_eq!((third.imported, third.unchanged), (1, first.imported - 1), "{}", third.human());
    let versions = memory.services.values().find(|versions| versions.len() == 2).unwrap();
    assert_eq!(versions[1].version, 2);
    assert!(versions[1].text.contains("020-34121085"));
}

#[test]
fn nothing_is_never_content() {
    let Some(items) = items() else { return };
    let (memory, _) = imported(&items);
    let texts = memory.services.values().flatten().map(|stored| &stored.text);
    for text in texts {
        each_string(&serde_json::from_str(text).unwrap(), &mut |word| {
            for part in word.split(['，', ',', '、', '；', ';', '\n']) {
                let part = part.trim().trim_end_matches('。');
                assert!(!["无", "None", "null"].contains(&part), "{word:?} in {text}");
            }
        });
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
    let Some(items) = items() else { return };
    let (memory, _) = imported(&items);
    let mut silent = BTreeMap::<&str, usize>::new();
    for service in memory.parsed() {
        assert!(service.source.is_some() && service.takes_applications());
        assert!(service.summary.is_silent() && service.cost.is_silent());
        assert!(service.remedy.review.is_silent());
        *silent.entry("evidence").or_default() += usize::from(service.evidence.is_silent());
        *silent.entry("statutory").or_default() += usize::from(service.times.statutory.is_silent());
        *silent.entry("promised").or_default() += usize::from(service.times.promised.is_silent());
    }
    // 203 records say 无, one has a list that holds nothing.
    assert_eq!(silent, BTreeMap::from([("evidence", 204), ("statutory", 106), ("promised", 79)]));
    let school = memory
        .parsed()
        .find(|service| service.code.as_deref() == Some("11440000006940116U2440102012001"));
    let school = school.unwrap();
    assert_eq!(school.name, Text::of("zh-CN", "设立外籍人员子女学校"));
    assert_eq!(school.evidence.items().len(), 5);
    assert_eq!(school.declared_visits, Known::Known(0));
    assert_eq!(school.times.statutory.known().map(|term| term.days), Some(150));
    assert_eq!(school.times.promised.known().map(|term| term.days), Some(12));
    assert_eq!(
        memory.shared.authorities[&school.authority].code.as_deref(),
        Some("11440000006940116U")
    );
}
