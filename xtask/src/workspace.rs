//! Where the workspace stands, and what cargo says about it.

use crate::command;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder that holds the workspace's `Cargo.toml`.
pub fn root() -> PathBuf {
    // Cargo sets the variable at run time too; the compiled-in one serves a binary called by hand.
    let xtask = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    xtask.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// The folder into which cargo builds.
pub fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

/// The dev-built binary `onewindow`.
pub fn binary(root: &Path) -> PathBuf {
    let name = if cfg!(windows) { "onewindow.exe" } else { "onewindow" };
    target(root).join("debug").join(name)
}

/// A command for the same cargo that started this task, working in `root`.
pub fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}

/// The answer of `cargo metadata` with `arguments`.
pub fn metadata(root: &Path, arguments: &[&str]) -> Result<Value, String> {
    let mut command = cargo(root);
    command.args(["metadata", "--format-version", "1"]).args(arguments);
    let text = command::output(&mut command)?;
    serde_json::from_str(&text).map_err(|e| format!("cargo metadata does not read as JSON: {e}"))
}

/// Whether the run is a continuous-integration run, where nothing may be missing.
pub fn in_ci() -> bool {
    std::env::var("CI").is_ok_and(|v| !v.is_empty() && v != "false")
}
