//! The guide and the files of `packaging` name nothing that the program does not take.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

const COMMANDS: [&str; 10] = [
    "serve",
    "catalogue",
    "certificate",
    "doctor",
    "config",
    "migrate",
    "backup",
    "restore",
    "client",
    "staff",
];

/// The commands of a text that call the program: the words after its name.
fn calls(text: &str) -> Vec<Vec<String>> {
    let plain = text.replace("\\\n", " ");
    let mut found = Vec::new();
    for line in plain.lines() {
        let line = line.split(" #").next().unwrap_or_default();
        for part in line.split(['\'', ';', '|']) {
            let words: Vec<&str> = part.split_whitespace().collect();
            // The user is called like the program.
            let call = words
                .windows(2)
                .position(|pair| pair[0].ends_with("onewindow") && COMMANDS.contains(&pair[1]));
            if let Some(at) = call {
                let words = words[at + 1..].iter();
                found.push(words.map(|word| word.trim_matches(['"', '`']).to_owned()).collect());
            }
        }
    }
    found
}

/// The part of a document between ```` ```sh ```` and the end of that block.
fn shell(document: &str) -> String {
    let blocks = document.split("```sh\n").skip(1);
    blocks.map(|block| block.split("```").next().unwrap_or_default()).collect()
}

/// The words of a subcommand, and the flags after them.
fn parts(call: &[String]) -> (Vec<&str>, BTreeSet<&str>) {
    let under =
        ["check", "import", "verify", "reference", "metrics", "add", "list", "revoke", "invite"];
    let words = || call.iter().map(String::as_str);
    let mut command: Vec<&str> = words().take(1).collect();
    command.extend(words().nth(1).filter(|word| under.contains(word)));
    (command, words().filter(|word| word.starts_with("--")).collect())
}

fn help(command: &[&str]) -> String {
    let mut asked = Command::new(env!("CARGO_BIN_EXE_onewindow"));
    let answer = asked.args(command).arg("--help").output().unwrap();
    assert!(answer.status.success(), "{command:?}");
    String::from_utf8(answer.stdout).unwrap()
}

#[test]
fn every_command_of_the_guide_is_taken() {
    let mut tried = 0;
    for (path, all) in [
        ("docs/operate.md", false),
        ("packaging/onewindow.service", true),
        ("packaging/onewindow-backup.service", true),
    ] {
        let text = text(path);
        let text = if all {
            text.lines().filter(|line| line.starts_with("Exec")).collect::<Vec<_>>().join("\n")
        } else {
            shell(&text)
        };
        for call in calls(&text) {
            let (command, flags) = parts(&call);
            let help = help(&command);
            for flag in flags {
                let flag = flag.split('=').next().unwrap();
                let stands = |line: &str| line.split([' ', ',']).any(|word| word == flag);
                assert!(help.lines().any(stands), "{path}: {command:?} takes no {flag}");
            }
            tried += 1;
        }
    }
    assert!(tried > 10, "only {tried} commands were found");
}

/// Relative links of the guide lead somewhere, and so do the tests that its table names.
#[test]
fn what_the_guide_names_is_there() {
    let guide = text("docs/operate.md");
    let mut links = 0;
    for link in guide.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        let file = link.split('#').next().unwrap();
        if !file.is_empty() && !link.starts_with("http") {
            assert!(root().join("docs").join(file).exists(), "{link}");
            links += 1;
        }
    }
    assert!(links > 8, "{links} links");
    let mut named = 0;
    for line in
        guide.lines().filter(|line| line.starts_with("| ") && line.matches('|').count() == 7)
    {
        let last = line.split('|').rev().nth(1).unwrap();
        let mut folder = String::new();
        for test in last.split('`').skip(1).step_by(2) {
            let whole =
                if test.contains('/') { test.to_owned() } else { format!("{folder}/{test}") };
            folder = whole.rsplit_once('/').map(|(folder, _)| folder.to_owned()).unwrap();
            let there = [whole.clone(), format!("crates/{whole}"), format!("{whole}.test.mjs")];
            assert!(there.iter().any(|path| root().join(path).exists()), "{test}");
            named += 1;
        }
    }
    assert!(named > 15, "{named} tests are named");
}

/// systemd itself reads the units, where it is there.
#[test]
fn systemd_takes_the_units() {
    let folder = tempfile::tempdir().unwrap();
    for unit in ["onewindow.service", "onewindow-backup.service", "onewindow-backup.timer"] {
        let text = text(&format!("packaging/{unit}"));
        // The program need not be installed where this runs.
        let text = text.replace("/usr/local/bin/onewindow", "/bin/true");
        std::fs::write(folder.path().join(unit), text).unwrap();
    }
    for unit in ["onewindow.service", "onewindow-backup.timer"] {
        let mut asked = Command::new("systemd-analyze");
        let Ok(answer) = asked.arg("verify").arg(folder.path().join(unit)).output() else { return };
        let said = String::from_utf8(answer.stderr).unwrap();
        assert!(answer.status.success() && !said.contains(unit), "{said}");
    }
}
