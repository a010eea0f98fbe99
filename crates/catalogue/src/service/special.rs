//! What kinds other than `apply` need: a register or table to look up, content, booking.

use onewindow_model::service::{Kind, Special};

use super::booking;
use crate::reader::{Reader, Shape};
use crate::shared::Shared;
use crate::yaml::Node;

pub(super) const LOOK_UP: Shape = Shape {
    what: "`look_up`",
    keys: &["register", "fields", "table", "source", "as_of"],
    required: &[],
};

pub(super) const ROW: Shape =
    Shape { what: "a row", keys: &["name", "value"], required: &["name", "value"] };

/// The longest information text.
const CONTENT: usize = 20_000;

/// Reads whichever of `look_up`, `content` and `booking` belongs to the kind.
pub(super) fn read(
    r: &mut Reader<'_, '_>,
    shared: &Shared,
    kind: Kind,
    root: &Node,
) -> Option<Special> {
    let belongs = [("look_up", Kind::LookUp), ("content", Kind::Inform), ("booking", Kind::Book)];
    for (key, of) in belongs {
        match root.entries().iter().find(|entry| entry.key == key) {
            Some(entry) if of != kind => {
                let message = format!("`{key}` does not belong to this kind of service");
                r.error_at("key-of-other-type", entry.at.clone(), message, "delete it");
            }
            None if of == kind => {
                let message = format!("this kind of service needs `{key}`");
                r.error("missing-key", root, message, format!("add `{key}: …`"));
            }
            _ => {}
        }
    }
    match kind {
        Kind::LookUp => look_up(r, shared, root.get("look_up")?),
        Kind::Inform => r.text_within(root.get("content")?, CONTENT).map(Special::Content),
        Kind::Book => booking::read(r, shared, root).map(Special::Booking),
        Kind::Apply | Kind::Pay | Kind::Consult | Kind::Report => Some(Special::None),
    }
}

fn look_up(r: &mut Reader<'_, '_>, shared: &Shared, node: &Node) -> Option<Special> {
    let f = r.fields(node, &LOOK_UP)?;
    let own = ["register", "fields"].map(|key| f.get(key));
    let table = ["table", "source", "as_of"].map(|key| f.get(key));
    match (own, table) {
        ([Some(id), Some(fields)], [None, None, None]) => {
            let register = r.reference(id, "register", shared.register_ids())?;
            let known = shared.registers.get(&register)?;
            let names = known.fields.iter().map(|field| field.id.as_str());
            let fields = r.list(fields, |r, n| r.reference(n, "register field", names.clone()))?;
            Some(Special::OwnRecord { register, fields })
        }
        ([None, None], [Some(rows), Some(source), Some(as_of)]) => {
            let rows = r.list(rows, |r, node| {
                let f = r.fields(node, &ROW)?;
                let (name, value) =
                    (f.read("name", |n| r.text(n)), f.read("value", |n| r.string(n, 400)));
                Some((name?, value?))
            });
            let (source, as_of) = (r.text(source), r.date(as_of));
            Some(Special::PublicTable { rows: rows?, source: source?, as_of: as_of? })
        }
        _ => {
            let help = "write `register` and `fields`, or `table`, `source` and `as_of`";
            r.error("bad-look-up", node, "this is neither one's own record nor a table", help);
            None
        }
    }
}
