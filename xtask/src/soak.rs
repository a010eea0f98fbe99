//! `cargo xtask soak`: the campaigns that are too long for every change.
//!
//! A campaign is a crate's own tests with `ONEWINDOW_SOAK=1`, which raises their counts. A test
//! that reads it prints a line `evidence: …` with what it counted; the lines end up in
//! `docs/assurance.md`, and a campaign without any has shown nothing and fails.

mod campaign;
mod date;
mod evidence;
mod state;

use crate::{command, workspace};
use campaign::{CAMPAIGNS, Campaign};
use evidence::Line;
use state::State;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Runs the campaigns that `arguments` name, or all that have not yet passed at this commit.
pub fn run(arguments: &[String]) -> Result<bool, String> {
    let root = workspace::root();
    let flag = |name: &str| arguments.iter().any(|a| a == name);
    let parts: Vec<&String> = arguments.iter().filter(|a| !a.starts_with('-')).collect();
    if let Some(unknown) = parts.iter().find(|p| !CAMPAIGNS.iter().any(|c| c.name == p.as_str())) {
        let names: Vec<_> = CAMPAIGNS.iter().map(|c| c.name).collect();
        return Err(format!("there is no campaign `{unknown}`; there are: {}", names.join(", ")));
    }
    if flag("--list") {
        print_left(&root);
        return Ok(true);
    }
    let commit = commit(&root);
    let mut state = State::read(&root);
    let mut failed = 0;
    for campaign in CAMPAIGNS {
        if !parts.is_empty() && !parts.iter().any(|part| part.as_str() == campaign.name) {
            continue;
        }
        if !flag("--fresh") && state.has_passed(campaign.name, &commit) {
            println!("{}: has passed at {commit}; --fresh runs it again", campaign.name);
            continue;
        }
        println!("\n=== {}: {}", campaign.name, campaign.shows);
        failed += usize::from(!carry_out(&root, campaign, &commit, &mut state)?);
    }
    Ok(failed == 0)
}

/// Prints which campaigns the quick check leaves to `cargo xtask soak`.
pub fn print_left(root: &Path) {
    let state = State::read(root);
    println!("\nleft to `cargo xtask soak`:");
    for campaign in CAMPAIGNS {
        let last = state.last(campaign.name).unwrap_or_else(|| "not yet run here".to_owned());
        println!("    {}: {} ({last})", campaign.name, campaign.shows);
    }
}

fn carry_out(
    root: &Path,
    campaign: &Campaign,
    commit: &str,
    state: &mut State,
) -> Result<bool, String> {
    let start = Instant::now();
    let (ended_well, figures) = campaign.run(root)?;
    if figures.is_empty() {
        println!("no test printed a line `evidence: …`: nothing long was shown");
    }
    let passed = ended_well && !figures.is_empty();
    let date = date::today();
    state.note(campaign.name, commit, &date, passed)?;
    let line = Line {
        date,
        campaign: campaign.name.to_owned(),
        shows: campaign.shows.to_owned(),
        result: if passed { "passed" } else { "FAILED" }.to_owned(),
        figures: figures.join("; "),
        seconds: start.elapsed().as_secs(),
        commit: commit.to_owned(),
    };
    line.write(&root.join("docs/assurance.md"))?;
    println!("--- {} {} in {} s", line.result, line.campaign, line.seconds);
    Ok(passed)
}

/// The commit, marked when the tree differs from it: evidence must name what was tested.
fn commit(root: &Path) -> String {
    let git = |arguments: &[&str]| {
        command::output(Command::new("git").args(arguments).current_dir(root)).unwrap_or_default()
    };
    let id = git(&["rev-parse", "--short=12", "HEAD"]).trim().to_owned();
    // The evidence file itself changes with every campaign.
    let changed = git(&["status", "--porcelain", "--", ".", ":!docs/assurance.md"]);
    if changed.trim().is_empty() { id } else { format!("{id}+changes") }
}
