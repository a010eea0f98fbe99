//! The vectors of `docs/spec/log.md`, read out of the document itself, and its closed lists.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use onewindow_gate::entry::Recorded;
use onewindow_gate::{Basis, Denial};
use onewindow_ledger::{LEAF_TAG, Leaf};
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::service::ServiceRef;

const SPEC: &str = include_str!("../../../docs/spec/log.md");

/// One vector as the document has it.
struct Vector<'a> {
    name: &'a str,
    json: &'a str,
    canonical: &'a str,
    leaf: &'a str,
}

fn vectors() -> Vec<Vector<'static>> {
    let (_, after) = SPEC.split_once("\n## Vectors\n").expect("a chapter `Vectors`");
    let chapter = after.split("\n## ").next().unwrap();
    chapter
        .split("\n### ")
        .skip(1)
        .map(|part| Vector {
            name: part.lines().next().unwrap(),
            json: block(part, "json"),
            canonical: block(part, "text"),
            leaf: block(part, "leaf").trim_end(),
        })
        .collect()
}

/// The content of the only fenced block of that kind, its last line feed included.
fn block<'a>(part: &'a str, kind: &str) -> &'a str {
    let fence = format!("\n```{kind}\n");
    let mut pieces = part.split(fence.as_str()).skip(1);
    let piece = pieces.next().unwrap_or_else(|| panic!("no block `{kind}` in: {part}"));
    assert!(pieces.next().is_none(), "two blocks `{kind}` in: {part}");
    let end = piece.find("\n```").expect("the block ends") + 1;
    &piece[..end]
}

fn octets(text: &str) -> [u8; 32] {
    assert_eq!(text.len(), 64);
    let pairs = (0..64).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap());
    pairs.collect::<Vec<_>>().try_into().unwrap()
}

#[test]
fn what_is_sealed_gives_the_canonical_form_and_the_leaf_of_the_document() {
    let vectors = vectors();
    assert!(vectors.len() >= 3);
    for Vector { name, json, canonical, leaf } in vectors {
        let recorded: Recorded = serde_json::from_str(json).expect(name);
        assert_eq!(String::from_utf8(recorded.entry.canonical()).unwrap(), canonical, "{name}");
        let computed = Leaf::of(&octets(&recorded.nonce), canonical.as_bytes());
        assert_eq!(computed.to_string(), leaf, "{name}");
        // Nothing is sealed that the document does not show, and nothing is left out.
        let shown: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_value(&recorded).unwrap(), shown, "{name}");
    }
}

#[test]
fn an_allowed_look_a_refusal_and_an_own_look_are_among_them() {
    let has = |line: &str| vectors().iter().any(|v| v.canonical.lines().any(|l| l == line));
    for line in ["outcome allow", "outcome deny other-authority", "own true", "actor officer"] {
        assert!(has(line), "{line}");
    }
}

#[test]
fn every_octet_of_an_entry_and_of_its_nonce_counts() {
    for Vector { name, json, canonical, leaf } in vectors() {
        let recorded: Recorded = serde_json::from_str(json).unwrap();
        let nonce = octets(&recorded.nonce);
        for place in 0..canonical.len() {
            let mut changed = canonical.as_bytes().to_vec();
            changed[place] ^= 1;
            assert_ne!(Leaf::of(&nonce, &changed).to_string(), leaf, "{name}, octet {place}");
        }
        for place in 0..32 {
            let mut changed = nonce;
            changed[place] ^= 1;
            assert_ne!(Leaf::of(&changed, canonical.as_bytes()).to_string(), leaf, "{name}");
        }
    }
}

#[test]
fn the_table_names_the_lines_in_their_order() {
    let (_, after) = SPEC.split_once("| name | value | meaning |\n").unwrap();
    let rows = after.lines().skip(1).take_while(|line| line.starts_with("| `"));
    let named: Vec<_> = rows.map(|row| row.split('`').nth(1).unwrap()).collect();
    for Vector { name, canonical, .. } in vectors() {
        let mut lines = canonical.lines();
        assert_eq!(lines.next(), Some("onewindow access entry v1"), "{name}");
        let written: Vec<_> = lines.map(|line| line.split(' ').next().unwrap()).collect();
        assert_eq!(written, named, "{name}");
    }
}

#[test]
fn the_tag_is_the_one_of_the_document() {
    assert!(SPEC.contains("`onewindow/access-leaf` followed by 00 00 01"));
    assert_eq!(LEAF_TAG, b"onewindow/access-leaf\x00\x00\x01");
}

#[test]
fn the_closed_lists_are_the_ones_of_the_document() {
    let name = |value: serde_json::Value| value.as_str().unwrap().to_owned();
    let actions = all_actions().map(|action| name(serde_json::to_value(action).unwrap()));
    assert_eq!(listed("Actions"), actions);
    let purposes = all_purposes().map(|purpose| name(serde_json::to_value(purpose).unwrap()));
    assert_eq!(listed("Purposes"), purposes);
    assert_eq!(listed("Reasons of refusal"), all_denials().map(Denial::as_str));
    let written = all_bases().map(|basis| basis.to_string().replace("@7", "@VERSION"));
    let written = written.map(|basis| basis.replace(&"0".repeat(26), "GRANT"));
    assert_eq!(bases(), written);
}

/// The forms of `basis` in the table.
fn bases() -> Vec<String> {
    let row = SPEC.lines().find(|line| line.starts_with("| `basis` |")).unwrap();
    let values = row.split(" | ").nth(1).unwrap();
    values.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// What stands in backticks in the list entry that begins with `title`.
fn listed(title: &str) -> Vec<&'static str> {
    let (_, after) = SPEC.split_once(&format!("\n- {title}: ")).unwrap();
    after.split_once(".\n").unwrap().0.split('`').skip(1).step_by(2).collect()
}

// Each list is followed by a match without a wildcard: a new variant does not compile until it is
// looked at here, and then the document must have it too.

fn all_actions() -> [Action; 5] {
    use Action::{Assign, Disclose, Read, Restrict, Write};
    let all = [Read, Write, Disclose, Assign, Restrict];
    match all[0] {
        Read | Write | Disclose | Assign | Restrict => all,
    }
}

fn all_purposes() -> [Purpose; 12] {
    use Purpose::{
        Apply, Audit, Deliver, FetchEvidence, Follow, HandleCase, Intake, Own, Present, Reassign,
        Revoke, Supply,
    };
    let all = [
        Own,
        Apply,
        Intake,
        HandleCase,
        Follow,
        FetchEvidence,
        Deliver,
        Revoke,
        Present,
        Supply,
        Reassign,
        Audit,
    ];
    match all[0] {
        Own | Apply | Intake | HandleCase | Follow | FetchEvidence | Deliver | Revoke | Present
        | Supply | Reassign | Audit => all,
    }
}

fn all_denials() -> [Denial; 16] {
    use Denial::{
        ActedBefore, CaseClosed, ClassNotInService, ConsentEnded, MandateEnded, NoStanding,
        NotAssigned, NotInSample, NothingAsked, OtherAuthority, OtherPerson, SlipEnded, ToOneself,
        UnfitReceiver, WrongPurpose, WrongRole,
    };
    let all = [
        NoStanding,
        CaseClosed,
        NotAssigned,
        OtherAuthority,
        WrongRole,
        ClassNotInService,
        WrongPurpose,
        OtherPerson,
        NothingAsked,
        SlipEnded,
        ActedBefore,
        ConsentEnded,
        MandateEnded,
        NotInSample,
        UnfitReceiver,
        ToOneself,
    ];
    match all[0] {
        NoStanding | CaseClosed | NotAssigned | OtherAuthority | WrongRole | ClassNotInService
        | WrongPurpose | OtherPerson | NothingAsked | SlipEnded | ActedBefore | ConsentEnded
        | MandateEnded | NotInSample | UnfitReceiver | ToOneself => all,
    }
}

fn all_bases() -> [Basis; 8] {
    use Basis::{Audit, Consent, List, None, OwnRight, Revocation, Service};
    let kind = || "TYPE".to_owned();
    let all = [
        Service(ServiceRef { id: "SERVICE".to_owned(), version: 7 }),
        OwnRight,
        Revocation { kind: kind(), rule: Some("RULE".to_owned()) },
        Revocation { kind: kind(), rule: Option::None },
        Consent,
        Audit("0".repeat(26).parse().unwrap()),
        List("ORGANISATION".to_owned()),
        None,
    ];
    match &all[0] {
        Service(_) | OwnRight | Revocation { .. } | Consent | Audit(_) | List(_) | None => all,
    }
}
