//! `retention`: how long data of each class is kept.

use std::collections::BTreeMap;

use onewindow_model::class::DataClass;
use onewindow_model::service::Service;

use crate::reader::{Reader, Shape};
use crate::shared::{Shared, each};
use crate::yaml::Node;

pub(super) const RETENTION: Shape =
    Shape { what: "an entry", keys: &["class", "years"], required: &["class", "years"] };

/// Reads `retention`.
pub(super) fn read(
    r: &mut Reader<'_, '_>,
    shared: &Shared,
    node: &Node,
) -> Option<BTreeMap<DataClass, u8>> {
    r.unique("class", each(Some(node), "class"));
    let entries = r.list(node, |r, node| {
        let f = r.fields(node, &RETENTION)?;
        let class = f.read("class", |n| r.class(n, shared));
        let years = f.read("years", |n| r.whole(n, 0..=100));
        Some((class?, years?))
    })?;
    Some(entries.into_iter().collect())
}

/// Every class that a case may hold must have its years.
pub(super) fn check(r: &mut Reader<'_, '_>, service: &Service, root: &Node) {
    if !service.takes_applications() {
        return;
    }
    let node = root.get("retention").unwrap_or(root);
    for class in service.classes() {
        if !service.retention.contains_key(&class) {
            let message = format!("`retention` does not say how long `{class}` is kept");
            let help =
                format!("add `- {{ class: {class}, years: … }}`; cases of this service hold it");
            r.error("no-retention", node, message, help);
        }
    }
}
