//! Reading a mapping file.

use super::parts::{self, TermRules};
use super::{Mapping, Rule};
use crate::finding::{Finding, has_errors};
use crate::import::input::Format;
use crate::import::{flag, literal, rule};
use crate::reader::{Fields, Reader, Shape, did_you_mean};
use crate::service::{CHANNELS, SERVICE_KEYS, WAYS, check_parts};
use crate::shared::{Shared, region};
use crate::source::SourceFile;
use crate::yaml::{self, Node};

const MAPPING: Shape = Shape {
    what: "a mapping",
    keys: &[
        "format",
        "encoding",
        "language",
        "nothing",
        "source",
        "record",
        "regions",
        "service",
        "fields",
        "times",
        "visits",
        "authority",
        "evidence",
        "contacts",
        "notes",
        "channels",
        "delivery",
    ],
    required: &["format", "language", "nothing", "source", "record", "fields", "authority"],
};

const FIELDS: Shape = Shape {
    what: "`fields`",
    keys: &[
        "id", "code", "name", "summary", "keywords", "kind", "nature", "level", "region",
        "audience",
    ],
    required: &["id", "name"],
};

const SOURCE: Shape =
    Shape { what: "`source`", keys: &["name", "licence", "as_of"], required: &["name", "licence"] };

/// Keys of a service that hold one value, and those that hold several.
const SINGLE: [&str; 8] = ["id", "code", "name", "summary", "kind", "nature", "level", "region"];
const SEVERAL: [&str; 2] = ["keywords", "audience"];

/// Keys of a service that rules fill in, and so cannot be written out.
const TAKEN: &[&str] = &[
    "id",
    "version",
    "languages",
    "name",
    "authority",
    "source",
    "contacts",
    "notes",
    "code",
    "keywords",
];

/// Every shape of a mapping file, for the test of its reference.
#[cfg(test)]
pub(crate) fn shapes() -> Vec<&'static Shape<'static>> {
    use crate::import::flag::FLAG;
    use crate::import::rule::RULE;
    use parts::{AUTHORITY, CLASS, EVIDENCE, LABELLED, TERM, TIMES};
    vec![
        &MAPPING, &FIELDS, &SOURCE, &RULE, &FLAG, &AUTHORITY, &EVIDENCE, &CLASS, &LABELLED, &TIMES,
        &TERM,
    ]
}

/// Reads the text of a mapping file, or says everything that is wrong with it.
pub fn parse_mapping(name: &str, text: &str, shared: &Shared) -> Result<Mapping, Vec<Finding>> {
    let file = SourceFile::new(name, text);
    let root = yaml::parse(&file)?;
    let mut r = Reader::new(&file, Vec::new());
    let mapping = mapping(&mut r, shared, &root);
    let findings = r.finish();
    match mapping {
        Some(mapping) if !has_errors(&findings) => Ok(mapping),
        _ => Err(findings),
    }
}

fn mapping(r: &mut Reader<'_, '_>, shared: &Shared, root: &Node) -> Option<Mapping> {
    let f = r.fields(root, &MAPPING)?;
    let format = f.read("format", |n| r.one_of(n, &[("json-lines", Format::JsonLines)]));
    f.read("encoding", |n| r.one_of(n, &[("utf-8", ())]));
    let language = f.read("language", |n| r.string(n, 35));
    r.languages = language.iter().cloned().collect();
    r.also.clone_from(&shared.region.languages);
    let nothing = f.read("nothing", |n| rule::words(r, n));
    let source = f.read("source", |n| source(r, n));
    let record = f.read("record", |n| rule::read(r, n));
    let regions = f.read("regions", |n| regions(r, n)).unwrap_or_default();
    let service = f.get("service").map(|n| literals(r, shared, n)).unwrap_or_default();
    let rules = f.read("fields", |n| r.fields(n, &FIELDS));
    let fields = rules.map(|f| take(r, &f, &SINGLE)).unwrap_or_default();
    let lists = rules.map(|f| take(r, &f, &SEVERAL)).unwrap_or_default();
    let visits = f.read("visits", |n| rule::read(r, n));
    let times = f.read("times", |n| parts::times(r, n)).unwrap_or_else(TermRules::default);
    let authority = f.read("authority", |n| parts::authority(r, n));
    let evidence = f.read("evidence", |n| parts::evidence(r, shared, n));
    let contacts = f.read("contacts", |n| r.list(n, parts::labelled)).unwrap_or_default();
    let notes = f.read("notes", |n| r.list(n, parts::labelled)).unwrap_or_default();
    let channels = f.read("channels", |n| r.list(n, |r, n| flag::read(r, n, CHANNELS)));
    let delivery = f.read("delivery", |n| r.list(n, |r, n| flag::read(r, n, WAYS)));
    Some(Mapping {
        format: format?,
        language: language?,
        nothing: nothing?,
        source: source?,
        record: record?,
        regions,
        service,
        fields,
        lists,
        visits,
        times,
        authority: authority?,
        evidence,
        contacts,
        notes,
        channels: channels.unwrap_or_default(),
        delivery: delivery.unwrap_or_default(),
    })
}

fn take(
    r: &mut Reader<'_, '_>,
    f: &Fields<'_>,
    keys: &[&'static str],
) -> Vec<(&'static str, Rule)> {
    let rules = keys.iter().filter_map(|key| Some((*key, f.read(key, |n| rule::read(r, n))?)));
    let must = |key: &str| matches!(key, "id" | "name");
    rules.map(|(key, rule)| (key, rule.or_skip(must(key)))).collect()
}

fn source(
    r: &mut Reader<'_, '_>,
    node: &Node,
) -> Option<serde_json::Map<String, serde_json::Value>> {
    let f = r.fields(node, &SOURCE)?;
    f.read("name", |n| r.text(n));
    f.read("licence", |n| r.string(n, 400));
    f.read("as_of", |n| r.date(n));
    Some(literal::object(node))
}

fn regions(r: &mut Reader<'_, '_>, node: &Node) -> Option<Vec<serde_json::Value>> {
    r.list(node, |r, n| region::region(r, n).map(|_| literal::json(n)))
}

/// Parts of a service, examined like those of one.
fn literals(
    r: &mut Reader<'_, '_>,
    shared: &Shared,
    node: &Node,
) -> serde_json::Map<String, serde_json::Value> {
    for entry in node.entries() {
        let key = entry.key.as_str();
        if TAKEN.contains(&key) {
            let message = format!("`{key}` comes from the record or from the import itself");
            r.error_at("taken-key", entry.at.clone(), message, "delete it");
        } else if !SERVICE_KEYS.contains(&key) {
            let message = format!("a service has no key `{key}`");
            let help = did_you_mean(key, SERVICE_KEYS.iter().copied());
            r.error_at("unknown-key", entry.at.clone(), message, help);
        }
    }
    r.imported = true;
    check_parts(r, shared, node);
    r.imported = true;
    check_parts(r, shared, node);
    literal::object(node)
}
