//! Words that must not be committed: this machine's paths, registry hosts, unfinished work.

use super::finding::Finding;
use super::scan;
use super::tree::{File, Tree};

/// The rules' own text would find itself.
const SELF: &str = "xtask/src/tidy/words.rs";

/// Where home folders stand; the folder of this checkout is added when the check runs.
const HOMES: &[&str] = &["/root/", "/home/", "/Users/", "C:\\Users"];

/// Hosts of package registries, as the labels between their dots: this file must not name them
/// either.
const REGISTRIES: &[&[&str]] = &[
    &["crates", "io/"],
    &["registry", "npmjs", "org"],
    &["npmjs", "com"],
    &["registry", "yarnpkg", "com"],
    &["pypi", "org"],
    &["pythonhosted", "org"],
    &["deb", "debian", "org"],
];

/// The step `postgres` of the check runs these.
const ON_A_SERVER: &str = "#[ignore = \"needs PostgreSQL\"]";

const UNFINISHED: &[&str] = &["FIXME", "XXX"];

/// In the code of Rust files, outside of comments and strings.
const IN_CODE: &[(&str, &str)] = &[
    ("todo!(", "unfinished"),
    ("unimplemented!(", "unfinished"),
    ("dbg!(", "a debugging aid"),
    ("#[ignore", "a test that does not run shows nothing"),
];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let files = tree.files.iter().filter(|f| f.path != SELF && f.path != "Cargo.lock");
    let here = std::env::current_dir().map(|folder| folder.display().to_string());
    let mut machine: Vec<String> = HOMES.iter().map(|home| (*home).to_owned()).collect();
    machine.extend(here.ok().filter(|here| here.len() > 1).map(|here| format!("{here}/")));
    let registries: Vec<String> = REGISTRIES.iter().map(|labels| labels.join(".")).collect();
    files.flat_map(|file| of_file(file, &machine, &registries)).collect()
}

fn of_file(file: &File, machine: &[String], registries: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut add = |rule, at: usize, what: &str, why: &str| {
        let message = format!("`{what}`: {why}");
        findings.push(Finding::new(rule, &file.path, message).line(at + 1));
    };
    for (at, line) in file.text.lines().enumerate() {
        for what in machine.iter().filter(|path| names_path(line, path)) {
            add("machine-path", at, what, "a path of one machine");
        }
        for what in registries.iter().filter(|host| line.contains(host.as_str())) {
            add("registry-host", at, what, "a package registry's host");
        }
        for what in UNFINISHED.iter().filter(|word| !file.is_foreign() && has_word(line, word)) {
            add("unfinished", at, what, "finish it or describe it in an issue");
        }
    }
    if file.path.ends_with(".rs") {
        let code = scan::code(&file.text);
        for (at, (line, text)) in code.lines().zip(file.text.lines()).enumerate() {
            let in_code = IN_CODE.iter().filter(|(what, _)| line.contains(what));
            for (what, why) in in_code.filter(|_| !text.contains(ON_A_SERVER)) {
                add("unfinished", at, what, why);
            }
        }
    }
    findings
}

/// `https://office.example/home/` names a page, not a folder.
fn names_path(line: &str, path: &str) -> bool {
    let before_is_host = |at: usize| {
        let before = line.get(..at).unwrap_or_default().chars().next_back();
        before.is_some_and(|c| c.is_alphanumeric() || ".-_}/".contains(c))
    };
    line.match_indices(path).any(|(at, _)| !before_is_host(at))
}

fn has_word(line: &str, word: &str) -> bool {
    let chars: Vec<char> = line.chars().collect();
    !scan::words_at(&chars, word).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(path: &str, text: &str) -> Vec<&'static str> {
        check(&Tree::of(&[(path, text)])).into_iter().map(|f| f.rule).collect()
    }

    #[test]
    fn paths_hosts_and_unfinished_work_are_found() {
        assert_eq!(rules("a.md", &["see ", "root", "x"].join("/")), ["machine-path"]);
        let here = std::env::current_dir().unwrap();
        assert_eq!(rules("a.md", &format!("see {}/x", here.display())), ["machine-path"]);
        let host = format!("https://{}/x", ["pypi", "org"].join("."));
        assert_eq!(rules("a.md", &host), ["registry-host"]);
        assert_eq!(rules("a.rs", "// FIXME later"), ["unfinished"]);
        assert_eq!(rules("a.rs", "fn a() { todo!() }\n#[ignore]\nfn b() {}"), ["unfinished"; 2]);
    }

    #[test]
    fn lookalikes_are_not() {
        assert!(rules("a.md", "https://office.example/home/page, 11XXX22").is_empty());
        assert!(rules("a.rs", "/// never todo!()\nlet a = \"dbg!(\";").is_empty());
        assert!(rules("Cargo.lock", "https://github.com/rust-lang/crates.io-index").is_empty());
    }
}
