//! Whatever is fed in, findings come out: never a panic, never a place outside of the text.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::path::Path;
use std::sync::LazyLock;

use onewindow_catalogue::import::parse_mapping;
use onewindow_catalogue::records::Records;
use onewindow_catalogue::shared::FILES;
use onewindow_catalogue::{Finding, Shared, demo, load, read_service};
use proptest::prelude::*;

static SHARED: LazyLock<Shared> =
    LazyLock::new(|| Shared::clone(&load(&folder()).unwrap().catalogue.shared));

/// Real files with their paths in the catalogue.
static REAL: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let names = [
        "services/small-food-business.yaml",
        "services/food-worker-health.yaml",
        "region.yaml",
        "classes.yaml",
        "calendar.yaml",
        "authorities.yaml",
        "offices.yaml",
        "registers.yaml",
        "certificates.yaml",
        "life-events.yaml",
        "demo/people.yaml",
        "demo/registers/business.yaml",
    ];
    let maps = std::fs::read_dir(folder().join("maps")).unwrap();
    let maps = maps.map(|entry| format!("maps/{}", entry.unwrap().file_name().to_string_lossy()));
    let names = names.iter().map(|name| (*name).to_owned()).chain(maps.take(1));
    let text = |name: &str| std::fs::read_to_string(folder().join(name)).unwrap();
    names.map(|name| (name.clone(), text(&name))).collect()
});

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue")
}

/// Everything that reads a text, chosen by the file's name.
fn read(name: &str, text: &str) -> Vec<Finding> {
    let mut shared = SHARED.clone();
    if name.starts_with("services/") {
        return read_service(name, text, &shared).findings;
    }
    if name.starts_with("maps/") {
        return parse_mapping(name, text, &shared).err().unwrap_or_default();
    }
    if name.starts_with("demo/registers/") {
        return Records::default().read(name, text, &shared);
    }
    if name.starts_with("demo/") {
        return demo::parse(name, text, &shared).1;
    }
    let file = FILES.iter().find(|(known, _)| *known == name).unwrap();
    shared.read(file.1, name, text)
}

fn places_are_in_the_text(text: &str, findings: &[Finding]) {
    let lines = text.split('\n').count().max(1);
    for finding in findings {
        let line = usize::try_from(finding.line).unwrap();
        assert!((1..=lines).contains(&line), "{finding:?}");
        let length = text.split('\n').nth(line - 1).unwrap_or_default().chars().count();
        let column = usize::try_from(finding.column).unwrap();
        assert!(column >= 1 && column <= length + 1, "{finding:?}");
        assert!(!finding.message.is_empty() && !finding.help.is_empty());
        assert!(finding.human().contains(&finding.code));
    }
}

/// A change to a text, at shares of its length.
#[derive(Clone, Debug)]
enum Change {
    Cut(f64, usize),
    Put(f64, String),
    Twice(f64, usize),
    Line(f64),
}

fn change() -> impl Strategy<Value = Change> {
    let pieces = prop::sample::select(vec![
        "&a ",
        "*a",
        "!!str ",
        "<<: ",
        "- ",
        ": ",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "'",
        "|",
        ">",
        "#",
        "\t",
        "\n",
        "? ",
        "---\n",
        "%YAML\n",
        "\u{feff}",
        "\0",
        "无",
        "🦀",
        "\u{2028}",
        "== ",
        "&&",
        "today - 18y",
        "not-in-source",
        "9999999999999999999999",
        "-1",
        "null",
        "\\x00",
        "\r",
    ]);
    let at = 0.0..1.0f64;
    prop_oneof![
        (at.clone(), 1usize..40).prop_map(|(at, length)| Change::Cut(at, length)),
        (at.clone(), pieces).prop_map(|(at, piece)| Change::Put(at, piece.to_owned())),
        (at.clone(), 1usize..200).prop_map(|(at, length)| Change::Twice(at, length)),
        at.prop_map(Change::Line),
    ]
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
fn position(chars: &[char], share: f64) -> usize {
    ((chars.len() as f64) * share) as usize
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for change in changes {
        match change {
            Change::Cut(at, length) => {
                let from = position(&chars, *at);
                chars.drain(from..(from + length).min(chars.len()));
            }
            Change::Put(at, piece) => {
                let from = position(&chars, *at);
                chars.splice(from..from, piece.chars());
            }
            Change::Twice(at, length) => {
                let from = position(&chars, *at);
                let part: Vec<char> = chars[from..(from + length).min(chars.len())].to_vec();
                chars.splice(from..from, part);
            }
            Change::Line(at) => {
                let from = position(&chars, *at);
                let end = chars.iter().skip(from).position(|c| *c == '\n');
                chars.drain(from..end.map_or(chars.len(), |end| from + end));
            }
        }
    }
    chars.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_real_file_has_findings_or_is_sound(
        which in 0usize..13,
        changes in prop::collection::vec(change(), 1..6),
    ) {
        let (name, text) = &REAL[which];
        let text = changed(text, &changes);
        places_are_in_the_text(&text, &read(name, &text));
    }

    #[test]
    fn any_text_has_a_result(text in "\\PC{0,200}|[\\[\\]{}:,&*!|>'\"%@`#?\\- \\n\\ta-z0-9]{0,300}") {
        for (name, _) in REAL.iter() {
            places_are_in_the_text(&text, &read(name, &text));
        }
    }
}

#[test]
fn bombs_are_refused_quickly() {
    let laughs: String =
        (0..9).map(|n| format!("a{}: &a{} [*a{n}, *a{n}]\n", n + 1, n + 1)).collect();
    let deep = |open: &str, count: usize| open.repeat(count);
    let dashes = "- ".repeat(100_000);
    let maps: String = (0..2_000).map(|n| format!("{}a:\n", " ".repeat(n % 60))).collect();
    let quotes = "\"".repeat(200_000);
    let keys: String = (0..20_000).map(|n| format!("k{n}: {n}\n")).collect();
    let long = format!("id: {}", "a".repeat(200_000));
    let condition = format!(
        "facts: []\nconditions: {{ intake: [{{ id: a, when: \"{}\" }}] }}",
        "(".repeat(50_000)
    );
    let texts = [
        laughs,
        deep("[", 100_000),
        deep("{a: ", 50_000),
        dashes,
        maps,
        quotes,
        keys,
        long,
        condition,
    ];
    for text in &texts {
        let start = std::time::Instant::now();
        let findings = read("services/bomb.yaml", text);
        let took = start.elapsed().as_secs();
        assert!(!findings.is_empty() && took < 10, "{took} s: {}", text.get(..40).unwrap());
        places_are_in_the_text(text, &findings);
    }
}
