//! `registers.yaml`: registers that services may ask instead of the applicant.

use std::collections::BTreeMap;

use onewindow_model::class::DataClass;
use onewindow_model::institution::{DataItem, KeyedBy, Register};

use super::{Shared, each};
use crate::reader::{Reader, Shape};
use crate::yaml::Node;

const FILE: Shape =
    Shape { what: "the registers file", keys: &["registers"], required: &["registers"] };

const REGISTER: Shape = Shape {
    what: "a register",
    keys: &["id", "name", "holder", "keyed_by", "named_in", "identifies", "fields"],
    required: &["id", "name", "holder", "keyed_by", "named_in", "fields"],
};

const NAMED_IN: Shape = Shape {
    what: "the fields that name whose number it is",
    keys: &["person", "organisation"],
    required: &[],
};

const ITEM: Shape =
    Shape { what: "a field", keys: &["id", "class", "name"], required: &["id", "class", "name"] };

/// Reads the file.
pub fn read(r: &mut Reader<'_, '_>, root: &Node, shared: &mut Shared) -> Option<()> {
    let f = r.fields(root, &FILE)?;
    r.unique("register", each(f.get("registers"), "id"));
    let read = f.read("registers", |n| r.list(n, |r, n| register(r, n, shared)));
    shared.registers = read.unwrap_or_default().into_iter().map(|x| (x.id.clone(), x)).collect();
    Some(())
}

fn register(r: &mut Reader<'_, '_>, node: &Node, shared: &Shared) -> Option<Register> {
    let f = r.fields(node, &REGISTER)?;
    let (id, name) = (f.read("id", |n| r.id(n)), f.read("name", |n| r.text(n)));
    let holder = f.read("holder", |n| r.reference(n, "authority", shared.authority_ids()));
    let words = [("person", KeyedBy::Person), ("organisation", KeyedBy::Organisation)];
    let keyed_by = f.read("keyed_by", |n| r.one_of(n, &words));
    let fields = f.read("fields", |n| items(r, n, shared)).unwrap_or_default();
    let named_in = f.read("named_in", |n| named_in(r, n, &fields)).unwrap_or_default();
    let identifies = f.read("identifies", |n| r.boolean(n)).unwrap_or(false);
    let (holder, keyed_by) = (holder?, keyed_by?);
    Some(Register { id: id?, name: name?, holder, keyed_by, named_in, identifies, fields })
}

fn named_in(
    r: &mut Reader<'_, '_>,
    node: &Node,
    fields: &[DataItem],
) -> Option<BTreeMap<KeyedBy, String>> {
    let f = r.fields(node, &NAMED_IN)?;
    let mut named = BTreeMap::new();
    for (key, kind) in [("person", KeyedBy::Person), ("organisation", KeyedBy::Organisation)] {
        let ids = fields.iter().map(|field| field.id.as_str());
        if let Some(field) = f.read(key, |n| r.reference(n, "field", ids)) {
            named.insert(kind, field);
        }
    }
    Some(named)
}

/// The fields of a register or of a certificate.
pub fn items(r: &mut Reader<'_, '_>, node: &Node, shared: &Shared) -> Option<Vec<DataItem>> {
    r.unique("field", each(Some(node), "id"));
    r.list(node, |r, node| {
        let f = r.fields(node, &ITEM)?;
        let (id, name) = (f.read("id", |n| r.name_id(n)), f.read("name", |n| r.text(n)));
        let class = f.read("class", |n| r.class(n, shared));
        Some(DataItem { id: id?, name: name?, class: class? })
    })
}

impl Reader<'_, '_> {
    /// A data class of the catalogue.
    pub fn class(&mut self, node: &Node, shared: &Shared) -> Option<DataClass> {
        self.reference(node, "class", shared.class_ids()).map(DataClass::new)
    }
}
