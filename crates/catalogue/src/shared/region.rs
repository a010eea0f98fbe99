//! `region.yaml`: the region as a whole and the tree of its parts.

use onewindow_model::region::{Level, Region, RegionError, Regions};

use super::{Shared, each};
use crate::reader::{Reader, Shape};
use crate::yaml::Node;

const FILE: Shape = Shape {
    what: "the region file",
    keys: &["id", "name", "issuer", "time_zone", "currency", "languages", "regions"],
    required: &["id", "name", "time_zone", "currency", "languages", "regions"],
};

const REGION: Shape = Shape {
    what: "a region",
    keys: &["id", "code", "level", "parent", "name"],
    required: &["id", "level", "name"],
};

/// The words for levels.
pub const LEVELS: &[(&str, Level)] = &[
    ("national", Level::National),
    ("province", Level::Province),
    ("city", Level::City),
    ("county", Level::County),
    ("township", Level::Township),
    ("village", Level::Village),
];

/// Reads the file.
pub fn read(r: &mut Reader<'_, '_>, root: &Node, shared: &mut Shared) -> Option<()> {
    let f = r.fields(root, &FILE)?;
    if let Some(languages) = f.read("languages", |n| r.list(n, |r, n| r.string(n, 20))) {
        if languages.is_empty() {
            r.error(
                "empty-list",
                root,
                "`languages` names none",
                "name at least one, such as `en`",
            );
        } else {
            r.languages.clone_from(&languages);
            shared.region.languages = languages;
        }
    }
    let regions = f.get("regions");
    r.unique("region", each(regions, "id"));
    let read = f.read("regions", |n| r.list(n, region)).unwrap_or_default();
    match Regions::new(read) {
        Ok(tree) => shared.regions = tree,
        Err(error) => {
            let (RegionError::NoParent { region: id, .. } | RegionError::Circle(id)) = &error;
            let place = each(regions, "id").find(|node| node.text() == Some(id)).unwrap_or(root);
            r.error("region-tree", place, error.to_string(), "name the region that it lies in");
        }
    }
    shared.region.name = f.read("name", |n| r.text(n)).unwrap_or_default();
    shared.region.issuer = f.read("issuer", |n| r.text(n));
    shared.region.id = f.read("id", |n| r.region(n, shared)).unwrap_or_default();
    if let Some(zone) = f.read("time_zone", |n| time_zone(r, n)) {
        shared.region.time_zone = zone;
    }
    if let Some(currency) = f.read("currency", |n| currency(r, n)) {
        shared.region.currency = currency;
    }
    Some(())
}

/// Reads one region; its parent is checked with the tree.
pub fn region(r: &mut Reader<'_, '_>, node: &Node) -> Option<Region> {
    let f = r.fields(node, &REGION)?;
    let (id, name) = (f.read("id", |n| r.id(n)), f.read("name", |n| r.text(n)));
    let level = f.read("level", |n| r.one_of(n, LEVELS));
    let code = f.read("code", |n| r.string(n, 12));
    let parent = f.read("parent", |n| r.id(n));
    Some(Region { id: id?, name: name?, level: level?, code, parent })
}

fn time_zone(r: &mut Reader<'_, '_>, node: &Node) -> Option<String> {
    let name = r.string(node, 64)?;
    if jiff::tz::TimeZone::get(&name).is_err() {
        let message = format!("there is no time zone `{name}`");
        r.error("unknown-time-zone", node, message, "write its IANA name, such as Asia/Shanghai");
        return None;
    }
    Some(name)
}

fn currency(r: &mut Reader<'_, '_>, node: &Node) -> Option<String> {
    let code = r.string(node, 20)?;
    if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        let message = format!("`{code}` is not a currency");
        r.error("bad-currency", node, message, "write its ISO 4217 code, such as CNY");
        return None;
    }
    Some(code)
}
