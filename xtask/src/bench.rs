//! `cargo xtask bench` and `cargo xtask finding`: programs that measure, built for release and run.

use crate::workspace;
use std::process::Command;

/// How fast the platform is, with these words.
pub fn run(words: &[String]) -> Result<bool, String> {
    let mut all = vec!["run".to_owned()];
    all.extend_from_slice(words);
    measure("onewindow-bench", &all)
}

/// How well people find what they need, with these words.
pub fn finding(words: &[String]) -> Result<bool, String> {
    measure("onewindow-finding", words)
}

/// What a program prints goes to the terminal, or to whoever reads it.
fn measure(package: &str, words: &[String]) -> Result<bool, String> {
    let root = workspace::root();
    let mut build = workspace::cargo(&root);
    build.args(["build", "--release", "--quiet", "--package", package]);
    // Standard output is for the figures.
    let status = build.stdout(std::io::stderr()).status();
    match status {
        Ok(status) if status.success() => {}
        Ok(status) => return Err(format!("{package} was not built: {status}")),
        Err(error) => return Err(format!("cargo did not start: {error}")),
    }
    let mut program = Command::new(workspace::target(&root).join("release").join(package));
    program.args(words).current_dir(&root);
    program.status().map(|status| status.success()).map_err(|error| error.to_string())
}
