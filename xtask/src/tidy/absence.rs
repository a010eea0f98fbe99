//! Invariants of absence: names that occur only where they belong.

use super::finding::Finding;
use super::scan;
use super::tree::{File, Tree};

/// A name, the rooms whose code may say it, and why.
struct Only {
    name: &'static str,
    rooms: &'static [&'static str],
    why: &'static str,
}

const ONLY: &[Only] = &[
    Only {
        name: "after_commit",
        rooms: &["store", "ledger"],
        why: "a receipt is made where the commit is",
    },
    Only { name: "rusqlite", rooms: &["store", "powercut"], why: "only the store knows SQLite" },
    Only { name: "tokio_postgres", rooms: &["store"], why: "only the store knows PostgreSQL" },
    Only { name: "axum", rooms: &["web"], why: "only `web` knows HTTP" },
    Only {
        name: "hyper",
        rooms: &["web", "outgoing"],
        why: "`web` is the only way in by HTTP, `outgoing` the only way out",
    },
    Only {
        name: "SystemRandom",
        rooms: &["cli", "credential", "passkeys"],
        why: "randomness is a parameter: take a model::clock::Random",
    },
    Only {
        name: "Instant",
        rooms: &["store"],
        why: "time is a parameter: take it from a model::clock::Clock",
    },
];

/// Types that only the gate may make.
const MADE_IN_GATE: &[&str] = &["Permit", "Ticket"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let files = tree.ours(".rs").filter(|file| file.room().is_some());
    files.flat_map(of_file).collect()
}

fn of_file(file: &File) -> Vec<Finding> {
    let room = file.room().unwrap_or_default();
    // Tests may reach for anything that the compiler lets them.
    if file.path.contains("/tests/") || file.path.ends_with("/tests.rs") {
        return Vec::new();
    }
    let code = scan::code(&file.text);
    let chars: Vec<char> = code.chars().collect();
    let tests = scan::test_lines(&code);
    let mut findings = Vec::new();
    let mut add = |at: usize, message: String| {
        let line = chars.iter().take(at).filter(|c| **c == '\n').count() + 1;
        if !tests.iter().any(|(first, last)| (*first..=*last).contains(&line)) {
            findings.push(Finding::new("absence", &file.path, message).line(line));
        }
    };
    for only in ONLY.iter().filter(|only| !only.rooms.contains(&room)) {
        for at in scan::words_at(&chars, only.name) {
            add(at, format!("`{}` in `{room}`: {}", only.name, only.why));
        }
    }
    for name in MADE_IN_GATE.iter().filter(|_| room != "gate") {
        for at in scan::words_at(&chars, name) {
            let end = at + name.len();
            let makes = chars.get(end..end + 2) == Some(&[':', ':']) || is_literal(&chars, at, end);
            if makes {
                add(at, format!("`{name}` is made in `{room}`: only the gate makes one"));
            }
        }
    }
    findings
}

/// `Name {` as an expression, not as a type before a body or in a declaration.
fn is_literal(chars: &[char], at: usize, end: usize) -> bool {
    let opens = chars.iter().skip(end).find(|c| !c.is_whitespace()) == Some(&'{');
    let before: String = chars.iter().take(at).collect();
    let before = before.trim_end();
    opens && !["->", "for", "impl", "struct"].iter().any(|word| before.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        check(&Tree::of(&[(path, text)])).into_iter().map(|f| f.line).collect()
    }

    #[test]
    fn names_stay_in_their_rooms_except_in_tests_comments_and_strings() {
        let text = "use rusqlite::Row;\n// axum\nlet a = \"axum\";\n#[cfg(test)]\nmod tests { use axum::A; }\n";
        assert_eq!(lines("crates/app/src/a.rs", text), [1]);
        assert!(lines("crates/store/src/a.rs", text).is_empty());
        assert!(lines("crates/app/tests/a.rs", text).is_empty());
        assert_eq!(lines("crates/app/src/a.rs", "let r = Receipt::after_commit(v);"), [1]);
    }

    #[test]
    fn time_and_randomness_are_parameters() {
        for line in ["let r = SystemRandom::new();", "use std::time::Instant;", "use hyper::Uri;"] {
            assert_eq!(lines("crates/gate/src/a.rs", line), [1], "{line}");
            let tests = format!("#[cfg(test)]\nmod tests {{\n    {line}\n}}\n");
            assert!(lines("crates/gate/src/a.rs", &tests).is_empty(), "{line}");
        }
        assert!(lines("crates/cli/src/system.rs", "let r = SystemRandom::new();").is_empty());
        assert!(lines("crates/store/src/stats.rs", "use std::time::Instant;").is_empty());
    }

    #[test]
    fn only_the_gate_makes_a_permit() {
        let text = "fn f(p: &Permit) -> Permit {\n g(Permit { a: 1 });\n Permit::new()\n}";
        assert_eq!(lines("crates/app/src/a.rs", text), [2, 3]);
        assert!(lines("crates/gate/src/permit.rs", text).is_empty());
    }
}
