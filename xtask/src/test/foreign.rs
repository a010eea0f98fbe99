//! Certificates verified by software that is not ours.

use super::built;
use super::step::{Context, Outcome};
use crate::{command, workspace};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

pub fn verify(context: &Context) -> Outcome {
    if !context.root.join("tests/foreign/run.sh").is_file() {
        return Outcome::Skipped("there is no tests/foreign/run.sh yet".to_owned());
    }
    match checks(context) {
        Err(why) => Outcome::Failed(why),
        Ok(skipped) if skipped.is_empty() => Outcome::Passed,
        Ok(skipped) => context.absent(&skipped.join("; ")),
    }
}

/// Runs the script; gives back what it could not do.
fn checks(context: &Context) -> Result<Vec<String>, String> {
    let mut script = Command::new("sh");
    script.arg("tests/foreign/run.sh").current_dir(&context.root);
    if context.everything {
        // The script would build the samples by themselves, with other features of the same crates.
        script.arg(samples(context)?);
    }
    let mut child = script
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| format!("tests/foreign/run.sh did not start: {e}"))?;
    let mut skipped = Vec::new();
    let output = child.stdout.take().map(BufReader::new);
    for line in output.into_iter().flat_map(BufRead::lines).map_while(Result::ok) {
        println!("{line}");
        if line.starts_with("skipped") {
            skipped.push(line);
        }
    }
    let status = child.wait().map_err(|e| format!("tests/foreign/run.sh: {e}"))?;
    if status.success() { Ok(skipped) } else { Err(format!("a verifier disagrees: {status}")) }
}

fn samples(context: &Context) -> Result<std::path::PathBuf, String> {
    built::everything(context)?;
    let target = workspace::target(&context.root);
    let folder = target.join("foreign/samples");
    std::fs::create_dir_all(&folder).map_err(|e| format!("target/foreign: {e}"))?;
    command::run(Command::new(target.join("debug/examples/issue_sample")).arg(&folder))?;
    Ok(folder)
}

/// Whether the script's own installation in `target/foreign` fits its lists.
pub fn is_installed(root: &Path) -> bool {
    let cache = workspace::target(root).join("foreign");
    let same = |list: &str, installed: &str| {
        let list = std::fs::read(root.join("tests/foreign").join(list)).ok();
        list.is_none() || list == std::fs::read(cache.join(installed)).ok()
    };
    same("package-lock.json", "node/installed-lock.json")
        && same("requirements.txt", "python/installed.txt")
}
