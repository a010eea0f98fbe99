//! Imports of an invented source, and mapping files that are wrong.

mod several;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use onewindow_model::known::Known;
use onewindow_model::service::{Channel, Delivery, Service};
use onewindow_model::term::Term;

use super::*;
use crate::finding::Finding;
use crate::shared::Shared;
use crate::{load, parse_service};

const TOWN: &str = include_str!("tests/town.yaml");

const RECORD: &str = r#"{"no":"A1","title":"摆摊","tags":"早点；夜市；无","kind":"01","label":"许可",
    "for":"[\"个人\",\"企业\"]","office":{"no":"7","name":"某镇政府"},"days":"3个工作日","trips":1,
    "papers":["身份证","照片","None"],"where":"在大院","mail":"是","terms":"无"}"#;

#[derive(Default)]
struct Memory {
    shared: Vec<String>,
    services: BTreeMap<String, Vec<(u32, String)>>,
    broken: bool,
}

impl ImportSink for Memory {
    fn latest(&mut self, id: &str) -> Result<Option<u32>, SinkError> {
        Ok(self.services.get(id).and_then(|versions| versions.last()).map(|(version, _)| *version))
    }

    fn is_latest(&mut self, id: &str, text: &str) -> Result<bool, SinkError> {
        let latest = self.services.get(id).and_then(|versions| versions.last());
        Ok(latest.is_some_and(|(_, stored)| stored == text))
    }

    fn region(&mut self, _: &str, text: &str) -> Result<(), SinkError> {
        self.shared.push(text.to_owned());
        Ok(())
    }

    fn authority(&mut self, _: &str, text: &str) -> Result<(), SinkError> {
        self.shared.push(text.to_owned());
        Ok(())
    }

    fn service(&mut self, id: &str, version: u32, text: &str) -> Result<(), SinkError> {
        if self.broken {
            return Err("the disk is full".into());
        }
        self.services.entry(id.to_owned()).or_default().push((version, text.to_owned()));
        Ok(())
    }
}

static SAMPLE: LazyLock<Shared> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
    Shared::clone(&load(&folder).unwrap().catalogue.shared)
});

fn shared() -> Shared {
    SAMPLE.clone()
}

fn town() -> Mapping {
    parse_mapping("town.yaml", TOWN, &shared()).unwrap_or_else(|findings| {
        panic!("{}", findings.iter().map(Finding::human).collect::<String>())
    })
}

fn run(records: &[String], memory: &mut Memory) -> ImportReport {
    let lines: Vec<String> = records.iter().map(|record| record.replace('\n', " ")).collect();
    import(&town(), &shared(), lines.join("\n").as_bytes(), memory).unwrap()
}

fn parsed(memory: &Memory, id: &str) -> Service {
    let mut shared = shared();
    shared.add_region("region", &memory.shared[0]).unwrap();
    shared.add_authority("authority", &memory.shared[1]).unwrap();
    parse_service(id, &memory.services[id].last().unwrap().1, &shared).unwrap()
}

#[test]
fn what_the_record_says_is_read_and_the_rest_is_silence() {
    let mut memory = Memory::default();
    let report = run(&[RECORD.to_owned()], &mut memory);
    assert_eq!((report.read, report.imported), (1, 1), "{}", report.human());
    let service = parsed(&memory, "t-a1");
    assert_eq!(service.keywords["zh-CN"], ["早点", "夜市"]);
    assert_eq!(service.times.statutory, Known::Known(Term::working(3)));
    assert_eq!(service.times.promised, Known::NotInSource);
    assert_eq!(service.audience.items().len(), 2);
    assert_eq!(service.declared_visits, Known::Known(1));
    assert_eq!(service.channels, Known::Known(vec![Channel::Window]));
    assert_eq!(service.outcome.delivery, Known::Known(vec![Delivery::Post]));
    let classes: Vec<_> = service.evidence.items().iter().map(|e| e.class.as_str()).collect();
    assert_eq!(classes, ["identity", "business"]);
    assert_eq!(service.contacts[0].value, "大院");
    assert!(service.notes.is_empty() && service.summary.is_silent() && service.cost.is_silent());
    assert_eq!(service.source.unwrap().record, "A1");
    assert_eq!((service.authority.as_str(), service.region.as_str()), ("t-7", "town"));
}

#[test]
fn what_cannot_be_taken_is_skipped_with_its_reason() {
    let with = |old: &str, new: &str| RECORD.replace("A1", "B2").replace(old, new);
    let cases = [
        (with("", ""), None),
        (with("\"摆摊\"", "\"无\""), Some("`title` says nothing")),
        (with("\"01\"", "\"03\""), Some("`03 许可` of `kind label` is not in the mapping")),
        (with("个人", "路人"), Some("`路人` of `for`")),
        (with("3个工作日", "尽快"), Some("`尽快` of `days` is not a term")),
        (with("\"trips\":1", "\"trips\":\"两次\""), Some("not a number of visits")),
        (with("\"no\":\"7\"", "\"no\":\"七\""), Some("its authority cannot be read")),
        (with("3个工作日", "9999个工作日").replace("B2", "C3"), Some("9999 is out of range")),
        (RECORD.replace("A1", "编号"), Some("`t-编号` cannot be an id")),
        (with("", ""), Some("came in line 1 already")),
        ("[]".to_owned(), Some("not a JSON object")),
        ("{\"no\":".to_owned(), Some("not JSON")),
    ];
    let records: Vec<String> = cases.iter().map(|(record, _)| record.clone()).collect();
    let report = run(&records, &mut Memory::default());
    assert_eq!((report.read, report.imported, report.skipped), (12, 1, 11), "{}", report.human());
    let expected = cases.iter().zip(1..).filter_map(|((_, why), line)| Some((line, (*why)?)));
    for ((line, why), reason) in expected.zip(&report.reasons) {
        assert!(!reason.problem.help.is_empty());
        assert_eq!(reason.line, line);
        assert!(reason.human().contains(why), "`{why}` is not in `{}`", reason.human());
    }
}

#[test]
fn a_changed_record_is_a_new_version_and_an_unchanged_one_is_not() {
    let mut memory = Memory::default();
    run(&[RECORD.to_owned()], &mut memory);
    assert_eq!(run(&[RECORD.to_owned()], &mut memory).unchanged, 1);
    let changed = RECORD.replace("大院", "新楼");
    assert_eq!(run(&[changed], &mut memory).imported, 1);
    let versions: Vec<u32> = memory.services["t-a1"].iter().map(|(version, _)| *version).collect();
    assert_eq!(versions, [1, 2]);
}

#[test]
fn what_cannot_be_stored_stops_the_import() {
    let mut memory = Memory { broken: true, ..Memory::default() };
    let record = RECORD.replace('\n', " ");
    let stopped = import(&town(), &shared(), record.as_bytes(), &mut memory);
    assert!(matches!(stopped, Err(ImportError::Sink(_))));
}

#[test]
fn a_wrong_mapping_is_told_where_it_is_wrong() {
    let cases = [
        ("01 许可: licence", "\"01\": licence", "number-alone", "\"01\""),
        ("format: json-lines", "format: xls", "unknown-word", "xls"),
        ("format: json-lines", "format: json-lines\nencoding: utf-9", "unknown-word", "utf-9"),
        ("format: json-lines", "format: json-lines\nrecords: a", "key-of-other-type", "a"),
        ("format: json-lines", "format: csv\ndelimiter: xx", "bad-delimiter", "xx"),
        ("language: zh-CN", "markup: [pdf]\nlanguage: zh-CN", "unknown-word", "pdf"),
        ("name: title", "name: { lines: \"{title\" }", "bad-line", "\"{title\""),
        ("name: title", "name: { prefix: x }", "missing-key", "{ prefix: x }"),
        ("  name: title", "  title: name", "unknown-key", "title"),
        ("visits: trips", "visit: trips", "unknown-key", "visit"),
        ("'^(\\d+)天$'", "'^(\\d+天$'", "bad-pattern", "'^(\\d+天$'"),
        ("class: identity }]", "class: identities }]", "unknown-class", "identities"),
        ("is: window", "is: windows", "unknown-word", "windows"),
        ("  effective: 2025-01-01", "  name: { zh-CN: x }", "taken-key", "name"),
        ("type: text", "type: txt", "unknown-word", "txt"),
        ("level: township, name", "level: town, name", "unknown-word", "town"),
        ("record: no\n", "", "missing-key", "format: json-lines"),
        ("days: 5", "days: five", "wrong-type", "five"),
    ];
    for (old, new, code, at) in cases {
        assert!(TOWN.contains(old), "{old}");
        let findings = parse_mapping("town.yaml", &TOWN.replacen(old, new, 1), &shared());
        let findings = findings.err().unwrap_or_default();
        let shown: String = findings.iter().map(Finding::human).collect();
        let hit = findings.iter().find(|finding| finding.code == code);
        let hit = hit.unwrap_or_else(|| panic!("no `{code}` after `{new}`:\n{shown}"));
        let from = hit.column as usize - 1;
        let pointed: String = hit.source.chars().skip(from).take(hit.width as usize).collect();
        assert_eq!(pointed, at, "{shown}");
    }
}

/// The reference names every key.
#[test]
fn every_key_of_a_mapping_is_documented() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/spec/mapping.md");
    let reference = std::fs::read_to_string(path).unwrap();
    let separates = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
    let words: Vec<&str> = reference.split(separates).collect();
    for shape in mapping::shapes() {
        for key in shape.keys {
            assert!(words.contains(key), "`{key}` of {}", shape.what);
        }
    }
}
