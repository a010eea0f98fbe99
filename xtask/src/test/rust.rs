//! The steps that cargo itself does. All share the dev profile, so nothing is compiled twice.

use super::step::{Context, Outcome};
use crate::{command, workspace};
use std::process::Command;

pub fn fmt(context: &Context) -> Outcome {
    command::run(workspace::cargo(&context.root).args(["fmt", "--all", "--check"])).into()
}

pub fn clippy(context: &Context) -> Outcome {
    let mut cargo = locked(context, "clippy");
    cargo.args(["--workspace", "--all-targets", "--profile", "dev", "--", "-D", "warnings"]);
    command::run(&mut cargo).into()
}

pub fn tests(context: &Context) -> Outcome {
    if !command::works("cargo-nextest", &["--version"]) {
        let mut cargo = locked(context, "test");
        // Doctests are a step of their own.
        cargo.args(["--workspace", "--all-targets"]);
        return command::run(&mut cargo).into();
    }
    let mut cargo = locked(context, "nextest");
    cargo.args(["run", "--workspace", "--no-tests=pass"]);
    cargo.args(["--no-fail-fast", "--status-level=slow", "--final-status-level=fail"]);
    command::run(&mut cargo).into()
}

pub fn doctests(context: &Context) -> Outcome {
    command::run(locked(context, "test").args(["--doc", "--workspace", "--quiet"])).into()
}

/// In continuous integration a lock file that does not fit the manifests is an error.
fn locked(context: &Context, verb: &str) -> Command {
    let mut cargo = workspace::cargo(&context.root);
    cargo.arg(verb);
    if context.ci && verb != "nextest" {
        cargo.arg("--locked");
    }
    cargo
}
