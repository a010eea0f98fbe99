//! The list of campaigns and how one is run.

use crate::{command, workspace};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

/// What a campaign raises the counts of.
pub enum Of {
    /// The tests of a package.
    Package(&'static str),
    /// A step of the whole check.
    Step(&'static str),
}

/// One campaign: tests with raised counts.
pub struct Campaign {
    pub name: &'static str,
    pub of: Of,
    /// What a pass shows, in words for an auditor.
    pub shows: &'static str,
}

/// Every campaign. Add a line here when a crate's tests learn to read `ONEWINDOW_SOAK`.
pub const CAMPAIGNS: &[Campaign] = &[
    Campaign {
        name: "api",
        of: Of::Step("api"),
        shows: "every operation of the API does what its document says, whatever it is sent",
    },
    Campaign {
        name: "credential-mutations",
        of: Of::Package("onewindow-credential"),
        shows: "no mutated certificate is ever accepted",
    },
    Campaign {
        name: "large-node",
        of: Of::Package("onewindow-bench"),
        shows: "the work list costs the same with a thousand and a million cases, and a node with 100,000 \
                moves to PostgreSQL and back",
    },
    Campaign {
        name: "powercut",
        of: Of::Package("onewindow-powercut"),
        shows: "every acknowledged receipt is found again after a power cut",
    },
    Campaign {
        name: "rules",
        of: Of::Package("onewindow-rules"),
        shows: "the condition evaluator is total and agrees with its oracle",
    },
];

impl Campaign {
    /// Runs it with the output shown; gives back whether it passed and the figures it printed.
    pub fn run(&self, root: &Path) -> Result<(bool, Vec<String>), String> {
        let progress = workspace::target(root).join("soak").join(self.name);
        std::fs::create_dir_all(&progress).map_err(|e| format!("target/soak: {e}"))?;
        let mut command = self.command(root);
        // A test that can go on where it was interrupted keeps its place in this folder.
        command.env("ONEWINDOW_SOAK", "1").env("ONEWINDOW_SOAK_DIR", progress);
        // Cargo's and nextest's progress goes to standard error, the tests' own words too.
        let (reader, writer) = std::io::pipe().map_err(|e| format!("no pipe: {e}"))?;
        let errors = writer.try_clone().map_err(|e| format!("no pipe: {e}"))?;
        command.stdin(Stdio::null()).stdout(writer).stderr(errors);
        let mut child = command.spawn().map_err(|e| format!("cargo did not start: {e}"))?;
        // The command holds the writing ends; the reader ends only when all are closed.
        drop(command);
        let mut figures = Vec::new();
        for line in BufReader::new(reader).lines().map_while(Result::ok) {
            println!("{line}");
            figures.extend(figure(&line));
        }
        let status = child.wait().map_err(|e| format!("cargo did not end: {e}"))?;
        figures.dedup();
        Ok((status.success(), figures))
    }

    fn command(&self, root: &Path) -> Command {
        let mut cargo = workspace::cargo(root);
        let package = match self.of {
            Of::Package(package) => package,
            Of::Step(step) => {
                cargo.args(["xtask", "test", "--only", step]);
                return cargo;
            }
        };
        if command::works("cargo-nextest", &["--version"]) {
            cargo.args(["nextest", "run", "--package", package]);
            cargo.args(["--success-output=immediate", "--no-fail-fast"]);
        } else {
            cargo.args(["test", "--package", package, "--", "--nocapture"]);
        }
        cargo
    }
}

fn figure(line: &str) -> Option<String> {
    let figure = line.trim().strip_prefix("evidence:")?.trim();
    // A bar would open a new cell in the table.
    Some(figure.replace('|', "/"))
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn a_figure_is_found_behind_the_runner_s_indent() {
        assert_eq!(
            figure("    evidence: 100,000 mutants | 0 kept"),
            Some("100,000 mutants / 0 kept".into())
        );
        assert_eq!(figure("no evidence: here"), None);
    }
}
