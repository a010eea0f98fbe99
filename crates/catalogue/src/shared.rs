//! What all services of a catalogue share: region, calendar, authorities, offices, registers,
//! certificate types, life events, data classes.

pub mod authorities;
pub mod calendar;
pub mod certificates;
pub mod classes;
pub mod events;
pub mod extend;
pub mod offices;
pub mod region;
pub mod registers;
pub mod synonyms;

use std::collections::BTreeMap;

use onewindow_model::calendar::Calendar;
use onewindow_model::class::DataClasses;
use onewindow_model::institution::{Authority, CertificateType, LifeEvent, Office, Register};
use onewindow_model::region::Regions;
use onewindow_model::text::Text;

use crate::finding::Finding;
use crate::reader::{Reader, did_you_mean};
use crate::search::Synonym;
use crate::source::SourceFile;
use crate::yaml::{self, Node};

/// What all services share.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The region as a whole.
    pub region: Region,
    /// The tree of regions.
    pub regions: Regions,
    /// Working days.
    pub calendar: Calendar,
    /// The years whose holidays are published, in order.
    pub calendar_years: Vec<i16>,
    /// What is said of dates beyond those years.
    pub beyond_calendar: Text,
    /// Data classes.
    pub classes: DataClasses,
    /// 实施主体, by id.
    pub authorities: BTreeMap<String, Authority>,
    /// 政务服务中心, in the order of the file: a parent before those below it.
    pub offices: Vec<Office>,
    /// Registers, by id.
    pub registers: BTreeMap<String, Register>,
    /// Certificate types, by id.
    pub certificate_types: BTreeMap<String, CertificateType>,
    /// 一件事, in the order of the file.
    pub life_events: Vec<LifeEvent>,
    /// What people say instead of the words that services are written in.
    pub synonyms: Vec<Synonym>,
}

/// The region that a catalogue is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Its id, that of the root of the tree.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// Under which name its certificates are signed; its own where the file does not say.
    pub issuer: Option<Text>,
    /// IANA name of its time zone.
    pub time_zone: String,
    /// ISO 4217 code of its currency.
    pub currency: String,
    /// The languages that every text of its own files has.
    pub languages: Vec<String>,
}

impl Default for Shared {
    fn default() -> Shared {
        let region = Region {
            id: String::new(),
            name: Text::default(),
            issuer: None,
            time_zone: "Asia/Shanghai".to_owned(),
            currency: "CNY".to_owned(),
            languages: vec!["zh-CN".to_owned(), "en".to_owned()],
        };
        Shared {
            region,
            regions: Regions::default(),
            calendar: Calendar::default(),
            calendar_years: Vec::new(),
            beyond_calendar: Text::default(),
            classes: DataClasses::default(),
            authorities: BTreeMap::new(),
            offices: Vec::new(),
            registers: BTreeMap::new(),
            certificate_types: BTreeMap::new(),
            life_events: Vec::new(),
            synonyms: Vec::new(),
        }
    }
}

/// Reads one file that all services share.
pub type Read = fn(&mut Reader<'_, '_>, &Node, &mut Shared) -> Option<()>;

/// The files that all services share, in the order in which they must be read.
pub const FILES: [(&str, Read); 8] = [
    ("region.yaml", region::read),
    ("classes.yaml", classes::read),
    ("calendar.yaml", calendar::read),
    ("authorities.yaml", authorities::read),
    ("offices.yaml", offices::read),
    ("registers.yaml", registers::read),
    ("certificates.yaml", certificates::read),
    ("life-events.yaml", events::read),
];

impl Shared {
    /// Reads one of [`FILES`] into this; what is wrong is returned, and what is right is kept.
    pub fn read(&mut self, read: Read, name: &str, text: &str) -> Vec<Finding> {
        let file = SourceFile::new(name, text);
        let root = match yaml::parse(&file) {
            Ok(root) => root,
            Err(findings) => return findings,
        };
        let mut reader = Reader::new(&file, self.region.languages.clone());
        read(&mut reader, &root, self);
        reader.finish()
    }

    /// An office by its id.
    pub fn office(&self, id: &str) -> Option<&Office> {
        self.offices.iter().find(|office| office.id == id)
    }

    /// A life event by its id.
    pub fn life_event(&self, id: &str) -> Option<&LifeEvent> {
        self.life_events.iter().find(|event| event.id == id)
    }

    pub(crate) fn authority_ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.authorities.keys().map(String::as_str)
    }

    pub(crate) fn register_ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.registers.keys().map(String::as_str)
    }

    pub(crate) fn certificate_ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.certificate_types.keys().map(String::as_str)
    }

    pub(crate) fn office_ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.offices.iter().map(|office| office.id.as_str())
    }

    pub(crate) fn life_event_ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.life_events.iter().map(|event| event.id.as_str())
    }

    pub(crate) fn class_ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.classes.0.keys().map(|class| class.as_str())
    }

    pub(crate) fn region_ids(&self) -> Vec<&str> {
        self.regions.iter().map(|region| region.id.as_str()).collect()
    }
}

impl Reader<'_, '_> {
    /// The id of something that must exist elsewhere in the catalogue.
    pub fn reference<'a>(
        &mut self,
        node: &Node,
        what: &str,
        known: impl IntoIterator<Item = &'a str> + Clone,
    ) -> Option<String> {
        let id = self.string(node, 1000)?;
        if known.clone().into_iter().any(|name| name == id) {
            return Some(id);
        }
        let message = format!("there is no {what} `{id}`");
        self.error(
            &format!("unknown-{}", what.replace(' ', "-")),
            node,
            message,
            did_you_mean(&id, known),
        );
        None
    }

    /// A region of the catalogue.
    pub fn region(&mut self, node: &Node, shared: &Shared) -> Option<String> {
        self.reference(node, "region", shared.region_ids())
    }

    /// Notes every id that stands twice.
    pub fn unique<'n>(&mut self, what: &str, nodes: impl IntoIterator<Item = &'n Node>) {
        let mut seen: BTreeMap<&str, &Node> = BTreeMap::new();
        for node in nodes {
            let Some(id) = node.text() else { continue };
            let Some(first) = seen.get(id).filter(|_| !self.is_full()) else {
                seen.insert(id, node);
                continue;
            };
            let line = self.line_of(first);
            let message = format!("the {what} `{id}` stands twice; the first is in line {line}");
            self.error("duplicate-id", node, message, "give each an id of its own");
        }
    }
}

/// The values of `key` in all items of a list.
pub(crate) fn each<'n>(
    list: Option<&'n Node>,
    key: &'static str,
) -> impl Iterator<Item = &'n Node> {
    list.map(Node::items).unwrap_or_default().iter().filter_map(move |item| item.get(key))
}
