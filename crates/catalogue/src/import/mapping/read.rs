//! Reading a mapping file.

use super::parts::{self, TermRules};
use super::source;
use super::{Mapping, Rule};
use crate::finding::{Finding, has_errors};
use crate::import::flag::{Flag, SAYS, Says};
use crate::import::{literal, rule_read as rule, text_rule};
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
        "delimiter",
        "columns",
        "records",
        "files",
        "group",
        "language",
        "languages",
        "markup",
        "nothing",
        "skip",
        "source",
        "record",
        "regions",
        "service",
        "fields",
        "times",
        "visits",
        "authority",
        "legal_basis",
        "evidence",
        "free",
        "contacts",
        "notes",
        "channels",
        "delivery",
    ],
    required: &["format", "nothing", "source", "record", "fields", "authority"],
};

const FIELDS: Shape = Shape {
    what: "`fields`",
    keys: &[
        "id", "code", "name", "summary", "keywords", "kind", "nature", "level", "region",
        "audience",
    ],
    required: &["id", "name"],
};

/// Keys of a service that hold one value, and those that hold a text.
const SINGLE: [&str; 6] = ["id", "code", "kind", "nature", "level", "region"];
const TEXTS: [&str; 2] = ["name", "summary"];

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
    use super::source::SOURCE;
    use crate::import::flag::{FLAG, SKIP};
    use crate::import::rule_read::RULE;
    use parts::{AUTHORITY, BASIS, CASES, CLASS, EVIDENCE, LABELLED, TERM, TIMES};
    vec![
        &MAPPING, &FIELDS, &SOURCE, &RULE, &FLAG, &SAYS, &SKIP, &AUTHORITY, &BASIS, &EVIDENCE,
        &CASES, &CLASS, &LABELLED, &TIMES, &TERM,
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
    let layout = source::layout(r, &f);
    let languages = source::languages(r, &f);
    r.languages = languages.clone().unwrap_or_default();
    r.also.clone_from(&shared.region.languages);
    let group = f.read("group", |n| rule::read(r, n));
    let markup = f.read("markup", |n| source::markup(r, n)).unwrap_or_default();
    let nothing = f.read("nothing", |n| rule::words(r, n));
    let skip = f.read("skip", |n| r.list(n, parts::skip)).unwrap_or_default();
    let source = f.read("source", |n| source::source(r, n));
    let record = f.read("record", |n| rule::read(r, n));
    let regions = f.read("regions", |n| regions(r, n)).unwrap_or_default();
    let service = f.get("service").map(|n| literals(r, shared, n)).unwrap_or_default();
    let rules = f.read("fields", |n| r.fields(n, &FIELDS))?;
    let fields = take(r, &rules, &SINGLE);
    let texts =
        TEXTS.iter().filter_map(|key| Some((*key, rules.read(key, |n| text_rule::read(r, n))?)));
    let texts = texts.collect();
    let keywords = rules.read("keywords", |n| text_rule::read(r, n));
    let audience = rules.read("audience", |n| rule::read(r, n));
    let visits = f.read("visits", |n| rule::read(r, n));
    let times = f.read("times", |n| parts::times(r, n)).unwrap_or_else(TermRules::default);
    let authority = f.read("authority", |n| parts::authority(r, n));
    let legal_basis = f.read("legal_basis", |n| r.list(n, parts::basis)).unwrap_or_default();
    let evidence = f.read("evidence", |n| parts::evidence(r, shared, n));
    let free = f.read("free", |n| Says::read(r, n, &SAYS));
    let contacts = f.read("contacts", |n| r.list(n, parts::labelled)).unwrap_or_default();
    let notes = f.read("notes", |n| r.list(n, parts::labelled)).unwrap_or_default();
    let channels = f.read("channels", |n| r.list(n, |r, n| Flag::read(r, n, CHANNELS)));
    let delivery = f.read("delivery", |n| r.list(n, |r, n| Flag::read(r, n, WAYS)));
    Some(Mapping {
        layout: layout?,
        group,
        languages: languages?,
        markup,
        nothing: nothing?,
        skip,
        source: source?,
        record: record?,
        regions,
        service,
        fields,
        texts,
        keywords,
        audience,
        visits,
        times,
        authority: authority?,
        legal_basis,
        evidence,
        free,
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
    rules.map(|(key, rule)| (key, rule.or_skip(key == "id"))).collect()
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
