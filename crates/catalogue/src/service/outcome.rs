//! `outcome`: what comes out, and how a certificate is filled in.

use std::collections::BTreeMap;

use onewindow_model::institution::CertificateType;
use onewindow_model::known::Known;
use onewindow_model::service::outcome::{CertificateOutcome, Delivery, FieldSource, Outcome};
use onewindow_model::service::{Field, Question};

use super::form::PERSON;
use crate::reader::{Fields, Reader, Shape, did_you_mean};
use crate::shared::Shared;
use crate::yaml::{Entry, Node};

pub(super) const OUTCOME: Shape = Shape {
    what: "`outcome`",
    keys: &["name", "certificate", "fields", "valid_for", "delivery"],
    required: &["name"],
};

/// How an outcome reaches people.
pub(crate) const WAYS: &[(&str, Delivery)] = &[
    ("electronic", Delivery::Electronic),
    ("post", Delivery::Post),
    ("collection", Delivery::Collection),
];

/// What a certificate can be filled in from.
pub(super) struct Sources<'a> {
    pub shared: &'a Shared,
    pub form: &'a [Field],
    pub questions: &'a [Question],
}

/// Reads `outcome`.
pub(super) fn read(r: &mut Reader<'_, '_>, sources: &Sources<'_>, node: &Node) -> Option<Outcome> {
    let f = r.fields(node, &OUTCOME)?;
    let name = f.read("name", |n| r.text_within(n, 400));
    let certificate = match f.get("certificate") {
        Some(id) => certificate(r, sources, &f, id),
        None => {
            for key in ["fields", "valid_for"] {
                if let Some(node) = f.get(key) {
                    let message = format!("`{key}` belongs to a certificate, and none is named");
                    r.error(
                        "key-of-other-type",
                        node,
                        message,
                        "add `certificate: …` or delete it",
                    );
                }
            }
            None
        }
    };
    let delivery = f.read("delivery", |n| r.known(n, |r, n| r.list(n, |r, n| r.one_of(n, WAYS))));
    if let (None, false) = (f.get("delivery"), r.imported) {
        let help = "add `delivery: [electronic]`, or how it reaches people";
        r.error("missing-key", node, "`outcome` lacks `delivery`", help);
    }
    Some(Outcome { name: name?, certificate, delivery: delivery.unwrap_or(Known::NotInSource) })
}

fn certificate(
    r: &mut Reader<'_, '_>,
    sources: &Sources<'_>,
    f: &Fields<'_>,
    id: &Node,
) -> Option<CertificateOutcome> {
    let known = sources.shared.certificate_ids();
    let certificate = r.reference(id, "certificate type", known)?;
    let kind = sources.shared.certificate_types.get(&certificate)?;
    let given = f.get("fields").map(Node::entries).unwrap_or_default();
    for field in kind.fields.iter().filter(|field| given.iter().all(|e| e.key != field.id)) {
        let message = format!("the certificate's `{}` is filled from nowhere", field.id);
        let help = format!("add `{}: …` under `fields`", field.id);
        r.error("unfilled-field", f.get("fields").unwrap_or(f.node), message, help);
    }
    let fields = given.iter().filter_map(|entry| field(r, sources, kind, entry));
    let fields: BTreeMap<_, _> = fields.collect();
    let valid_months = f.read("valid_for", |n| r.months(n)).or(kind.valid_months);
    Some(CertificateOutcome { certificate, fields, valid_months })
}

fn field(
    r: &mut Reader<'_, '_>,
    sources: &Sources<'_>,
    kind: &CertificateType,
    entry: &Entry,
) -> Option<(String, FieldSource)> {
    if kind.fields.iter().all(|field| field.id != entry.key) {
        let message = format!("a `{}` has no field `{}`", kind.id, entry.key);
        let help = did_you_mean(&entry.key, kind.fields.iter().map(|field| field.id.as_str()));
        r.error_at("unknown-key", entry.at.clone(), message, help);
        return None;
    }
    let text = r.string(&entry.value, 200)?;
    let (from, name) = text.split_once('.').unwrap_or((&text, ""));
    let (source, names): (Option<FieldSource>, Vec<&str>) = match from {
        "person" => {
            let item = PERSON.iter().find(|(known, _)| *known == name);
            let source = item.map(|(_, item)| FieldSource::Person(*item));
            (source, PERSON.iter().map(|(name, _)| *name).collect())
        }
        "form" => {
            let known = sources.form.iter().any(|field| field.id == name);
            let source = known.then(|| FieldSource::Form(name.to_owned()));
            (source, sources.form.iter().map(|field| field.id.as_str()).collect())
        }
        "fact" => {
            let known = sources.questions.iter().any(|question| question.fact == name);
            let source = known.then(|| FieldSource::Fact(name.to_owned()));
            (source, sources.questions.iter().map(|question| question.fact.as_str()).collect())
        }
        _ => {
            let help = "write `person.…`, `form.…` or `fact.…`";
            let message = format!("`{text}` is not where a field can come from");
            r.error("unknown-source", &entry.value, message, help);
            return None;
        }
    };
    if source.is_none() {
        let message = format!("there is no `{text}`");
        r.error("unknown-source", &entry.value, message, did_you_mean(name, names));
    }
    Some((entry.key.clone(), source?))
}
