//! Officials.

use super::Staff;
use crate::reader::{Reader, Shape};
use crate::shared::Shared;
use crate::yaml::Node;

const STAFF: Shape = Shape {
    what: "an official",
    keys: &["id", "name", "pinyin", "organisation", "office", "roles"],
    required: &["id", "name", "pinyin", "organisation", "office", "roles"],
};

/// What officials may be: the roles of steps, and those that take none.
const ROLES: &[(&str, &str)] = &[
    ("window-clerk", "window-clerk"),
    ("case-officer", "case-officer"),
    ("reviewer", "reviewer"),
    ("supervisor", "supervisor"),
    ("administrator", "administrator"),
    ("auditor", "auditor"),
];

/// Reads one official.
pub(super) fn official(r: &mut Reader<'_, '_>, node: &Node, shared: &Shared) -> Option<Staff> {
    let f = r.fields(node, &STAFF)?;
    let (id, name) = (f.read("id", |n| r.id(n)), f.read("name", |n| r.string(n, 100)));
    let latin = f.read("pinyin", |n| r.string(n, 100));
    let authorities = shared.authority_ids();
    let organisation = f.read("organisation", |n| r.reference(n, "authority", authorities));
    let office = f.read("office", |n| r.reference(n, "office", shared.office_ids()));
    let roles = f.read("roles", |n| r.list(n, |r, n| r.one_of(n, ROLES)));
    let roles = roles.unwrap_or_default().into_iter().map(str::to_owned).collect();
    Some(Staff {
        id: id?,
        name: name?,
        latin: latin?,
        organisation: organisation?,
        office: office?,
        roles,
    })
}
