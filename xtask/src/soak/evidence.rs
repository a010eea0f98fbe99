//! Evidence lines in `docs/assurance.md`.

use std::fs;
use std::path::Path;

const HEAD: &str = "| Date | Campaign | What it shows | Result | Figures | Seconds | Commit |";
const RULE: &str = "|---|---|---|---|---|---|---|";
const INTRODUCTION: &str = "\
## Long campaigns

Written by `cargo xtask soak`, one line a run, failed runs too. A commit marked `+changes` was
tested with changes that are not in it.
";

/// One run of one campaign.
pub struct Line {
    pub date: String,
    pub campaign: String,
    pub shows: String,
    pub result: String,
    /// What the tests themselves counted; may be empty.
    pub figures: String,
    pub seconds: u64,
    pub commit: String,
}

impl Line {
    /// Adds the line below the others; makes file, heading and table where they are absent.
    pub fn write(&self, file: &Path) -> Result<(), String> {
        let text = fs::read_to_string(file).unwrap_or_default();
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        }
        fs::write(file, added(&text, &self.row())).map_err(|e| format!("{}: {e}", file.display()))
    }

    fn row(&self) -> String {
        let Self { date, campaign, shows, result, figures, seconds, commit } = self;
        format!("| {date} | {campaign} | {shows} | {result} | {figures} | {seconds} | {commit} |")
    }
}

fn added(text: &str, row: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    if let Some(head) = lines.iter().position(|line| *line == HEAD) {
        let rows = lines.iter().skip(head).take_while(|line| line.starts_with('|')).count();
        lines.insert(head + rows, row);
        return lines.join("\n") + "\n";
    }
    let before = if text.trim().is_empty() { "# Assurance" } else { text.trim_end() };
    format!("{before}\n\n{INTRODUCTION}\n{HEAD}\n{RULE}\n{row}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_go_below_the_last_one_of_the_table() {
        let once = added("# Assurance\n\nWords.\n", "| a |");
        assert!(once.starts_with("# Assurance\n\nWords.\n\n## Long campaigns\n"));
        let twice = added(&format!("{once}\n## Later\n"), "| b |");
        assert!(twice.contains("| a |\n| b |\n\n## Later\n"), "{twice}");
        assert_eq!(twice.matches(HEAD).count(), 1);
    }
}
