//! What a service is: identity, names, kind, authority, audience, origin.

use std::collections::BTreeMap;

use jiff::civil::Date;
use onewindow_model::known::Known;
use onewindow_model::region::Level;
use onewindow_model::service::{Audience, Contact, Kind, Nature, Note, Source};
use onewindow_model::text::Text;

use super::words::{AUDIENCES, KINDS, NATURES};
use crate::reader::{Fields, Reader, Shape, did_you_mean};
use crate::shared::Shared;
use crate::shared::region::LEVELS;
use crate::yaml::Node;

pub(super) const SOURCE: Shape = Shape {
    what: "`source`",
    keys: &["name", "licence", "as_of", "record"],
    required: &["name", "licence", "record"],
};

pub(super) const CONTACT: Shape =
    Shape { what: "a contact", keys: &["label", "value"], required: &["label", "value"] };

pub(super) const NOTE: Shape =
    Shape { what: "a note", keys: &["label", "text"], required: &["label", "text"] };

/// The most characters of a summary: what one reads before deciding whether it is the right page.
const SUMMARY: usize = 300;

/// The first part of a service.
pub(super) struct Head {
    pub id: String,
    pub version: u32,
    pub effective: Date,
    pub code: Option<String>,
    pub name: Text,
    pub summary: Known<Text>,
    pub keywords: BTreeMap<String, Vec<String>>,
    pub kind: Kind,
    pub nature: Nature,
    pub authority: String,
    pub level: Level,
    pub region: String,
    pub audience: Known<Vec<Audience>>,
    pub life_events: Vec<String>,
    pub contacts: Vec<Contact>,
    pub notes: Vec<Note>,
    pub source: Option<Source>,
}

/// Reads the first part. Languages and origin come first, for they decide how the rest is read.
pub(super) fn read(
    r: &mut Reader<'_, '_>,
    shared: &Shared,
    f: &Fields<'_>,
    file_name: &str,
) -> Option<Head> {
    languages(r, f);
    r.imported = f.get("source").is_some();
    r.partial = r.imported;
    if r.imported {
        // What was written here for it, such as a form, may have more languages than the source.
        r.also.clone_from(&shared.region.languages);
    }
    let source = f.read("source", |n| source(r, n));
    let id = f.read("id", |n| named(r, n, file_name));
    let version = f.read("version", |n| r.whole(n, 1..=1_000_000));
    let effective = f.read("effective", |n| r.date(n));
    let code = f.read("code", |n| code(r, n));
    let name = f.read("name", |n| r.text_within(n, 400));
    let summary = f.read("summary", |n| r.known(n, |r, n| r.text_within(n, SUMMARY)));
    let keywords = f.read("keywords", |n| keywords(r, n)).unwrap_or_default();
    let kind = f.read("kind", |n| r.one_of(n, KINDS));
    let nature = f.read("nature", |n| r.one_of(n, NATURES));
    let ids = shared.authority_ids();
    let authority = f.read("authority", |n| r.reference(n, "authority", ids));
    let level = f.read("level", |n| r.one_of(n, LEVELS));
    let region = f.read("region", |n| r.region(n, shared));
    let audience =
        f.read("audience", |n| r.known(n, |r, n| r.list(n, |r, n| r.one_of(n, AUDIENCES))));
    let events = shared.life_event_ids();
    let life_events =
        f.read("life_events", |n| r.list(n, |r, n| r.reference(n, "life event", events.clone())));
    let contacts = f.read("contacts", |n| r.list(n, contact)).unwrap_or_default();
    let notes = f.read("notes", |n| r.list(n, note)).unwrap_or_default();
    Some(Head {
        id: id?,
        version: version?,
        effective: effective?,
        code,
        name: name?,
        summary: summary?,
        keywords,
        kind: kind?,
        nature: nature?,
        authority: authority?,
        level: level?,
        region: region?,
        audience: audience?,
        life_events: life_events.unwrap_or_default(),
        contacts,
        notes,
        source,
    })
}

fn languages(r: &mut Reader<'_, '_>, f: &Fields<'_>) {
    let read = f.read("languages", |n| r.list(n, language));
    match (read, f.get("languages")) {
        (Some(languages), Some(node)) if languages.is_empty() => {
            r.error(
                "empty-list",
                node,
                "`languages` names none",
                "name at least one, such as `en`",
            );
        }
        (Some(languages), _) => r.languages = languages,
        _ => {}
    }
}

fn language(r: &mut Reader<'_, '_>, node: &Node) -> Option<String> {
    let tag = r.string(node, 100)?;
    let part = |part: &str| {
        (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    if !tag.split('-').all(part) || tag.len() > 35 {
        let message = format!("`{tag}` is not a language");
        r.error("bad-language", node, message, "write its BCP 47 tag, such as `zh-CN` or `en`");
        return None;
    }
    Some(tag)
}

/// The id, which is the stem of the file's name.
fn named(r: &mut Reader<'_, '_>, node: &Node, file_name: &str) -> Option<String> {
    let id = r.id(node)?;
    r.of_service(&id);
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"));
    if let Some(stem) = stem.filter(|stem| *stem != id) {
        let message = format!("the file is named `{stem}`, the service `{id}`");
        let help = format!("name the file `{id}.yaml`, or the service `{stem}`");
        r.error("file-name", node, message, help);
    }
    Some(id)
}

fn code(r: &mut Reader<'_, '_>, node: &Node) -> Option<String> {
    let code = r.string(node, 100)?;
    let good = matches!(code.len(), 31 | 33) && code.bytes().all(|b| b.is_ascii_alphanumeric());
    if !good {
        let message = format!("`{code}` is not an implementation code");
        r.error("bad-code", node, message, "write its 31 or 33 letters and digits");
    }
    good.then_some(code)
}

fn keywords(r: &mut Reader<'_, '_>, node: &Node) -> Option<BTreeMap<String, Vec<String>>> {
    let mut keywords = BTreeMap::new();
    if node.entries().is_empty() {
        let help = "write `{ en: [word, …] }` with the file's languages";
        r.error("wrong-type", node, "keywords stand under their languages", help);
    }
    for entry in node.entries() {
        if !r.languages.contains(&entry.key) {
            let message = format!("`{}` is not among the file's languages", entry.key);
            let languages = r.languages.clone();
            let help = did_you_mean(&entry.key, languages.iter().map(String::as_str));
            r.error_at("unknown-language", entry.at.clone(), message, help);
        } else if let Some(words) = r.list(&entry.value, |r, n| r.string(n, 60)) {
            if words.len() > 40 {
                let message = format!("{} keywords are too many", words.len());
                r.error("too-many", &entry.value, message, "keep the 40 that people really type");
            }
            keywords.insert(entry.key.clone(), words);
        }
    }
    Some(keywords)
}

fn contact(r: &mut Reader<'_, '_>, node: &Node) -> Option<Contact> {
    let f = r.fields(node, &CONTACT)?;
    let label = f.read("label", |n| r.text_within(n, 100));
    let value = f.read("value", |n| r.string(n, 1000));
    Some(Contact { label: label?, value: value? })
}

fn note(r: &mut Reader<'_, '_>, node: &Node) -> Option<Note> {
    let f = r.fields(node, &NOTE)?;
    let (label, text) = (f.read("label", |n| r.text_within(n, 100)), f.read("text", |n| r.text(n)));
    Some(Note { label: label?, text: text? })
}

fn source(r: &mut Reader<'_, '_>, node: &Node) -> Option<Source> {
    let f = r.fields(node, &SOURCE)?;
    let name = f.read("name", |n| r.text_within(n, 400));
    let licence = f.read("licence", |n| r.string(n, 400));
    let as_of = f.read("as_of", |n| r.date(n));
    let record = f.read("record", |n| r.string(n, 200));
    Some(Source { name: name?, licence: licence?, as_of, record: record? })
}
