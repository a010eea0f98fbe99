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

/// Everything that stands on storage, once more on a throw-away server. What holds for embedded
/// storage alone is left out, and what needs a server is let in.
pub fn postgres(context: &Context) -> Outcome {
    let server = match onewindow_testbed::Server::start() {
        Ok(server) => server,
        Err(why) => return Outcome::Failed(why),
    };
    let nextest = command::works("cargo-nextest", &["--version"]);
    let mut cargo = locked(context, if nextest { "nextest" } else { "test" });
    if nextest {
        cargo.args(["run", "--run-ignored", "all", "-E", "not test(/^lite::/)"]);
        cargo.args(["--no-fail-fast", "--status-level=slow", "--final-status-level=fail"]);
    }
    for package in ["onewindow-store", "onewindow-app", "onewindow-web"] {
        cargo.args(["--package", package]);
    }
    if !nextest {
        cargo.args(["--all-targets", "--", "--include-ignored", "--skip", "lite::"]);
    }
    command::run(cargo.env(onewindow_testbed::SERVER, server.url())).into()
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
