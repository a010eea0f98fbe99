use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::prelude::*;

use super::review::{GRACE_DAYS, REVIEW_DAYS};
use super::*;

const HOUSE: &str = "market";
const TODAY: Date = date(2026, 11, 23);

/// Officials by number.
fn officer(number: u8) -> OfficerId {
    format!("01m7xx9x805syjr0x9a1xe4sf{number}").parse().unwrap()
}

fn at() -> Timestamp {
    "2026-11-23T08:00:00Z".parse().unwrap()
}

fn post(organisation: &str, roles: &[Role]) -> Post {
    Post { organisation: organisation.to_owned(), office: None, roles: roles.to_vec() }
}

fn leave() -> Change {
    Change::Leave { from: TODAY }
}

fn deputy(number: u8) -> Change {
    Change::Deputy { deputy: officer(number), from: TODAY, until: TODAY.saturating_add(9.days()) }
}

fn grant(change: Change, about: u8, by: u8) -> Grant {
    Grant {
        id: "01m7xx9x805syjr0x9a1xe4sg1".parse().unwrap(),
        organisation: HOUSE.to_owned(),
        officer: officer(about),
        change,
        proposal: Said { by: officer(by), at: at(), reasons: "why".to_owned() },
        stage: Stage::Proposed,
        revision: 1,
    }
}

fn second(by: u8) -> Second<'static> {
    Second { by: officer(by), organisation: HOUSE, at: at(), today: TODAY }
}

#[test]
fn what_counts_at_once_is_in_force_and_what_is_for_later_waits() {
    let now = grant(leave(), 9, 1).propose(TODAY).unwrap().agree(second(2)).unwrap();
    assert_eq!((now.stage.name(), now.revision), (StageName::InForce, 2));
    let day = TODAY.saturating_add(3.days());
    let later = grant(Change::Leave { from: day }, 9, 1).propose(TODAY).unwrap();
    let later = later.agree(second(2)).unwrap();
    assert_eq!(later.stage.name(), StageName::Agreed);
    let early = later.clone().begin(at(), TODAY);
    assert_eq!(early, Err(Refusal::Stage(StageName::Agreed)));
    assert_eq!(later.begin(at(), day).unwrap().stage.name(), StageName::InForce);
}

#[test]
fn a_proposal_lapses_after_seven_days_and_who_was_put_out_stays_out() {
    let proposed = grant(leave(), 9, 1).propose(TODAY).unwrap();
    let end = at() + SignedDuration::from_hours(7 * 24);
    let after = end + SignedDuration::from_secs(1);
    assert!(proposed.clone().lapse(end).is_err());
    assert!(proposed.clone().agree(Second { at: end, ..second(2) }).is_ok());
    let late = proposed.clone().agree(Second { at: after, ..second(2) });
    assert_eq!(late, Err(Refusal::Lapsed), "even before the job has counted it");
    assert_eq!(proposed.lapse(after).unwrap().stage.name(), StageName::Lapsed);
    let out = grant(leave(), 9, 1).put_out(TODAY, 1).unwrap();
    assert_eq!(out.clone().lapse(after), Err(Refusal::Stage(StageName::PutOut)));
    let agreed = out.clone().agree(Second { at: after, ..second(2) }).unwrap();
    assert_eq!(agreed.stage.name(), StageName::InForce);
    let back = out.decline(second(2), "no ground".to_owned()).unwrap();
    assert_eq!(back.stage.name(), StageName::Declined);
}

#[test]
fn only_a_leaver_is_put_out_and_never_the_last_who_could_look() {
    assert_eq!(grant(leave(), 9, 1).put_out(TODAY, 0), Err(Refusal::NoSecond));
    assert_eq!(grant(deputy(8), 9, 1).put_out(TODAY, 3), Err(Refusal::NotUrgent));
    let later = Change::Leave { from: TODAY.saturating_add(1.days()) };
    assert_eq!(grant(later, 9, 1).put_out(TODAY, 3), Err(Refusal::NotUrgent));
    assert_eq!(grant(leave(), 1, 1).put_out(TODAY, 3), Err(Refusal::Oneself));
}

#[test]
fn who_moves_is_taken_over_by_where_they_go() {
    let change = Change::Move { post: post("health", &[Role::CaseOfficer]), from: TODAY };
    let moving = grant(change, 9, 1).propose(TODAY).unwrap();
    assert_eq!(moving.clone().agree(second(2)), Err(Refusal::OtherOrganisation));
    assert!(moving.agree(Second { organisation: "health", ..second(2) }).is_ok());
    let (login, name) = ("new".to_owned(), "新".to_owned());
    let change = Change::Join { login, name, post: post("health", &[Role::CaseOfficer]) };
    assert_eq!(grant(change, 9, 1).propose(TODAY), Err(Refusal::OtherOrganisation));
}

#[test]
fn roles_and_days_fit_or_are_refused() {
    let moved = |roles: &[Role]| {
        grant(Change::Move { post: post(HOUSE, roles), from: TODAY }, 9, 1).propose(TODAY).err()
    };
    assert_eq!(moved(&[Role::CaseOfficer, Role::Reviewer]), None);
    assert_eq!(moved(&[Role::Auditor]), None);
    for wrong in [&[][..], &[Role::Auditor, Role::Reviewer], &[Role::Reviewer, Role::Reviewer]] {
        assert_eq!(moved(wrong), Some(Refusal::Roles), "{wrong:?}");
    }
    let audit = |from: Date, days: i32| {
        let until = from.saturating_add(days.days());
        grant(Change::Audit { from, until }, 9, 1).propose(TODAY).err()
    };
    assert_eq!(audit(TODAY, 0), None);
    assert_eq!(audit(TODAY, LONGEST_DAYS), None);
    assert_eq!(audit(TODAY, LONGEST_DAYS + 1), Some(Refusal::Days));
    assert_eq!(audit(TODAY, -1), Some(Refusal::Days));
    assert_eq!(audit(TODAY.saturating_sub(1.days()), 9), Some(Refusal::Days));
    let own = grant(deputy(9), 9, 1).propose(TODAY);
    assert_eq!(own.err(), Some(Refusal::OwnDeputy));
}

#[test]
fn what_lasts_for_a_time_ends_by_itself_or_before() {
    let standing_in = grant(deputy(8), 9, 1).propose(TODAY).unwrap().agree(second(2)).unwrap();
    let until = standing_in.change.until().unwrap();
    for (day, holds) in [
        (TODAY.saturating_sub(1.days()), false),
        (TODAY, true),
        (until, true),
        (until.saturating_add(1.days()), false),
    ] {
        assert_eq!(standing_in.holds_on(day), holds, "{day}");
    }
    let ended = |by| Said { by: officer(by), at: at(), reasons: "back".to_owned() };
    for own in [8, 9] {
        assert_eq!(standing_in.clone().end(ended(own)), Err(Refusal::Oneself), "{own}");
    }
    let over = standing_in.end(ended(1)).unwrap();
    assert!(!over.holds_on(TODAY));
    let gone = grant(leave(), 9, 1).propose(TODAY).unwrap().agree(second(2)).unwrap();
    assert_eq!(gone.end(ended(1)), Err(Refusal::Stage(StageName::InForce)), "who left has left");
}

#[test]
fn a_proposal_is_taken_back_by_its_proposer_alone_and_before_anybody_agreed() {
    let proposed = grant(leave(), 9, 1).propose(TODAY).unwrap();
    let said = |by| Said { by: officer(by), at: at(), reasons: "a slip".to_owned() };
    let waits = Err(Refusal::Stage(StageName::Proposed));
    assert_eq!(proposed.clone().end(said(2)), waits, "another declines");
    let back = proposed.clone().end(said(1)).unwrap();
    assert_eq!((back.stage.name(), back.stage.second()), (StageName::Ended, None));
    assert!(back.agree(second(2)).is_err());
    let agreed = proposed.agree(second(2)).unwrap();
    assert!(agreed.end(said(1)).is_err(), "who leaves has two against them");
    let out = grant(leave(), 9, 1).put_out(TODAY, 1).unwrap();
    assert!(out.end(said(1)).is_err(), "what was done at once is looked at by a second");
}

/// A leave of official 9 in three days, agreed to by 1 and 2.
fn agreed() -> Grant {
    let from = TODAY.saturating_add(3.days());
    let later = grant(Change::Leave { from }, 9, 1).propose(TODAY).unwrap();
    later.agree(second(2)).unwrap()
}

fn off(grant: Grant, by: u8) -> Result<Grant, Refusal> {
    grant.call_off(second(by), "stays with us".to_owned())
}

#[test]
fn what_two_agreed_to_for_a_later_day_two_call_off() {
    assert_eq!(off(agreed(), 9), Err(Refusal::Oneself));
    let elsewhere = Second { organisation: "tax", ..second(3) };
    let refused = agreed().call_off(elsewhere, "no".to_owned());
    assert_eq!(refused, Err(Refusal::Elsewhere));
    let off = off(agreed(), 3).unwrap();
    assert_eq!((off.stage.name(), off.waiting().unwrap().by), (StageName::Agreed, officer(3)));
    assert!(off.clone().call_off(second(1), "twice".to_owned()).is_err());
    assert_eq!(off.clone().agree_off(second(3)), Err(Refusal::SamePerson));
    assert_eq!(off.clone().agree_off(second(9)), Err(Refusal::Oneself));
    let elsewhere = Second { by: officer(4), ..elsewhere };
    assert_eq!(off.clone().agree_off(elsewhere), Err(Refusal::OtherOrganisation));
    // Both who agreed to the change may be the second now.
    for by in [1, 2] {
        let over = off.clone().agree_off(second(by)).unwrap();
        let Stage::Ended { second: Some(first), ended, with: Some(with) } = &over.stage else {
            panic!("{over:?}")
        };
        assert_eq!((first.by, ended.by, with.by), (officer(2), officer(3), officer(by)));
        assert!(over.begin(at(), TODAY.saturating_add(3.days())).is_err());
    }
}

#[test]
fn whoever_answers_to_a_change_does_not_answer_to_its_being_called_off() {
    let stage = Refusal::Stage(StageName::Agreed);
    let off = off(agreed(), 3).unwrap();
    assert_eq!(off.clone().agree(second(2)), Err(stage));
    assert_eq!(off.clone().decline(second(2), "no".to_owned()), Err(stage));
    let withdrawn = Said { by: officer(3), at: at(), reasons: "so".to_owned() };
    assert_eq!(off.end(withdrawn), Err(stage));
    let proposed = grant(leave(), 9, 1).propose(TODAY).unwrap();
    assert_eq!(proposed.clone().agree_off(second(2)), Err(Refusal::Stage(StageName::Proposed)));
    assert_eq!(proposed.clone().stay(second(2)), Err(Refusal::Stage(StageName::Proposed)));
    assert_eq!(agreed().agree_off(second(1)), Err(stage));
    assert_eq!(agreed().stay(second(1)), Err(stage));
    let stands_in = Change::Deputy { deputy: officer(5), from: TODAY, until: TODAY };
    let early = Second { today: TODAY.saturating_sub(1.days()), ..second(2) };
    let deputy = grant(stands_in, 9, 1).propose(TODAY).unwrap().agree(early).unwrap();
    assert_eq!(deputy.call_off(early, "no".to_owned()), Err(stage), "one ends it alone");
}

#[test]
fn what_is_not_called_off_stays_as_it_was_agreed() {
    let off = off(agreed(), 3).unwrap();
    for by in [1, 2, 3] {
        let stays = off.clone().stay(second(by)).unwrap();
        assert_eq!((stays.stage, stays.revision), (agreed().stage, 4));
    }
    assert_eq!(off.clone().stay(second(9)), Err(Refusal::Oneself));
    let elsewhere = Second { organisation: "tax", ..second(4) };
    assert_eq!(off.stay(elsewhere), Err(Refusal::OtherOrganisation));
}

#[test]
fn the_day_of_what_was_agreed_does_not_wait_for_its_being_called_off() {
    let day = TODAY.saturating_add(3.days());
    let on_its_day = |by| Second { today: day, ..second(by) };
    let late = agreed().call_off(on_its_day(3), "late".to_owned());
    assert_eq!(late, Err(Refusal::Begun), "though nobody has begun it yet");
    let off = off(agreed(), 3).unwrap();
    assert_eq!(off.clone().agree_off(on_its_day(1)), Err(Refusal::Begun));
    let begun = off.begin(at(), day).unwrap();
    assert_eq!((begun.stage.name(), begun.off()), (StageName::InForce, None));
    assert_eq!(begun.agree_off(second(1)), Err(Refusal::Stage(StageName::InForce)));
}

#[test]
fn what_was_agreed_before_it_could_be_called_off_is_read() {
    let old = r#"{"stage":"agreed","second":{"by":"01m7xx9x805syjr0x9a1xe4sf2","at":"2026-11-23T08:00:00Z"}}"#;
    assert_eq!(serde_json::from_str::<Stage>(old).unwrap(), agreed().stage);
    assert_eq!(serde_json::to_string(&agreed().stage).unwrap(), old);
    let stage = off(agreed(), 3).unwrap().stage;
    let text = serde_json::to_string(&stage).unwrap();
    assert_eq!(serde_json::from_str::<Stage>(&text).unwrap(), stage);
}

#[test]
fn who_moves_elsewhere_stays_only_if_both_houses_agree() {
    let from = TODAY.saturating_add(3.days());
    let moves = Change::Move { post: post("tax", &[Role::Reviewer]), from };
    let theirs = |by| Second { organisation: "tax", ..second(by) };
    let agreed = grant(moves, 9, 1).propose(TODAY).unwrap().agree(theirs(4)).unwrap();
    let off = agreed.call_off(second(2), "needed here".to_owned()).unwrap();
    assert_eq!(off.clone().agree_off(second(1)), Err(Refusal::OtherOrganisation));
    assert_eq!(off.agree_off(theirs(5)).unwrap().stage.name(), StageName::Ended);
}

#[test]
fn rights_that_nobody_looks_over_are_suspended_after_the_grace() {
    let on = |days: i32| Review::of(TODAY, TODAY.saturating_add(days.days()));
    let due = TODAY.saturating_add(REVIEW_DAYS.days());
    assert_eq!(on(0), Review::Fresh { due });
    assert_eq!(on(149), Review::Fresh { due });
    assert_eq!(on(150), Review::Due { due });
    assert_eq!(on(180), Review::Due { due });
    let suspended_from = due.saturating_add((GRACE_DAYS + 1).days());
    assert_eq!(on(181), Review::Overdue { suspended_from });
    assert_eq!(on(210), Review::Overdue { suspended_from });
    assert_eq!(on(211), Review::Suspended { since: suspended_from });
    let roles = [Role::CaseOfficer, Role::Administrator];
    assert_eq!(on(210).leaves(&roles), roles);
    assert_eq!(on(211).leaves(&roles), [Role::Administrator]);
}

fn any_change() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Join {
            login: "new".to_owned(),
            name: "新".to_owned(),
            post: post(HOUSE, &[Role::CaseOfficer]),
        }),
        Just(Change::Move { post: post(HOUSE, &[Role::Reviewer]), from: TODAY }),
        Just(leave()),
        (0u8..6).prop_map(deputy),
        Just(Change::Restore),
        Just(Change::Audit { from: TODAY, until: TODAY }),
    ]
}

proptest! {
    /// Whoever does what in whatever order: what is in force was proposed by one and agreed to by
    /// another, and neither is anybody whom it is about.
    #[test]
    fn nobody_acts_twice_and_nobody_for_themselves(
        change in any_change(),
        (about, by) in (0u8..6, 0u8..6),
        steps in prop::collection::vec((0u8..8, 0u8..6), 0..24),
        wait in 0i32..2,
    ) {
        // Agreed to before its day, or on it.
        let early = TODAY.saturating_sub(wait.days());
        let first = grant(change, about, by);
        let Ok(mut held) = first.clone().propose(TODAY) else { return Ok(()) };
        if let Ok(out) = first.put_out(TODAY, 1)
            && steps.len() % 2 == 0
        {
            held = out;
        }
        for (step, who) in steps {
            let said = Said { by: officer(who), at: at(), reasons: "so".to_owned() };
            let before = held.clone();
            let next = match step {
                0 => held.agree(Second { today: early, ..second(who) }),
                5 => held.call_off(Second { today: early, ..second(who) }, "off".to_owned()),
                6 => held.agree_off(Second { today: early, ..second(who) }),
                7 => held.stay(second(who)),
                1 => held.decline(second(who), "no".to_owned()),
                2 => held.lapse(at()),
                3 => held.begin(at(), TODAY),
                _ => held.end(said),
            };
            held = match next {
                Ok(next) => {
                    prop_assert_eq!(next.revision, before.revision + 1);
                    next
                }
                Err(_) => before,
            };
            if let Some(signed) = held.stage.second() {
                prop_assert_ne!(signed.by, held.proposal.by);
                prop_assert!(held.concerned().all(|one| one != signed.by));
            }
            prop_assert!(held.concerned().all(|one| one != held.proposal.by));
            if let Stage::Ended { second: Some(_), ended, with } = &held.stage {
                prop_assert!(held.concerned().all(|one| one != ended.by));
                let two = with.is_some_and(|with| {
                    with.by != ended.by && held.concerned().all(|one| one != with.by)
                });
                prop_assert!(two || held.change.deputy().is_some());
            }
        }
    }

    /// A row is read as it was written.
    #[test]
    fn a_change_is_read_back(change in any_change()) {
        let text = serde_json::to_string(&change).unwrap();
        prop_assert_eq!(serde_json::from_str::<Change>(&text).unwrap(), change);
    }
}
