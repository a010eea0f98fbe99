//! `certificates.yaml`: types of certificate, and the only grounds for revoking one.

use onewindow_model::institution::{CertificateType, RevocationRule};

use super::registers::items;
use super::{Shared, each};
use crate::reader::{Reader, Shape};
use crate::service::law::provision;
use crate::yaml::Node;

const FILE: Shape =
    Shape { what: "the certificates file", keys: &["certificates"], required: &["certificates"] };

const CERTIFICATE: Shape = Shape {
    what: "a certificate type",
    keys: &["id", "name", "fields", "validity", "revocation_rules"],
    required: &["id", "name", "fields", "revocation_rules"],
};

const RULE: Shape = Shape {
    what: "a revocation rule",
    keys: &["id", "basis", "when", "needs_evidence", "reviewed_by"],
    required: &["id", "basis", "when", "needs_evidence", "reviewed_by"],
};

/// Reads the file.
pub fn read(r: &mut Reader<'_, '_>, root: &Node, shared: &mut Shared) -> Option<()> {
    let f = r.fields(root, &FILE)?;
    r.unique("certificate type", each(f.get("certificates"), "id"));
    let read = f.read("certificates", |n| r.list(n, |r, n| certificate(r, n, shared)));
    let types = read.unwrap_or_default();
    shared.certificate_types = types.into_iter().map(|kind| (kind.id.clone(), kind)).collect();
    Some(())
}

fn certificate(r: &mut Reader<'_, '_>, node: &Node, shared: &Shared) -> Option<CertificateType> {
    let f = r.fields(node, &CERTIFICATE)?;
    let (id, name) = (f.read("id", |n| r.id(n)), f.read("name", |n| r.text(n)));
    let fields = f.read("fields", |n| items(r, n, shared)).unwrap_or_default();
    let valid_months = f.read("validity", |n| r.months(n));
    r.unique("revocation rule", each(f.get("revocation_rules"), "id"));
    let rules = f.read("revocation_rules", |n| r.list(n, |r, n| rule(r, n, shared)));
    let revocation_rules = rules.unwrap_or_default();
    Some(CertificateType { id: id?, name: name?, fields, valid_months, revocation_rules })
}

fn rule(r: &mut Reader<'_, '_>, node: &Node, shared: &Shared) -> Option<RevocationRule> {
    let f = r.fields(node, &RULE)?;
    let (id, basis) = (f.read("id", |n| r.id(n)), f.read("basis", |n| provision(r, n)));
    let (when, needs) = (f.read("when", |n| r.text(n)), f.read("needs_evidence", |n| r.text(n)));
    let ids = shared.authority_ids();
    let reviewed_by = f.read("reviewed_by", |n| r.reference(n, "authority", ids));
    Some(RevocationRule {
        id: id?,
        basis: basis?,
        when: when?,
        needs: needs?,
        reviewed_by: reviewed_by?,
    })
}
