//! What a step of the check is and how it can end.

use super::setup::Need;
use std::path::PathBuf;

/// One step of the check.
pub struct Step {
    /// The word for `--only`.
    pub name: &'static str,
    pub title: &'static str,
    pub needs: &'static [Need],
    /// Whether `--quick` keeps it.
    pub quick: bool,
    pub run: fn(&Context) -> Outcome,
}

/// What every step may know.
pub struct Context {
    pub root: PathBuf,
    /// In continuous integration nothing may be missing.
    pub ci: bool,
    /// No `--only`: the tests have already built the whole workspace.
    pub everything: bool,
    /// Words by which journey files are chosen; empty means all.
    pub journeys: Vec<String>,
    /// What the set-up could not provide.
    pub missing: Vec<Need>,
}

impl Context {
    /// The first thing that `step` needs and the machine does not have.
    pub fn lacks(&self, step: &Step) -> Option<&'static str> {
        step.needs.iter().find(|need| self.missing.contains(need)).map(Need::name)
    }

    /// The end of a step whose subject is not there yet: tolerable at a desk, never in CI.
    pub fn absent(&self, what: &str) -> Outcome {
        if self.ci { Outcome::Failed(what.to_owned()) } else { Outcome::Skipped(what.to_owned()) }
    }
}

/// How a step ended.
pub enum Outcome {
    Passed,
    Failed(String),
    Skipped(String),
}

impl From<Result<(), String>> for Outcome {
    fn from(result: Result<(), String>) -> Self {
        match result {
            Ok(()) => Self::Passed,
            Err(why) => Self::Failed(why),
        }
    }
}
