//! Which campaigns have run, kept between calls so that a stopped series goes on.

use crate::workspace;
use serde_json::{Map, Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// The last run of each campaign on this machine.
pub struct State {
    file: PathBuf,
    runs: Map<String, Value>,
}

impl State {
    /// What the state file says; nothing when there is none or it does not read.
    pub fn read(root: &Path) -> Self {
        Self::at(workspace::target(root).join("soak/state.json"))
    }

    fn at(file: PathBuf) -> Self {
        let text = fs::read_to_string(&file).unwrap_or_default();
        Self { file, runs: serde_json::from_str(&text).unwrap_or_default() }
    }

    /// Whether the campaign has passed at exactly this commit. Of a changed tree nothing is known.
    pub fn has_passed(&self, campaign: &str, commit: &str) -> bool {
        let run = self.runs.get(campaign);
        let is = |key: &str, value: Value| run.and_then(|r| r.get(key)) == Some(&value);
        !commit.ends_with("+changes") && is("commit", json!(commit)) && is("passed", json!(true))
    }

    /// The last run in words.
    pub fn last(&self, campaign: &str) -> Option<String> {
        let run = self.runs.get(campaign)?;
        let word = if run.get("passed")?.as_bool()? { "passed" } else { "FAILED" };
        Some(format!("{word} {} at {}", run.get("date")?.as_str()?, run.get("commit")?.as_str()?))
    }

    /// Notes a run, at once, so that an interrupted series keeps it.
    pub fn note(
        &mut self,
        name: &str,
        commit: &str,
        date: &str,
        passed: bool,
    ) -> Result<(), String> {
        let run = json!({ "commit": commit, "date": date, "passed": passed });
        self.runs.insert(name.to_owned(), run);
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        }
        fs::write(&self.file, format!("{:#}\n", Value::Object(self.runs.clone())))
            .map_err(|e| format!("{}: {e}", self.file.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::State;

    #[test]
    fn a_pass_counts_for_its_commit_only() {
        let file = std::env::temp_dir().join(format!("onewindow-soak-{}.json", std::process::id()));
        let mut state = State::at(file.clone());
        state.note("rules", "abc", "2026-11-23", true).unwrap();
        let again = State::at(file.clone());
        assert!(again.has_passed("rules", "abc"));
        assert!(!again.has_passed("rules", "abd"));
        state.note("rules", "abc+changes", "2026-11-23", true).unwrap();
        assert!(!State::at(file.clone()).has_passed("rules", "abc+changes"));
        std::fs::remove_file(file).unwrap();
    }
}
