//! Import direction: what each crate's manifest may name.

use super::finding::Finding;
use super::rooms::{FOR_TESTS, FOREIGN, ROOMS, Room};
use crate::workspace;
use serde_json::Value;
use std::path::Path;

const RULE: &str = "import-direction";

/// One line of a manifest's dependency tables.
#[derive(Debug)]
pub struct Dependency {
    /// The folder of the crate that depends.
    pub of: String,
    /// The package depended on, whatever it is renamed to.
    pub on: String,
    pub for_tests: bool,
}

/// The dependencies of every crate below `crates/`; a crate without any gives none.
pub fn read(root: &Path) -> Result<Vec<Dependency>, String> {
    // Offline: the manifests alone are read.
    let metadata = workspace::metadata(root, &["--no-deps", "--offline"])?;
    let packages = metadata.get("packages").and_then(Value::as_array);
    Ok(packages.into_iter().flatten().flat_map(of_package).collect())
}

fn of_package(package: &Value) -> Vec<Dependency> {
    let text = |value: &Value, key: &str| {
        value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let manifest = text(package, "manifest_path").replace('\\', "/");
    let mut folders = manifest.rsplit('/').skip(1);
    let (Some(of), Some("crates")) = (folders.next(), folders.next()) else { return Vec::new() };
    let list = package.get("dependencies").and_then(Value::as_array).into_iter().flatten();
    list.map(|dependency| Dependency {
        of: of.to_owned(),
        on: text(dependency, "name"),
        for_tests: text(dependency, "kind") == "dev",
    })
    .collect()
}

/// Compares the manifests with the rooms.
pub fn check(dependencies: &[Dependency]) -> Vec<Finding> {
    dependencies.iter().filter_map(problem).collect()
}

fn problem(dependency: &Dependency) -> Option<Finding> {
    let Dependency { of, on, for_tests } = dependency;
    let place = format!("crates/{of}/Cargo.toml");
    let Some(room) = ROOMS.iter().find(|room| room.name == of) else {
        let message = format!("`{of}` has no line in xtask/src/tidy/rooms.rs");
        return Some(Finding::new(RULE, place, message));
    };
    let allowed = match on.strip_prefix("onewindow-") {
        Some(ours) => may_use(room, ours, *for_tests),
        None => FOREIGN
            .iter()
            .find(|(name, _, _)| name == on)
            .is_none_or(|(_, tests_too, in_)| in_.contains(&room.name) || *for_tests && !tests_too),
    };
    let message = format!("`{of}` must not depend on `{on}`: see xtask/src/tidy/rooms.rs");
    (!allowed).then(|| Finding::new(RULE, place, message))
}

fn may_use(room: &Room, ours: &str, for_tests: bool) -> bool {
    if FOR_TESTS.contains(&ours) {
        return for_tests;
    }
    room.may_use.contains(&ours) || for_tests && room.tests_may_use.contains(&ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(of: &str, on: &str, for_tests: bool) -> usize {
        check(&[Dependency { of: of.into(), on: on.into(), for_tests }]).len()
    }

    #[test]
    fn arrows_point_one_way() {
        assert_eq!(findings("app", "onewindow-store", false), 0);
        assert_eq!(findings("web", "onewindow-store", false), 1);
        assert_eq!(findings("web", "onewindow-store", true), 1);
        assert_eq!(findings("ledger", "onewindow-model", true), 1);
    }

    #[test]
    fn foreign_crates_stay_in_their_rooms() {
        assert_eq!(findings("store", "rusqlite", false), 0);
        assert_eq!(findings("app", "rusqlite", true), 1);
        assert_eq!(findings("gate", "tokio", true), 0);
        assert_eq!(findings("model", "tokio", false), 1);
        assert_eq!(findings("model", "jiff", false), 0);
    }

    #[test]
    fn a_crate_without_a_room_and_a_test_crate_in_the_product_are_found() {
        assert_eq!(findings("shed", "serde", false), 1);
        assert_eq!(findings("store", "onewindow-powercut", false), 1);
        assert_eq!(findings("store", "onewindow-powercut", true), 0);
    }

    #[test]
    fn no_room_reaches_itself() {
        for start in ROOMS {
            let mut open: Vec<&str> = start.may_use.to_vec();
            let mut steps = 0;
            while let Some(name) = open.pop() {
                assert_ne!(name, start.name);
                steps += 1;
                assert!(steps < 10_000, "a circle among the rooms");
                open.extend(ROOMS.iter().filter(|r| r.name == name).flat_map(|r| r.may_use));
            }
        }
    }
}
