//! The dependency graph out of `cargo metadata`.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// One package with the licence it declares.
pub struct Package {
    pub name: String,
    pub version: String,
    pub licence: String,
}

/// All packages, and who needs whom outside of tests.
pub struct Graph {
    pub packages: Vec<Package>,
    names: BTreeMap<String, String>,
    needs: BTreeMap<String, Vec<String>>,
}

impl Graph {
    pub fn read(metadata: &Value) -> Self {
        let mut packages = Vec::new();
        let mut names = BTreeMap::new();
        for package in list(metadata, "/packages") {
            let field = |key: &str| text(package, key);
            names.insert(field("id"), field("name"));
            packages.push(Package {
                name: field("name"),
                version: field("version"),
                licence: field("license"),
            });
        }
        let mut needs = BTreeMap::new();
        for node in list(metadata, "/resolve/nodes") {
            let of = list(node, "/deps").filter(|dep| !is_for_tests_only(dep));
            needs.insert(text(node, "id"), of.map(|dep| text(dep, "pkg")).collect());
        }
        Self { packages, names, needs }
    }

    /// How many packages, itself included, are compiled for the package called `name`.
    pub fn needed_by(&self, name: &str) -> usize {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&String> =
            self.names.iter().filter(|(_, n)| *n == name).map(|(id, _)| id).collect();
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                open.extend(self.needs.get(id).into_iter().flatten());
            }
        }
        seen.len()
    }
}

fn is_for_tests_only(dep: &Value) -> bool {
    list(dep, "/dep_kinds").all(|kind| text(kind, "kind") == "dev")
}

fn list<'v>(value: &'v Value, pointer: &str) -> impl Iterator<Item = &'v Value> {
    value.pointer(pointer).and_then(Value::as_array).into_iter().flatten()
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_only_tests_need_is_not_counted() {
        let package = |id: &str| json!({ "id": id, "name": id, "version": "1", "license": "MIT" });
        let dep = |id: &str, kind: Value| json!({ "pkg": id, "dep_kinds": [{ "kind": kind }] });
        let graph = Graph::read(&json!({
            "packages": [package("top"), package("used"), package("build"), package("tests")],
            "resolve": { "nodes": [
                { "id": "top", "deps": [dep("used", Value::Null), dep("tests", json!("dev"))] },
                { "id": "used", "deps": [dep("build", json!("build"))] },
            ] },
        }));
        assert_eq!(graph.packages.len(), 4);
        assert_eq!(graph.needed_by("top"), 3);
    }
}
