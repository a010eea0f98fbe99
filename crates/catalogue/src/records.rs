//! Records of registers for a demonstration: `demo/registers/*.yaml` in a catalogue's folder.

use std::collections::BTreeMap;
use std::path::Path;

use onewindow_model::institution::Register;

use crate::finding::Finding;
use crate::load::Unreadable;
use crate::load::files::{text, yaml_files};
use crate::reader::{Reader, Shape, did_you_mean};
use crate::shared::{Shared, each};
use crate::source::SourceFile;
use crate::yaml::{self, Node};

/// A record: its fields with their values, as the register writes them.
pub type Record = BTreeMap<String, String>;

/// Records of all registers, by register and by the number that finds them.
#[derive(Clone, Default)]
pub struct Records(BTreeMap<String, BTreeMap<String, Record>>);

const FILE: Shape = Shape {
    what: "a register's records",
    keys: &["register", "records"],
    required: &["register", "records"],
};

const RECORD: Shape =
    Shape { what: "a record", keys: &["key", "fields"], required: &["key", "fields"] };

impl Records {
    /// The record that a register holds under a number.
    pub fn find(&self, register: &str, number: &str) -> Option<&Record> {
        self.0.get(register)?.get(number)
    }

    /// How many records a register holds.
    pub fn count(&self, register: &str) -> usize {
        self.0.get(register).map_or(0, BTreeMap::len)
    }

    /// Reads the text of one file into this; what is wrong is returned, what is right is kept.
    pub fn read(&mut self, name: &str, text: &str, shared: &Shared) -> Vec<Finding> {
        let file = SourceFile::new(name, text);
        let root = match yaml::parse(&file) {
            Ok(root) => root,
            Err(findings) => return findings,
        };
        let mut r = Reader::new(&file, shared.region.languages.clone());
        if let Some((register, records)) = register(&mut r, &root, shared) {
            self.0.entry(register).or_default().extend(records);
        }
        r.finish()
    }
}

/// Reads every file of `demo/registers` in a catalogue's folder.
pub fn load(folder: &Path, shared: &Shared) -> Result<(Records, Vec<Finding>), Unreadable> {
    let mut records = Records::default();
    let mut findings = Vec::new();
    for path in yaml_files(&folder.join("demo").join("registers"))? {
        match text(&path)? {
            Ok(text) => findings.extend(records.read(&path.to_string_lossy(), &text, shared)),
            Err(finding) => findings.push(finding),
        }
    }
    Ok((records, findings))
}

fn register(
    r: &mut Reader<'_, '_>,
    root: &Node,
    shared: &Shared,
) -> Option<(String, BTreeMap<String, Record>)> {
    let f = r.fields(root, &FILE)?;
    let id = f.read("register", |n| r.reference(n, "register", shared.register_ids()))?;
    let register = shared.registers.get(&id)?;
    r.unique("key", each(f.get("records"), "key"));
    let records = f.read("records", |n| r.list(n, |r, n| record(r, n, register)))?;
    Some((id, records.into_iter().collect()))
}

fn record(r: &mut Reader<'_, '_>, node: &Node, register: &Register) -> Option<(String, Record)> {
    let f = r.fields(node, &RECORD)?;
    let key = f.read("key", |n| r.string(n, 64));
    let mut record = Record::new();
    for entry in f.get("fields").map(Node::entries).unwrap_or_default() {
        let names = register.fields.iter().map(|field| field.id.as_str());
        if !names.clone().any(|name| name == entry.key) {
            let message = format!("the register `{}` has no field `{}`", register.id, entry.key);
            r.error_at("unknown-key", entry.at.clone(), message, did_you_mean(&entry.key, names));
        } else if let Some(value) = r.any_text(&entry.value) {
            record.insert(entry.key.clone(), value);
        }
    }
    Some((key?, record))
}
