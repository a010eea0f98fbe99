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
        steps in prop::collection::vec((0u8..5, 0u8..6), 0..8),
    ) {
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
                0 => held.agree(second(who)),
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
        }
    }

    /// A row is read as it was written.
    #[test]
    fn a_change_is_read_back(change in any_change()) {
        let text = serde_json::to_string(&change).unwrap();
        prop_assert_eq!(serde_json::from_str::<Change>(&text).unwrap(), change);
    }
}
