//! `evidence`: what must be shown.

use onewindow_model::service::evidence::{Evidence, EvidenceSource, Obtain, PaperForm};

use super::conditions::{Context, condition};
use super::law::provision;
use crate::reader::{Reader, Shape};
use crate::shared::Shared;
use crate::yaml::Node;

pub(super) const EVIDENCE: Shape = Shape {
    what: "a material",
    keys: &[
        "id",
        "name",
        "description",
        "class",
        "needed_when",
        "source",
        "fallback",
        "form",
        "copies",
        "may_follow",
        "commitment",
        "obtain",
        "legal_basis",
    ],
    required: &["id", "name", "class", "source", "form", "copies"],
};

pub(super) const REGISTER: Shape =
    Shape { what: "a source", keys: &["register", "certificate"], required: &[] };

pub(super) const OBTAIN: Shape =
    Shape { what: "`obtain`", keys: &["name", "office", "visits"], required: &["name", "visits"] };

const FORMS: &[(&str, PaperForm)] = &[
    ("copy", PaperForm::Copy),
    ("original-shown", PaperForm::OriginalShown),
    ("original-kept", PaperForm::OriginalKept),
];

/// Reads one material.
pub(super) fn read<'n>(
    r: &mut Reader<'_, '_>,
    cx: &mut Context<'_, 'n>,
    node: &'n Node,
) -> Option<Evidence> {
    let f = r.fields(node, &EVIDENCE)?;
    let (id, name) = (f.read("id", |n| r.name_id(n)), f.read("name", |n| r.text_within(n, 400)));
    let description = r.maybe_text(f.get("description"));
    if f.get("description").is_none() && !r.imported {
        let help = "add `description: …`: which paper exactly, how fresh, issued by whom";
        r.error("missing-key", node, "a material lacks `description`", help);
    }
    let class = f.read("class", |n| r.class(n, cx.shared));
    let needed_when = f.read("needed_when", |n| condition(r, cx, n));
    let source = f.read("source", |n| source(r, cx.shared, n));
    let words = [("applicant", true), ("none", false)];
    let fallback = f.read("fallback", |n| r.one_of(n, &words));
    let own = source == Some(EvidenceSource::Applicant);
    if let Some(node) = f.get("fallback").filter(|_| own) {
        let message = "what the applicant hands in has no fallback";
        r.error("key-of-other-type", node, message, "delete `fallback`");
    }
    let form = f.read("form", |n| r.one_of(n, FORMS));
    let copies = f.read("copies", |n| r.whole(n, 1..=20));
    let may_follow = f.read("may_follow", |n| r.within(n));
    let commitment = f.read("commitment", |n| r.boolean(n)).unwrap_or_default();
    let obtain = f.read("obtain", |n| obtain(r, cx.shared, n));
    let legal_basis = f.read("legal_basis", |n| provision(r, n));
    Some(Evidence {
        id: id?,
        name: name?,
        description,
        class: class?,
        needed_when,
        source: source?,
        applicant_may_supply: own || fallback == Some(true),
        form: form?,
        copies: copies?,
        may_follow,
        commitment,
        obtain,
        legal_basis,
    })
}

fn source(r: &mut Reader<'_, '_>, shared: &Shared, node: &Node) -> Option<EvidenceSource> {
    if node.text().is_some() {
        return r.one_of(node, &[("applicant", ())]).map(|()| EvidenceSource::Applicant);
    }
    let f = r.fields(node, &REGISTER)?;
    match (f.get("register"), f.get("certificate")) {
        (Some(id), None) => {
            r.reference(id, "register", shared.register_ids()).map(EvidenceSource::Register)
        }
        (None, Some(id)) => {
            let known = shared.certificate_ids();
            r.reference(id, "certificate type", known).map(EvidenceSource::Certificate)
        }
        _ => {
            let help = "write `applicant`, `{ register: … }` or `{ certificate: … }`";
            r.error("bad-source", node, "a source is one register or one certificate", help);
            None
        }
    }
}

fn obtain(r: &mut Reader<'_, '_>, shared: &Shared, node: &Node) -> Option<Obtain> {
    let f = r.fields(node, &OBTAIN)?;
    let name = f.read("name", |n| r.text(n));
    let office = f.read("office", |n| r.reference(n, "office", shared.office_ids()));
    let visits = f.read("visits", |n| r.whole(n, 0..=9));
    Some(Obtain { name: name?, office, visits: visits? })
}
