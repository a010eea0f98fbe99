use jiff::Timestamp;

use super::{Judgement, Part, Procedure, Refusal, Said, Signed, Stage, StageName};
use crate::id::{CertificateId, OfficerId, PersonId, RevocationId};

const FIRST: &str = "01m7xx9x805syjr0x9a1xe4sf1";
const SECOND: &str = "01m7xx9x805syjr0x9a1xe4sf2";
const THIRD: &str = "01m7xx9x805syjr0x9a1xe4sf3";
const FOURTH: &str = "01m7xx9x805syjr0x9a1xe4sf4";

type Text = &'static str;

fn officer(id: &str) -> OfficerId {
    id.parse().unwrap()
}

fn at() -> Timestamp {
    "2026-11-23T08:00:00Z".parse().unwrap()
}

fn signed(by: &str) -> Signed {
    Signed { by: officer(by), at: at() }
}

fn said(by: &str, reasons: Text) -> Said<Text> {
    Said { by: officer(by), at: at(), reasons }
}

/// A proposal; `number` tells procedures about the one certificate apart.
fn proposal(number: u8, by: &str, rule: &str) -> Procedure<Text> {
    let id: RevocationId = format!("01m7xx9x805syjr0x9a1xe4s0{number}").parse().unwrap();
    let certificate: CertificateId = "01m7xx9x805syjr0x9a1xe4sc1".parse().unwrap();
    let person: PersonId = "01m7xx9x805syjr0x9a1xe4sp1".parse().unwrap();
    let (authority, rule) = ("market".to_owned(), rule.to_owned());
    let proposal = said(by, "why");
    Procedure {
        id,
        certificate,
        person,
        authority,
        rule,
        proposal,
        stage: Stage::Proposed,
        revision: 1,
    }
}

fn must<T>(result: Result<T, Refusal>) -> T {
    result.unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn in_force(number: u8) -> Procedure<Text> {
    must(proposal(number, FIRST, "unsafe").countersign(signed(SECOND), &[]))
}

fn declined(number: u8) -> Procedure<Text> {
    must(proposal(number, FIRST, "unsafe").decline(said(SECOND, "no proof")))
}

fn judged(number: u8, how: Judgement) -> Procedure<Text> {
    must(must(in_force(number).appeal(at(), "wrong")).judge(how, said(THIRD, "so it is")))
}

#[test]
fn the_way_to_a_judgement_keeps_what_was_said() {
    let end = judged(1, Judgement::Uphold);
    assert_eq!(end.stage.name(), StageName::Upheld);
    assert_eq!(end.revision, 4, "each step counts up");
    assert_eq!(end.officers(), [officer(FIRST), officer(SECOND), officer(THIRD)]);
    let mut parts = Vec::new();
    let opened = end.try_map(|part, text| {
        parts.push((part, text));
        Ok::<_, ()>(text.len())
    });
    assert_eq!(opened.ok().and_then(|o| o.stage.judgement().map(|j| j.reasons)), Some(8));
    let all = [(Part::Reasons, "why"), (Part::Appeal, "wrong"), (Part::Judgement, "so it is")];
    assert_eq!(parts, all);
}

#[test]
fn nobody_acts_twice() {
    let own = proposal(1, FIRST, "unsafe").countersign(signed(FIRST), &[]);
    assert_eq!(own.err(), Some(Refusal::TookPart));
    let own = proposal(1, FIRST, "unsafe").decline(said(FIRST, "no"));
    assert_eq!(own.err(), Some(Refusal::TookPart));
    for by in [FIRST, SECOND] {
        let appealed = must(in_force(1).appeal(at(), "wrong"));
        let own = appealed.judge(Judgement::Uphold, said(by, "no"));
        assert_eq!(own.err(), Some(Refusal::TookPart), "{by}");
    }
}

#[test]
fn each_step_has_its_stage() {
    let stages = [
        proposal(1, FIRST, "unsafe"),
        declined(1),
        in_force(1),
        must(in_force(1).appeal(at(), "wrong")),
        judged(1, Judgement::Uphold),
        judged(1, Judgement::Lift),
    ];
    for (procedure, name) in stages.into_iter().zip(StageName::ALL) {
        assert_eq!(procedure.stage.name(), name);
        let wrong = Some(Refusal::Stage(name));
        let tried = procedure.clone().countersign(signed(FOURTH), &[]).err();
        assert_eq!(tried, wrong.filter(|_| name != StageName::Proposed), "sign {name}");
        let tried = procedure.clone().decline(said(FOURTH, "no")).err();
        assert_eq!(tried, wrong.filter(|_| name != StageName::Proposed), "decline {name}");
        let tried = procedure.clone().appeal(at(), "wrong").err();
        assert_eq!(tried, wrong.filter(|_| name != StageName::InForce), "appeal {name}");
        let tried = procedure.judge(Judgement::Lift, said(FOURTH, "yes")).err();
        assert_eq!(tried, wrong.filter(|_| name != StageName::Appealed), "judge {name}");
    }
}

#[test]
fn a_ground_that_was_lifted_on_appeal_is_used_up() {
    let earlier = [judged(1, Judgement::Lift)];
    let again = proposal(2, FOURTH, "unsafe").propose(&earlier);
    assert_eq!(again.err(), Some(Refusal::GroundLifted), "whoever asks");
    assert!(proposal(2, FIRST, "moved-away").propose(&earlier).is_ok(), "another ground is open");
}

#[test]
fn whose_proposal_was_declined_does_not_ask_again_nor_sign_for_it() {
    let earlier = [declined(1)];
    let again = proposal(2, FIRST, "unsafe").propose(&earlier);
    assert_eq!(again.err(), Some(Refusal::DeclinedBefore));
    assert!(proposal(2, FIRST, "moved-away").propose(&earlier).is_ok());
    let colleague = must(proposal(2, FOURTH, "unsafe").propose(&earlier));
    assert_eq!(colleague.declined_before(&earlier).count(), 1, "the next second officer sees it");
    let round = colleague.clone().countersign(signed(FIRST), &earlier);
    assert_eq!(round.err(), Some(Refusal::DeclinedBefore));
    assert!(colleague.countersign(signed(THIRD), &earlier).is_ok());
}

#[test]
fn one_procedure_at_a_time_and_none_after_one_that_stands() {
    let appealed = must(in_force(1).appeal(at(), "wrong"));
    let upheld = judged(1, Judgement::Uphold);
    for other in [proposal(1, FIRST, "unsafe"), in_force(1), appealed, upheld] {
        let name = other.stage.name();
        let second = proposal(2, FOURTH, "moved-away").propose(&[other]);
        assert_eq!(second.err(), Some(Refusal::AnotherStands), "{name}");
    }
}

#[test]
fn names_are_read_as_they_are_written() {
    for name in StageName::ALL {
        assert_eq!(name.as_str().parse(), Ok(name));
    }
    assert!("Proposed".parse::<StageName>().is_err());
}
