//! `offices.yaml`: where services can be had in person.

use onewindow_model::institution::Office;

use super::region::LEVELS;
use super::{Shared, each};
use crate::reader::{Reader, Shape};
use crate::yaml::Node;

const FILE: Shape = Shape { what: "the offices file", keys: &["offices"], required: &["offices"] };

const OFFICE: Shape = Shape {
    what: "an office",
    keys: &[
        "id", "name", "region", "level", "parent", "address", "hours", "phone", "windows",
        "services",
    ],
    required: &["id", "name", "region", "level", "address", "hours", "services"],
};

/// Reads the file.
pub fn read(r: &mut Reader<'_, '_>, root: &Node, shared: &mut Shared) -> Option<()> {
    let f = r.fields(root, &FILE)?;
    let list = f.get("offices");
    r.unique("office", each(list, "id"));
    let mut above: Vec<String> = Vec::new();
    let read = |r: &mut Reader<'_, '_>, node: &Node| {
        let office = office(r, node, shared, &above)?;
        above.push(office.id.clone());
        Some(office)
    };
    let offices = f.read("offices", |n| r.list(n, read)).unwrap_or_default();
    shared.offices = offices;
    Some(())
}

/// A parent stands above those below it in the file, so that no circle can be written.
fn office(
    r: &mut Reader<'_, '_>,
    node: &Node,
    shared: &Shared,
    above: &[String],
) -> Option<Office> {
    let f = r.fields(node, &OFFICE)?;
    let (id, name) = (f.read("id", |n| r.id(n)), f.read("name", |n| r.text(n)));
    let region = f.read("region", |n| r.region(n, shared));
    let level = f.read("level", |n| r.one_of(n, LEVELS));
    let ids = above.iter().map(String::as_str);
    let parent = f.read("parent", |n| r.reference(n, "office above this one", ids));
    let address = f.read("address", |n| r.text(n));
    let hours = f.read("hours", |n| r.text(n));
    let phone = f.read("phone", |n| r.string(n, 60));
    let windows = f.read("windows", |n| r.list(n, |r, n| r.text(n))).unwrap_or_default();
    let services = match f.get("services") {
        Some(node) if node.text() == Some("all") => None,
        Some(node) => Some(r.list(node, |r, n| r.id(n)).unwrap_or_default()),
        None => None,
    };
    Some(Office {
        id: id?,
        name: name?,
        region: region?,
        level: level?,
        parent,
        address: address?,
        hours: hours?,
        phone,
        windows,
        services,
    })
}
