//! `cargo xtask fixture NAME`: a node as this program leaves it behind, kept for later programs to open.

use crate::{command, workspace};
use std::path::Path;
use std::process::Command;

/// The test that makes it, and the variable by which it learns where to put it.
const TEST: &str = "upgrade::the_next_one_can_be_made";
const TO: &str = "ONEWINDOW_FIXTURE";

/// What of the catalogue a node needs to start.
const CATALOGUE: &[&str] = &["demo", "services"];

/// Makes it and packs it.
pub fn run(arguments: &[String]) -> Result<bool, String> {
    let [name] = arguments else { return Err("name the archive, as in step-08".to_owned()) };
    let root = workspace::root();
    let archive = root.join("crates/app/tests/fixtures").join(format!("{name}.tar.xz"));
    if archive.exists() {
        return Err(format!("{} is there already, and is never made anew", archive.display()));
    }
    let folder = workspace::target(&root).join("fixture");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(|e| format!("target/fixture: {e}"))?;
    }
    let mut test = workspace::cargo(&root);
    test.args(["test", "--package", "onewindow-app", "--test", "use_cases", "--", "--exact", TEST]);
    command::run(test.env(TO, &folder))?;
    copy_catalogue(&root, &folder)?;
    // The same content gives the same archive, whoever packs it.
    let mut tar = Command::new("tar");
    tar.args(["--sort=name", "--mtime=2026-01-01", "--owner=0", "--group=0", "--numeric-owner"]);
    tar.args(["--exclude=in-use.lock", "--exclude=keep.lock", "-I", "xz -9e", "-cf"]);
    tar.arg(&archive).arg("-C").arg(&folder).args(["data", "catalogue", "expected.json"]);
    command::run(&mut tar)?;
    println!("wrote {}", archive.display());
    Ok(true)
}

fn copy_catalogue(root: &Path, folder: &Path) -> Result<(), String> {
    let (from, to) = (root.join("catalogue"), folder.join("catalogue"));
    std::fs::create_dir_all(&to).map_err(|e| format!("{}: {e}", to.display()))?;
    let mut copy = Command::new("cp");
    copy.arg("-r").args(CATALOGUE.iter().map(|name| from.join(name)));
    let files = std::fs::read_dir(&from).map_err(|e| format!("{}: {e}", from.display()))?;
    let files = files.flatten().map(|entry| entry.path());
    copy.args(files.filter(|path| path.extension().is_some_and(|ending| ending == "yaml")));
    command::run(copy.arg(&to))
}
