//! The set-up: says what the machine lacks, installs it where it may, and never hides what it does.

mod need;
mod npm;

use super::step::{Context, Outcome};
use crate::command;
pub use need::{Need, chromium};
use std::process::Command;

/// Provides `needs` as far as it may. Gives back what is missing after that.
pub fn run(context: &Context, needs: &[Need], install: bool) -> (Outcome, Vec<Need>) {
    let mut missing = still_missing(context, needs);
    if missing.is_empty() {
        println!("nothing to install");
        return (Outcome::Passed, missing);
    }
    let debian = is_debian();
    if install || (debian && is_root()) {
        announce(&missing, debian);
        if let Err(why) = provide(context, &missing, debian) {
            println!("{why}");
        }
        missing = still_missing(context, needs);
        // Their script installs them at its start.
        missing.retain(|need| *need != Need::ForeignPackages);
    }
    for need in &missing {
        println!("missing: {}\n    {}", need.name(), need.advice());
    }
    if missing.is_empty() || !context.ci {
        return (Outcome::Passed, missing);
    }
    let names: Vec<_> = missing.iter().map(Need::name).collect();
    (Outcome::Failed(format!("missing: {}", names.join(", "))), missing)
}

fn still_missing(context: &Context, needs: &[Need]) -> Vec<Need> {
    let mut missing: Vec<Need> = Vec::new();
    for need in needs {
        if !missing.contains(need) && !need.is_met(&context.root) {
            missing.push(*need);
        }
    }
    missing
}

fn announce(missing: &[Need], debian: bool) {
    println!("will install:");
    for need in missing {
        match (need.package(), need.folder()) {
            (Some(package), _) if debian => println!("    {package} (apt): {}", need.name()),
            (_, Some(folder)) => println!("    Node packages of {folder}/package-lock.json (npm)"),
            _ if *need == Need::ForeignPackages => {
                println!("    packages that tests/foreign lists (npm, pip), into target/foreign");
            }
            _ => {}
        }
    }
}

fn provide(context: &Context, missing: &[Need], debian: bool) -> Result<(), String> {
    let packages: Vec<&str> = missing.iter().filter_map(Need::package).collect();
    if debian && !packages.is_empty() {
        // Package lists are often there already; fetching them costs more than trying.
        if apt(&["install", "-y", "--no-install-recommends"], &packages).is_err() {
            apt(&["update"], &[])?;
            apt(&["install", "-y", "--no-install-recommends"], &packages)?;
        }
    }
    missing.iter().filter_map(Need::folder).try_for_each(|folder| npm::ci(&context.root, folder))
}

fn apt(verb: &[&str], packages: &[&str]) -> Result<(), String> {
    let mut command = if is_root() { Command::new("apt-get") } else { Command::new("sudo") };
    if !is_root() {
        command.arg("apt-get");
    }
    command.arg("-q").args(verb).args(packages).env("DEBIAN_FRONTEND", "noninteractive");
    command::run(&mut command)
}

fn is_debian() -> bool {
    std::fs::read_to_string("/etc/os-release")
        .is_ok_and(|text| text.lines().any(|line| line.trim_matches('"') == "ID=debian"))
}

fn is_root() -> bool {
    command::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
