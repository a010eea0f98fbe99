//! The dev-built binary that the last steps start.

use super::step::Context;
use crate::{command, workspace};
use std::path::PathBuf;
use std::process::Command;

/// Builds `onewindow` in the dev profile and gives back its path. `ONEWINDOW_BIN` names a binary
/// to be used instead.
pub fn binary(context: &Context) -> Result<PathBuf, String> {
    if let Some(given) = std::env::var_os("ONEWINDOW_BIN") {
        return Ok(PathBuf::from(given));
    }
    if context.everything {
        everything(context)?;
    } else {
        let mut cargo = workspace::cargo(&context.root);
        command::run(cargo.args(["build", "--package", "onewindow"]))?;
    }
    let binary = workspace::binary(&context.root);
    if binary.is_file() {
        Ok(binary)
    } else {
        Err(format!("no binary at {} after the build", binary.display()))
    }
}

/// Builds the shared object that fills the disk under a program, where it works at all.
pub fn shim(context: &Context) -> Result<Option<PathBuf>, String> {
    if !cfg!(all(target_os = "linux", target_env = "gnu", target_arch = "x86_64")) {
        return Ok(None);
    }
    let mut cargo = workspace::cargo(&context.root);
    command::run(cargo.args(["build", "--package", "onewindow-powercut-shim"]))?;
    let built = workspace::binary(&context.root).with_file_name("libonewindow_powercut_shim.so");
    match built.is_file() {
        true => Ok(Some(built)),
        false => Err(format!("no shim at {} after the build", built.display())),
    }
}

/// Builds the same selection as the tests, so that features agree and everything is fresh.
pub fn everything(context: &Context) -> Result<(), String> {
    let mut cargo = workspace::cargo(&context.root);
    command::run(cargo.args(["build", "--workspace", "--all-targets"]))
}

/// Whether the binary's help names the command `word`.
pub fn has_command(binary: &PathBuf, word: &str) -> bool {
    command::output(Command::new(binary).arg("--help"))
        .is_ok_and(|help| help.lines().any(|line| line.split_whitespace().next() == Some(word)))
}
