//! `life-events.yaml`: 一件事.

use onewindow_model::institution::LifeEvent;

use super::{Shared, each};
use crate::reader::{Reader, Shape};
use crate::yaml::Node;

const FILE: Shape =
    Shape { what: "the life events file", keys: &["life_events"], required: &["life_events"] };

const EVENT: Shape = Shape {
    what: "a life event",
    keys: &["id", "name", "summary"],
    required: &["id", "name", "summary"],
};

/// Reads the file.
pub fn read(r: &mut Reader<'_, '_>, root: &Node, shared: &mut Shared) -> Option<()> {
    let f = r.fields(root, &FILE)?;
    r.unique("life event", each(f.get("life_events"), "id"));
    shared.life_events = f.read("life_events", |n| r.list(n, event)).unwrap_or_default();
    Some(())
}

fn event(r: &mut Reader<'_, '_>, node: &Node) -> Option<LifeEvent> {
    let f = r.fields(node, &EVENT)?;
    let (id, name) = (f.read("id", |n| r.id(n)), f.read("name", |n| r.text(n)));
    let summary = f.read("summary", |n| r.text(n));
    Some(LifeEvent { id: id?, name: name?, summary: summary? })
}
