//! `classes.yaml`: data classes and their weights.

use std::collections::BTreeMap;

use onewindow_model::class::{ClassInfo, DataClass, DataClasses};

use super::{Shared, each};
use crate::reader::{Reader, Shape};
use crate::yaml::Node;

const FILE: Shape = Shape { what: "the class file", keys: &["classes"], required: &["classes"] };

const CLASS: Shape = Shape {
    what: "a class",
    keys: &["id", "name", "weight", "parent"],
    required: &["id", "name", "weight"],
};

/// Reads the file.
pub fn read(r: &mut Reader<'_, '_>, root: &Node, shared: &mut Shared) -> Option<()> {
    let f = r.fields(root, &FILE)?;
    let list = f.get("classes");
    r.unique("data class", each(list, "id"));
    let ids: Vec<&str> = each(list, "id").filter_map(Node::text).collect();
    let classes = f.read("classes", |n| r.list(n, |r, n| class(r, n, &ids))).unwrap_or_default();
    let classes: BTreeMap<_, _> = classes.into_iter().collect();
    for needed in DataClass::built_in() {
        if !classes.contains_key(&needed) {
            let message = format!("the class `{needed}` is missing");
            r.error("missing-class", root, message, "add it; the platform itself needs it");
        }
    }
    shared.classes = DataClasses(classes);
    Some(())
}

fn class(r: &mut Reader<'_, '_>, node: &Node, ids: &[&str]) -> Option<(DataClass, ClassInfo)> {
    let f = r.fields(node, &CLASS)?;
    let (id, name) = (f.read("id", |n| r.id(n)), f.read("name", |n| r.text(n)));
    let weight = f.read("weight", |n| r.whole(n, 1..=10));
    let parent = f.read("parent", |n| r.reference(n, "class", ids.iter().copied()));
    let info = ClassInfo { name: name?, weight: weight?, parent: parent.map(DataClass::new) };
    Some((DataClass::new(id?), info))
}
