//! Deputies, administrators and auditors: what each may, and what each may not.

use onewindow_gate::{
    AccessEntry, AuditFacts, CaseFacts, Denial, ProcedureFacts, ProcedureStep, Request, Standing,
};
use onewindow_model::actor::{Absent, Actor, Officer, Role};
use onewindow_model::class::DataClass;
use onewindow_model::id::{GrantId, OfficerId};
use onewindow_model::purpose::{Action, Purpose};

use super::{World, world};

impl World {
    /// An official of the house with roles of their own, who stands in for somebody.
    fn deputy(&self, id: OfficerId, own: &[Role], absent: OfficerId, theirs: &[Role]) -> Actor {
        Actor::Officer(Officer {
            id,
            organisation: "market".to_owned(),
            office: None,
            roles: own.to_vec(),
            stands_in: vec![Absent { id: absent, roles: theirs.to_vec() }],
        })
    }

    fn other(&self) -> OfficerId {
        OfficerId::fresh(self.now, &self.random)
    }

    /// How a look of some classes ends, with its entry.
    fn looked(
        &self,
        actor: &Actor,
        (action, purpose): (Action, Purpose),
        standing: Standing<'_>,
        classes: &[DataClass],
    ) -> (Result<(), Denial>, AccessEntry) {
        let (subject, fields) = (self.person, 1);
        let request = Request { actor, action, purpose, subject, standing, classes, fields };
        let key = self.key(&DataClass::access());
        let look = self.gate.decide(&request, &key, self.now, &self.random).unwrap();
        let entry = self.recorded(&key, &look.entry);
        (look.outcome.map(|_| ()), entry)
    }
}

const HANDLE: (Action, Purpose) = (Action::Read, Purpose::HandleCase);

#[test]
fn a_deputy_handles_what_the_absent_official_handles_and_is_named_with_them() {
    let world = world();
    let (me, identity) = (world.other(), [DataClass::identity()]);
    let look = |actor: &Actor, case: &CaseFacts| {
        world.looked(actor, HANDLE, Standing::Case(case), &identity)
    };
    let officer = [Role::CaseOfficer];
    for own in [&[][..], &[Role::Reviewer], &officer] {
        let deputy = world.deputy(me, own, world.officer, &officer);
        let (ended, entry) = look(&deputy, &world.case);
        assert_eq!(ended, Ok(()), "{own:?}");
        let case = Some(world.case.id);
        let (mine, theirs) =
            (world.gate.pseudonym(me, case), world.gate.pseudonym(world.officer, case));
        assert_eq!(entry.pseudonym, Some(format!("{mine} for {theirs}")), "{own:?}");
        assert_eq!(entry.role.as_deref(), Some("case-officer"), "{own:?}");
    }
    let deputy = world.deputy(me, &[], world.officer, &officer);
    let third = CaseFacts { assignee: Some(world.other()), ..world.case.clone() };
    assert_eq!(look(&deputy, &third).0, Err(Denial::NotAssigned), "nobody else's case");
    let free = CaseFacts { assignee: None, ..world.case.clone() };
    let taken = (Action::Assign, Purpose::HandleCase);
    let take = |actor: &Actor| world.looked(actor, taken, Standing::Case(&free), &[]).0;
    assert_eq!(take(&deputy), Err(Denial::NotAssigned), "nor one of nobody's");
    assert_eq!(take(&world.officer()), Ok(()));
    let clerk = world.deputy(me, &[], world.officer, &[Role::WindowClerk]);
    assert_eq!(look(&clerk, &world.case).0, Err(Denial::WrongRole));
    let own = world.deputy(me, &officer, world.officer, &officer);
    let case = CaseFacts { assignee: Some(me), ..world.case.clone() };
    let (ended, entry) = look(&own, &case);
    assert_eq!(ended, Ok(()));
    assert_eq!(entry.pseudonym, Some(world.gate.pseudonym(me, Some(case.id))), "one's own");
}

#[test]
fn nobody_is_the_second_for_whom_they_stand_in() {
    let world = world();
    let me = world.other();
    let facts = |acted: Vec<OfficerId>| ProcedureFacts {
        holder: world.person,
        kind: "food-permit".into(),
        rule: Some("unsafe-food".into()),
        organisations: vec!["market".into()],
        open: true,
        acted,
    };
    let sign = |actor: &Actor, acted: Vec<OfficerId>| {
        let facts = facts(acted);
        let standing = Standing::Procedure { facts: &facts, step: ProcedureStep::Sign };
        world.judged(actor, Action::Restrict, Purpose::Revoke, standing)
    };
    let deputy = world.deputy(me, &[Role::CaseOfficer], world.officer, &[Role::Reviewer]);
    let (ended, entry) = sign(&deputy, vec![world.other()]);
    assert_eq!((ended, entry.role.as_deref()), (Ok(()), Some("reviewer")));
    assert!(entry.pseudonym.unwrap().contains(" for "));
    assert_eq!(sign(&deputy, vec![world.officer]).0, Err(Denial::ActedBefore), "theirs");
    assert_eq!(sign(&deputy, vec![me]).0, Err(Denial::ActedBefore), "their own");
    let reviewer = world.deputy(me, &[Role::Reviewer], world.officer, &[Role::CaseOfficer]);
    let (ended, entry) = sign(&reviewer, vec![world.officer]);
    assert_eq!(ended, Ok(()), "a second in their own right");
    assert_eq!(entry.pseudonym, Some(world.gate.pseudonym(me, None)));
}

#[test]
fn an_administrator_opens_nothing_and_is_nobodys_deputy_in_that() {
    let world = world();
    let all: Vec<_> = world.case.classes.clone();
    for role in [Role::Administrator, Role::Supervisor, Role::Auditor] {
        let actor = world.official("market", &[role]);
        for purpose in Purpose::ALL {
            for class in &all {
                let one = std::slice::from_ref(class);
                for action in [Action::Read, Action::Write, Action::Disclose, Action::Assign] {
                    let asked = (action, purpose);
                    for standing in [Standing::Case(&world.case), Standing::Slip(&world.case)] {
                        let (ended, _) = world.looked(&actor, asked, standing, one);
                        assert!(ended.is_err(), "{role} {action} {purpose} {class}");
                    }
                }
            }
        }
    }
    let given = (Action::Assign, Purpose::Reassign);
    let give = |actor: &Actor, case: &CaseFacts| {
        world.looked(actor, given, Standing::Handover { case, to: None }, &[]).0
    };
    for role in Role::ALL {
        let may = matches!(role, Role::Administrator | Role::Supervisor);
        let expected = if may { Ok(()) } else { Err(Denial::WrongRole) };
        assert_eq!(give(&world.official("market", &[role]), &world.case), expected, "{role}");
        let deputy = world.deputy(world.other(), &[], world.officer, &[role]);
        assert_eq!(give(&deputy, &world.case), Err(Denial::WrongRole), "in place of a {role}");
    }
    let leader = world.official("market", &[Role::Supervisor]);
    let closed = CaseFacts { open: false, ..world.case.clone() };
    assert_eq!(give(&leader, &closed), Err(Denial::CaseClosed));
    let elsewhere = world.official("tax", &[Role::Supervisor]);
    assert_eq!(give(&elsewhere, &world.case), Err(Denial::OtherAuthority));
}

#[test]
fn a_case_is_given_to_who_could_take_it_on_and_never_to_oneself() {
    let world = world();
    let given = (Action::Assign, Purpose::Reassign);
    let give = |actor: &Actor, to: &Actor| {
        let standing = Standing::Handover { case: &world.case, to: to.officer() };
        world.looked(actor, given, standing, &[]).0
    };
    let me = world.other();
    let leader = |absent| world.deputy(me, &[Role::Supervisor], absent, &[Role::CaseOfficer]);
    let someone = world.other();
    let plain = leader(world.other());
    for role in Role::ALL {
        let to = world.deputy(someone, &[role], world.other(), &[Role::CaseOfficer]);
        let fits = role == Role::CaseOfficer;
        let expected = if fits { Ok(()) } else { Err(Denial::UnfitReceiver) };
        assert_eq!(give(&plain, &to), expected, "to a {role}");
        let system = Actor::System { job: "reassign".to_owned() };
        assert_eq!(give(&system, &to), expected, "to a {role}, by the platform");
    }
    let to = world.deputy(someone, &[Role::CaseOfficer], world.other(), &[]);
    assert_eq!(give(&leader(someone), &to), Err(Denial::ToOneself), "a deputy would open it");
    let both = world.deputy(me, &[Role::CaseOfficer], world.other(), &[]);
    assert_eq!(give(&plain, &both), Err(Denial::ToOneself));
    let elsewhere = world.official("tax", &[Role::CaseOfficer]);
    assert_eq!(give(&plain, &elsewhere), Err(Denial::UnfitReceiver));
    assert_eq!(give(&to, &to), Err(Denial::WrongRole), "who gives is judged first");
    let other = (Action::Read, Purpose::Reassign);
    let standing = Standing::Handover { case: &world.case, to: None };
    assert_eq!(world.looked(&plain, other, standing, &[]).0, Err(Denial::WrongPurpose));
}

#[test]
fn an_auditor_reads_what_was_drawn_within_the_mandate_and_nothing_else() {
    let world = world();
    let case = CaseFacts {
        classes: vec![DataClass::identity(), DataClass::situation()],
        open: false,
        ..world.case.clone()
    };
    let auditor = world.official("audit-office", &[Role::Auditor]);
    let good = AuditFacts {
        grant: GrantId::fresh(world.now, &world.random),
        auditor: world.officer,
        organisation: "market".to_owned(),
        in_force: true,
        sampled: true,
    };
    let situation = [DataClass::situation()];
    let look = |mandate: &AuditFacts, asked: (Action, Purpose), classes: &[DataClass]| {
        world.looked(&auditor, asked, Standing::Audit { case: &case, mandate }, classes)
    };
    let read = (Action::Read, Purpose::Audit);
    let (ended, entry) = look(&good, read, &situation);
    assert_eq!(ended, Ok(()), "closed cases too");
    assert_eq!(entry.basis, format!("audit:{}", good.grant));
    assert_eq!((entry.role.as_deref(), entry.case), (Some("auditor"), Some(case.id)));
    let wrong = [
        (AuditFacts { auditor: world.other(), ..good.clone() }, Denial::NotAssigned),
        (AuditFacts { organisation: "tax".to_owned(), ..good.clone() }, Denial::OtherAuthority),
        (AuditFacts { in_force: false, ..good.clone() }, Denial::MandateEnded),
        (AuditFacts { sampled: false, ..good.clone() }, Denial::NotInSample),
    ];
    for (mandate, why) in wrong {
        assert_eq!(look(&mandate, read, &situation).0, Err(why));
    }
    assert_eq!(look(&good, read, &[DataClass::identity()]).0, Err(Denial::ClassNotInService));
    for action in Action::ALL {
        for purpose in Purpose::ALL {
            let (ended, _) = look(&good, (action, purpose), &situation);
            assert_eq!(ended.is_ok(), (action, purpose) == read, "{action} {purpose}");
        }
    }
    let officer = world.official("market", &[Role::CaseOfficer]);
    let standing = Standing::Audit { case: &case, mandate: &good };
    assert_eq!(world.looked(&officer, read, standing, &situation).0, Err(Denial::WrongRole));
}
