//! The written specification against the code.

use onewindow_rules::Code;
use onewindow_rules::asked::{MAX_DAY_SPANS, MAX_NODES, MAX_QUESTIONS};
use onewindow_rules::derive::{MAX_DERIVATIONS, MAX_DIGITS};
use onewindow_rules::syntax::{MAX_CHARACTERS, MAX_DEPTH, MAX_LIST};

const SPEC: &str = include_str!("../../../docs/spec/conditions.md");

#[test]
fn every_code_is_described_and_no_other() {
    let table = SPEC.split("The codes are stable:").nth(1).unwrap();
    let table = table.split("A syntax problem").next().unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    let mut written: Vec<&str> = rows
        .flat_map(|row| row.split('|').nth(1).unwrap().split(','))
        .map(|code| code.trim().trim_matches('`'))
        .collect();
    let mut known: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    written.sort_unstable();
    known.sort_unstable();
    assert_eq!(written, known);
}

#[test]
fn every_limit_is_the_one_that_holds() {
    let written = |what: &str| {
        let row = SPEC.lines().find(|line| line.starts_with(&format!("| {what} |"))).unwrap();
        row.split('|').nth(2).unwrap().trim().replace(',', "").parse::<usize>().unwrap()
    };
    assert_eq!(written("characters in a condition"), MAX_CHARACTERS);
    assert_eq!(written("characters in a formula"), MAX_CHARACTERS);
    assert_eq!(written("digits of a number in a formula"), MAX_DIGITS as usize);
    assert_eq!(written("derived facts of a service"), MAX_DERIVATIONS);
    assert_eq!(written("entries in a list"), MAX_LIST);
    assert_eq!(written("nesting of parentheses and `!`"), MAX_DEPTH);
    assert_eq!(written("questions in a proof"), MAX_QUESTIONS);
    assert_eq!(written("spans of days in a proof"), MAX_DAY_SPANS);
    assert_eq!(written("diagram nodes in a proof, for each span of days"), MAX_NODES);
}
