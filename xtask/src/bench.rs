//! `cargo xtask bench`: builds the bench for release and runs it.

use crate::workspace;
use std::process::Command;

/// Runs the bench with these words; what it prints goes to the terminal, or to whoever reads it.
pub fn run(words: &[String]) -> Result<bool, String> {
    let root = workspace::root();
    let mut build = workspace::cargo(&root);
    build.args(["build", "--release", "--quiet", "--package", "onewindow-bench"]);
    // Standard output is for the figures.
    let status = build.stdout(std::io::stderr()).status();
    match status {
        Ok(status) if status.success() => {}
        Ok(status) => return Err(format!("the bench was not built: {status}")),
        Err(error) => return Err(format!("cargo did not start: {error}")),
    }
    let bench = workspace::target(&root).join("release/onewindow-bench");
    let mut bench = Command::new(bench);
    bench.arg("run").args(words).current_dir(&root);
    bench.status().map(|status| status.success()).map_err(|error| error.to_string())
}
