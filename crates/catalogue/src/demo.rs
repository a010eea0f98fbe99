//! Invented people, companies and officials for a demonstration: `demo/people.yaml` in a
//! catalogue's folder, with the records that registers hold about them in `demo/registers`.

mod people;
mod staff;

use std::path::Path;

use jiff::civil::Date;
use onewindow_model::party::Identifier;
use onewindow_model::text::Text;

use crate::finding::Finding;
use crate::load::Unreadable;
use crate::load::files::text;
use crate::reader::{Reader, Shape};
use crate::shared::{Shared, each};
use crate::source::SourceFile;
use crate::yaml::{self, Node};

/// Everyone in the demonstration.
#[derive(Clone, Debug, Default)]
pub struct DemoData {
    /// Natural persons.
    pub people: Vec<Person>,
    /// Companies.
    pub companies: Vec<Company>,
    /// Officials.
    pub staff: Vec<Staff>,
}

/// A natural person.
#[derive(Clone)]
pub struct Person {
    /// Their id in the file.
    pub id: String,
    /// Name as in the register.
    pub name: String,
    /// The name in Latin letters.
    pub latin: String,
    /// Identity number; some have none.
    pub number: Option<Identifier>,
    /// Date of birth.
    pub born: Date,
    /// Telephone.
    pub phone: String,
    /// Postal address.
    pub address: String,
    /// The region in which they live.
    pub region: String,
    /// Who may act for them, an id of the file.
    pub guardian: Option<String>,
    /// What they want, for those who try things out.
    pub story: Text,
}

/// A company.
#[derive(Clone)]
pub struct Company {
    /// Its id in the file.
    pub id: String,
    /// Registered name.
    pub name: String,
    /// The name in English.
    pub english: Option<String>,
    /// Unified social credit code.
    pub number: Identifier,
    /// Telephone.
    pub phone: String,
    /// Registered address.
    pub address: String,
    /// The region in which it is registered.
    pub region: String,
    /// Who acts for it, ids of people of the file.
    pub represented_by: Vec<String>,
}

/// An official.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Their id in the file.
    pub id: String,
    /// Name.
    pub name: String,
    /// The name in Latin letters.
    pub latin: String,
    /// The authority they work for.
    pub organisation: String,
    /// The office they work in.
    pub office: String,
    /// `window-clerk`, `case-officer`, `reviewer`, `supervisor`, `administrator`, `auditor`.
    pub roles: Vec<String>,
}

const FILE: Shape = Shape {
    what: "the demonstration",
    keys: &["people", "companies", "staff"],
    required: &["people", "companies", "staff"],
};

// Names and numbers stay out of logs even where they are invented.
impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Person({})", self.id)
    }
}

impl std::fmt::Debug for Company {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Company({})", self.id)
    }
}

/// Reads `demo/people.yaml` of a catalogue's folder.
pub fn load(folder: &Path, shared: &Shared) -> Result<(DemoData, Vec<Finding>), Unreadable> {
    let path = folder.join("demo").join("people.yaml");
    if !path.is_file() {
        return Err(Unreadable::Missing(path));
    }
    Ok(match text(&path)? {
        Ok(text) => parse(&path.to_string_lossy(), &text, shared),
        Err(finding) => (DemoData::default(), vec![finding]),
    })
}

/// Reads the text of such a file: everyone that could be read, and all findings.
pub fn parse(name: &str, text: &str, shared: &Shared) -> (DemoData, Vec<Finding>) {
    let file = SourceFile::new(name, text);
    let root = match yaml::parse(&file) {
        Ok(root) => root,
        Err(findings) => return (DemoData::default(), findings),
    };
    let mut r = Reader::new(&file, shared.region.languages.clone());
    let data = everyone(&mut r, &root, shared).unwrap_or_default();
    (data, r.finish())
}

fn everyone(r: &mut Reader<'_, '_>, root: &Node, shared: &Shared) -> Option<DemoData> {
    let f = r.fields(root, &FILE)?;
    let all = ["people", "companies", "staff"].map(|key| f.get(key));
    r.unique("id", all.into_iter().flat_map(|list| each(list, "id")));
    let ids: Vec<&str> = each(f.get("people"), "id").filter_map(Node::text).collect();
    let people = f.read("people", |n| r.list(n, |r, n| people::person(r, n, shared, &ids)));
    let companies = f.read("companies", |n| r.list(n, |r, n| people::company(r, n, shared, &ids)));
    let staff = f.read("staff", |n| r.list(n, |r, n| staff::official(r, n, shared)));
    Some(DemoData { people: people?, companies: companies?, staff: staff? })
}
