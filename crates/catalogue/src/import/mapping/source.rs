//! The part of a mapping file that says how its source is written.

use encoding_rs::Encoding;
use onewindow_model::text::Text;
use serde_json::{Map, Value};

use crate::import::literal;
use crate::import::markup::Markup;
use crate::import::rule_read;
use crate::import::source::{Format, Layout};
use crate::reader::{Fields, Reader, Shape};
use crate::yaml::Node;

pub(crate) const SOURCE: Shape =
    Shape { what: "`source`", keys: &["name", "licence", "as_of"], required: &["name", "licence"] };

const FORMATS: &[(&str, Format)] = &[
    ("json-lines", Format::JsonLines),
    ("csv", Format::Csv),
    ("json", Format::Json),
    ("xml", Format::Xml),
];

/// Reads how to cut the source into records.
pub(super) fn layout(r: &mut Reader<'_, '_>, f: &Fields<'_>) -> Option<Layout> {
    let format = f.read("format", |n| r.one_of(n, FORMATS));
    let encoding = f.read("encoding", |n| encoding(r, n));
    let delimiter = f.read("delimiter", |n| delimiter(r, n));
    let columns = f.read("columns", |n| r.list(n, |r, n| r.string(n, 200))).unwrap_or_default();
    let records = f.read("records", |n| r.string(n, 200)).unwrap_or_default();
    let files = f.read("files", |n| rule_read::regex(r, n));
    let format = format?;
    let only = |key: &str, of: &[Format]| f.get(key).filter(|_| !of.contains(&format));
    for (key, of) in [
        ("delimiter", &[Format::Csv][..]),
        ("columns", &[Format::Csv]),
        ("records", &[Format::Json, Format::Xml]),
    ] {
        if let Some(node) = only(key, of) {
            let message = format!("`{key}` does not belong to this format");
            r.error("key-of-other-type", node, message, "delete it");
        }
    }
    if format == Format::Xml && records.is_empty() {
        let help = "add `records: …`, the name of the element that is a record";
        r.error("missing-key", f.node, "a mapping of XML lacks `records`", help);
    }
    Some(Layout { format, encoding, delimiter, columns, records, files })
}

fn encoding(r: &mut Reader<'_, '_>, node: &Node) -> Option<&'static Encoding> {
    let label = r.string(node, 40)?;
    let found = Encoding::for_label(label.as_bytes());
    if found.is_none() {
        let help = "write a name such as utf-8, windows-1252, gbk, gb18030, big5 or utf-16le";
        r.error("unknown-word", node, format!("`{label}` is no encoding"), help);
    }
    found
}

fn delimiter(r: &mut Reader<'_, '_>, node: &Node) -> Option<u8> {
    let text = r.any_text(node)?;
    match text.as_bytes() {
        [byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() && *byte != b'"' => Some(*byte),
        _ => {
            let help = "write one sign in quotes, such as \";\" or \"\\t\"";
            r.error("bad-delimiter", node, format!("`{text}` separates no cells"), help);
            None
        }
    }
}

/// Reads the languages of the source: `language`, or `languages` where it has several.
pub(super) fn languages(r: &mut Reader<'_, '_>, f: &Fields<'_>) -> Option<Vec<String>> {
    let several = f.read("languages", |n| r.list(n, |r, n| r.string(n, 35)));
    let one = f.read("language", |n| r.string(n, 35));
    match (one, several) {
        (Some(one), None) => Some(vec![one]),
        (None, Some(several)) if !several.is_empty() => Some(several),
        _ => {
            let message = "a mapping says in one way which language its source is in";
            r.error("missing-key", f.node, message, "add `language: …` or `languages: […]`");
            None
        }
    }
}

/// Reads what texts are written in.
pub(super) fn markup(r: &mut Reader<'_, '_>, node: &Node) -> Option<Markup> {
    let words = [
        ("html", Markup { html: true, markdown: false }),
        ("markdown", Markup { html: false, markdown: true }),
    ];
    let found = r.list(node, |r, n| r.one_of(n, &words))?;
    let any = |of: fn(&Markup) -> bool| found.iter().any(of);
    Some(Markup { html: any(|one| one.html), markdown: any(|one| one.markdown) })
}

/// Reads what is shown with every service.
pub(super) fn source(r: &mut Reader<'_, '_>, node: &Node) -> Option<Map<String, Value>> {
    let f = r.fields(node, &SOURCE)?;
    let name: Option<Text> = f.read("name", |n| r.text(n));
    f.read("licence", |n| r.string(n, 400));
    f.read("as_of", |n| r.date(n));
    name.map(|_| literal::object(node))
}
