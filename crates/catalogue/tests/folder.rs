//! Folders and files: the sample catalogue, broken copies of it, and what is no catalogue.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};

use onewindow_catalogue::{Loaded, Unreadable, load};

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue")
}

/// A copy of the sample that may be broken.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy_into(&sample(), folder.path());
    folder
}

fn copy_into(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy_into(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

fn codes(loaded: &Loaded) -> Vec<(&str, u32)> {
    loaded.findings.iter().map(|finding| (finding.code.as_str(), finding.line)).collect()
}

#[test]
fn the_sample_is_clean() {
    let loaded = load(&sample()).unwrap();
    assert_eq!(loaded.human(), format!("{} services, no findings\n", loaded.services));
    assert!(loaded.services >= 12 && loaded.catalogue.len() == loaded.services);
    let shared = &loaded.catalogue.shared;
    assert_eq!((shared.region.id.as_str(), shared.region.currency.as_str()), ("lanjiang", "CNY"));
    assert!(
        shared.office("qingshi-centre").is_some() && shared.life_event("open-a-shop").is_some()
    );
    assert_eq!(shared.calendar_years, [2025, 2026]);
}

#[test]
fn one_service_is_checked_with_the_files_above_it() {
    let folder = copy();
    let file = folder.path().join("services/small-food-business.yaml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("kind: apply", "kind: aply", 1)).unwrap();
    let loaded = load(&file).unwrap();
    assert_eq!((loaded.services, loaded.findings.len()), (1, 1), "{}", loaded.human());
    let finding = &loaded.findings[0];
    assert_eq!(finding.code, "unknown-word");
    assert!(finding.file.ends_with("services/small-food-business.yaml"));
    let json = serde_json::to_value(loaded.report()).unwrap();
    assert_eq!(json["services"], 1);
    assert_eq!(json["findings"][0]["finding"], "unknown-word");
    assert_eq!(json["findings"][0]["severity"], "error");
    assert_eq!(json["findings"][0]["service"], "small-food-business");
    assert_eq!(json["findings"][0]["help"], "did you mean `apply`?");
    let whole = load(folder.path()).unwrap();
    assert!(whole.catalogue.service("small-food-business").is_none());
    assert!(whole.catalogue.service("food-worker-health").is_some());
}

#[test]
fn files_that_are_no_text_are_findings() {
    let folder = copy();
    let service = |name: &str| folder.path().join("services").join(name);
    fs::write(service("latin.yaml"), b"id: latin\nname: { en: caf\xe9 }\n").unwrap();
    fs::write(service("large.yaml"), "# long\n".repeat(50_000)).unwrap();
    fs::write(service("empty.yaml"), "").unwrap();
    fs::write(service("notes.txt"), "not a service").unwrap();
    let loaded = load(folder.path()).unwrap();
    assert_eq!(codes(&loaded), [("empty-file", 1), ("file-too-large", 1), ("not-utf8", 2)]);
    assert_eq!(loaded.findings[2].column, 16);
}

#[test]
fn references_between_the_shared_files_are_checked() {
    let folder = copy();
    let change = |name: &str, old: &str, new: &str| {
        let file = folder.path().join(name);
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(old), "{name} lacks {old}");
        fs::write(file, text.replacen(old, new, 1)).unwrap();
    };
    change("authorities.yaml", "parent: lanjiang-government", "parent: lanjiang-goverment");
    change("offices.yaml", "services: [food-worker-health]", "services: [food-workers]");
    change("registers.yaml", "holder: lanjiang-market-regulation", "holder: nobody");
    change("certificates.yaml", "reviewed_by: qingshi-government", "reviewed_by: nobody");
    change("calendar.yaml", "to: 2025-02-04", "to: 2024-02-04");
    change("demo/people.yaml", "990102199203150243", "990102199203150244");
    change("demo/registers/population.yaml", "marital_status:", "married:");
    let map = include_str!("../src/import/tests/town.yaml");
    fs::write(folder.path().join("maps/town.yaml"), map).unwrap();
    change("maps/town.yaml", "01 许可: licence", "\"01\": licence");
    let loaded = load(folder.path()).unwrap();
    for code in [
        "unknown-authority",
        "unknown-service",
        "wrong-year",
        "bad-number",
        "unknown-key",
        "number-alone",
    ] {
        assert!(
            codes(&loaded).iter().any(|(found, _)| *found == code),
            "{code}\n{}",
            loaded.human()
        );
    }
}

#[test]
fn a_mapping_file_is_no_service_however_it_is_named() {
    let folder = copy();
    let maps = folder.path().join("maps");
    let file = fs::read_dir(&maps).unwrap().next().unwrap().unwrap().path();
    for path in [&maps, &file] {
        let loaded = load(path).unwrap();
        assert_eq!(loaded.human(), "0 services, no findings\n", "{}", path.display());
    }
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("fields:", "feilds:", 1)).unwrap();
    for path in [&maps, &file] {
        let loaded = load(path).unwrap();
        assert_eq!(loaded.services, 0);
        assert!(
            codes(&loaded).iter().any(|(code, _)| *code == "unknown-key"),
            "{}",
            loaded.human()
        );
    }
}

#[test]
fn regions_form_a_tree() {
    let folder = copy();
    let file = folder.path().join("region.yaml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("parent: qingshi", "parent: nowhere", 1)).unwrap();
    let loaded = load(folder.path()).unwrap();
    let tree = loaded.findings.iter().find(|finding| finding.code == "region-tree").unwrap();
    assert!(tree.source.contains("id: nanpu"), "{}", tree.human());
}

#[test]
fn what_is_no_catalogue_says_what_is_missing() {
    let empty = tempfile::tempdir().unwrap();
    let why = load(empty.path()).unwrap_err();
    assert!(matches!(&why, Unreadable::NotACatalogue { missing, .. } if missing.len() == 8));
    assert!(why.to_string().contains("`region.yaml`"), "{why}");
    assert!(matches!(load(&empty.path().join("gone")), Err(Unreadable::Missing(_))));
    let readme = empty.path().join("README.md");
    fs::write(&readme, "hello").unwrap();
    assert!(matches!(load(&readme), Err(Unreadable::NotAService(_))));
    let shared = load(&sample().join("offices.yaml"));
    assert!(matches!(shared, Err(Unreadable::Shared(_))));
}

#[cfg(unix)]
#[test]
fn what_might_never_end_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.yaml");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    assert!(matches!(load(&pipe), Err(Unreadable::NotAFile(_))));
}

#[test]
fn a_service_alone_is_examined_as_far_as_it_can_be() {
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(sample().join("services/small-food-business.yaml")).unwrap();
    let file = folder.path().join("small-food-business.yaml");
    fs::write(&file, text.replacen("version: 1", "version: &v 1", 1)).unwrap();
    for path in [file.as_path(), folder.path()] {
        let loaded = load(path).unwrap();
        let found: Vec<_> = codes(&loaded).into_iter().map(|(code, _)| code).collect();
        assert_eq!(found, ["yaml-anchor", "missing-file"], "{}", loaded.human());
    }
}

#[test]
fn one_code_belongs_to_one_service() {
    let folder = copy();
    let services = folder.path().join("services");
    let first = fs::read_to_string(services.join("minimum-wage.yaml")).unwrap();
    let other = first.replacen("id: minimum-wage", "id: wage-again", 1);
    fs::write(services.join("wage-again.yaml"), other).unwrap();
    let loaded = load(folder.path()).unwrap();
    let found: Vec<_> = loaded.findings.iter().filter(|f| f.code == "duplicate-code").collect();
    assert_eq!(found.len(), 1, "{:?}", loaded.findings);
    assert!(found[0].file.ends_with("wage-again.yaml") && found[0].source.starts_with("code:"));
    assert!(found[0].message.starts_with("the service `minimum-wage` has the code"));
}

#[test]
fn what_the_samples_declare_is_the_least_that_holds() {
    let folder = copy();
    let path = folder.path().join("services/food-worker-health.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("declared: 1", "declared: 0")).unwrap();
    let loaded = load(folder.path()).unwrap();
    let found: Vec<_> = loaded.findings.iter().filter(|f| f.code == "visits").collect();
    assert_eq!(found.len(), 1, "{:?}", loaded.findings);
    assert!(found[0].message.contains("for the step `check_up`; not 0"), "{}", found[0].message);
    assert_eq!(found[0].situation.as_ref().unwrap()["checked_recently"], "false");
}
