//! `authorities.yaml`: 实施主体.

use onewindow_model::institution::Authority;

use super::{Shared, each};
use crate::reader::{Reader, Shape};
use crate::yaml::Node;

const FILE: Shape =
    Shape { what: "the authorities file", keys: &["authorities"], required: &["authorities"] };

const AUTHORITY: Shape = Shape {
    what: "an authority",
    keys: &["id", "name", "code", "region", "phone", "parent"],
    required: &["id", "name", "region"],
};

/// Reads the file.
pub fn read(r: &mut Reader<'_, '_>, root: &Node, shared: &mut Shared) -> Option<()> {
    let f = r.fields(root, &FILE)?;
    let list = f.get("authorities");
    r.unique("authority", each(list, "id"));
    let ids: Vec<&str> = each(list, "id").filter_map(Node::text).collect();
    let read = f.read("authorities", |n| r.list(n, |r, n| authority(r, n, shared, &ids)));
    let authorities = read.unwrap_or_default();
    for authority in &authorities {
        if let Some(node) = circle(&authorities, authority, list) {
            let message = format!("`{}` reviews itself, through its parents", authority.id);
            r.error("parent-circle", node, message, "name an authority that stands above it");
        }
    }
    shared.authorities = authorities.into_iter().map(|a| (a.id.clone(), a)).collect();
    Some(())
}

/// Reads one authority.
pub fn authority(
    r: &mut Reader<'_, '_>,
    node: &Node,
    shared: &Shared,
    ids: &[&str],
) -> Option<Authority> {
    let f = r.fields(node, &AUTHORITY)?;
    let (id, name) = (f.read("id", |n| r.id(n)), f.read("name", |n| r.text(n)));
    let code = f.read("code", |n| code(r, n));
    let region = f.read("region", |n| r.region(n, shared));
    let phone = f.read("phone", |n| r.string(n, 60));
    let parent = f.read("parent", |n| r.reference(n, "authority", ids.iter().copied()));
    Some(Authority { id: id?, name: name?, code, region: region?, phone, parent })
}

/// The form of a unified social credit code; real ones with a wrong check character exist.
fn code(r: &mut Reader<'_, '_>, node: &Node) -> Option<String> {
    let code = r.string(node, 100)?;
    if code.len() != 18 || !code.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()) {
        let message = format!("`{code}` is not a unified social credit code");
        r.error("bad-code", node, message, "write its 18 digits and capital letters");
        return None;
    }
    Some(code)
}

fn circle<'n>(all: &[Authority], start: &Authority, list: Option<&'n Node>) -> Option<&'n Node> {
    let up = |at: &&Authority| all.iter().find(|other| Some(&other.id) == at.parent.as_ref());
    let comes_back = std::iter::successors(up(&start), up).take(all.len());
    comes_back.into_iter().any(|at| at.id == start.id).then_some(())?;
    list?.items().iter().find(|item| item.get("id").and_then(Node::text) == Some(&start.id))
}
