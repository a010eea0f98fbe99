//! Node packages by their lock file.

use crate::command;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A copy of the lock file that the installed packages came from, kept beside them.
const INSTALLED: &str = "node_modules/.installed-from.json";

/// Whether the packages of `folder` are installed and still fit its lock file.
/// A folder without a lock file needs none.
pub fn is_current(folder: &Path) -> bool {
    let lock = folder.join("package-lock.json");
    !lock.is_file() || fs::read(lock).ok() == fs::read(folder.join(INSTALLED)).ok()
}

/// Installs exactly what the lock file names; never a browser.
pub fn ci(root: &Path, folder: &str) -> Result<(), String> {
    let folder = root.join(folder);
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    command::run(npm.current_dir(&folder))?;
    fs::copy(folder.join("package-lock.json"), folder.join(INSTALLED))
        .map(|_| ())
        .map_err(|e| format!("the lock file cannot be copied: {e}"))
}
